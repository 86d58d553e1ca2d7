import type { CallId } from '../ids'
import { bareCallId } from './call-id'
import { readNumbers } from '../phone/phone-number'

/*
 * Links that a web page or another program passes to the bar. A link may show or focus the bar, adopt a call or fill
 * the dial field; no link can hang up, transfer, hold or log out.
 */

const LONGEST = 500

export type Link =
  /** The number to dial, and the link's text with everything else in it: other numbers, an extension. */
  | { readonly kind: 'dial'; readonly number: string; readonly text: string }
  | {
      readonly kind: 'adopt'
      readonly id: CallId
      readonly number: string | undefined
      readonly direction: 'inbound' | 'outbound'
    }
  | { readonly kind: 'show' }
  | { readonly kind: 'focus' }

/** All forms of links, for the help. */
export const linkForms = [
  'vocom-bar://dial/<number>',
  'vocom-bar://call/<call_id>?number=<n>&direction=inbound',
  'tel:<number>',
  'callto:<number>',
  'sip:<number>',
] as const

/** What the link asks for; null for anything that is not exactly one of the bar's links. */
export function parseLink(text: string): Link | null {
  const link = text.trim()
  if (link.length > LONGEST) return null
  const [, scheme = '', rest = ''] = /^([a-z-]+):(.*)$/i.exec(link) ?? []
  switch (scheme.toLowerCase()) {
    case 'vocom-bar':
      return parseOwn(rest)
    case 'tel':
    case 'callto':
    case 'sip':
    case 'sips':
      return dial(withoutParameters(rest))
    default:
      return null
  }
}

function parseOwn(rest: string): Link | null {
  const [path = '', query = ''] = rest.replace(/^\/\//, '').split('?', 2)
  const [verb = '', subject = '', ...more] = path.replace(/\/$/, '').split('/')
  if (more.length > 0) return null
  if (verb === 'dial') return dial(subject)
  if (verb === 'call') return adopt(subject, query)
  if (subject !== '') return null
  if (verb === 'focus') return { kind: 'focus' }
  return verb === 'show' || verb === '' ? { kind: 'show' } : null
}

/** The text without a nested scheme, a host, and parameters that are not dialled; an extension stays. */
const withoutParameters = (rest: string): string =>
  rest
    .replace(/^(?:(?:tel|callto|sips?):|\/\/)*/i, '')
    .replace(/\?.*$/, '')
    .replace(/@.*$/, '')
    .replace(/;(?!ext=)[a-z-]+(?:=[^;]*)?/gi, '')

function dial(encoded: string): Link | null {
  // A web form encodes spaces as `+`.
  const text = decode(encoded)?.replace(/(?<=[\d)])\+(?=[\d(])/g, ' ')
  const reading = text === undefined ? null : readNumbers(text, 'link')
  return text === undefined || reading === null ? null : { kind: 'dial', number: reading.number, text }
}

/**
 * Reads a link that adopts a call. A call with a withheld or unreadable number is adopted too, because it must be
 * possible to hang it up.
 */
function adopt(encodedId: string, query: string): Link | null {
  const id = bareCallId(decode(encodedId) ?? '')
  if (id === null) return null
  const parameters = new Map<string, string>()
  for (const pair of query.split('&')) {
    const [name = '', value = ''] = pair.split('=', 2)
    parameters.set(name, decode(value.replace(/\+(?=.)/g, '%2B')) ?? '')
  }
  return {
    kind: 'adopt',
    id,
    number: readNumbers(parameters.get('number') ?? '', 'link')?.number,
    direction: parameters.get('direction') === 'outbound' ? 'outbound' : 'inbound',
  }
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
