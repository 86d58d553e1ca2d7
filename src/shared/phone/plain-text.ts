/*
 * A text as a person sees it, in plain ASCII: Unicode has hundreds of digits, dozens of dashes and spaces, and
 * invisible marks. Superscripts and circled figures are not read as digits, because they are footnotes.
 */

/** Directions, joiners, accents, fillers, control characters. */
const invisible = /[\p{Cf}\p{M}\u115f\u1160\u3164\uffa0\ufffc]|(?![\t\n\v\f\r\u0085])\p{Cc}/gu

/** Stands for hidden digits: `(11) •••••-4321` cannot be dialled. */
const HIDDEN = '\ufffd'

const signs: readonly (readonly [RegExp, string])[] = [
  [/\r\n?|[\n\v\f\u0085\u2028\u2029]/g, '\n'],
  [/[\p{Zs}\u2800]/gu, ' '],
  [/[\p{Pd}\u02d7\u2043\u2212\u2500\u2501\u2796\u30fc\uff70]/gu, '-'],
  [/[·•‧∙⋅・･●]{2,}/g, HIDDEN],
  [/[·•‧∙⋅・･●․．]/g, '.'],
  [/[（﹙［[⁽]/g, '('],
  [/[）﹚］\]⁾]/g, ')'],
  [/[＋﹢➕⁺]/g, '+'],
  [/[＊﹡∗]/g, '*'],
  [/[＃﹟]/g, '#'],
  [/[／⁄∕]/g, '/'],
  [/，/g, ','],
  [/：/g, ':'],
  [/；/g, ';'],
]

/** Nothing but ASCII of which nothing is changed: brackets become parentheses. */
const isPlain = /^[\t\n\x20-\x5a\x5c\x5e-\x7e]*$/

/**
 * The text in ASCII digits, dashes, spaces and signs, without accents and invisible marks. Line breaks and tabs stay.
 */
export function plainText(text: string): string {
  if (isPlain.test(text)) return text
  const seen = text
    .normalize('NFD')
    .replace(invisible, '')
    .replace(/\p{Nd}/gu, asciiDigit)
  return signs.reduce((plain, [these, sign]) => plain.replace(these, sign), seen)
}

/** In Unicode the ten digits of a script are consecutive, starting with zero. */
function asciiDigit(digit: string): string {
  if (digit <= '9') return digit
  const code = digit.codePointAt(0) ?? 0
  let before = 0
  while (/^\p{Nd}$/u.test(String.fromCodePoint(code - before - 1))) before++
  return String(before % 10)
}
