import { bareCallId } from './call-id'
import { readNumbers } from '../phone/phone-number'

/*
 * Links that a web page or another program hands to the bar. A link may show, focus, adopt a call or fill
 * the dial field; there is no link that hangs up, transfers, holds or logs out.
 */

const LONGEST = 500

export type Link =
  /** The number that it names, and its text with what else it says: other numbers, an extension. */
  | { readonly kind: 'dial'; readonly number: string; readonly text: string }
  | {
      readonly kind: 'adopt'
      readonly id: string
      readonly number: string | undefined
      readonly direction: 'inbound' | 'outbound'
    }
  | { readonly kind: 'show' }
  | { readonly kind: 'focus' }

/** The links there are, for the help. */
export const linkForms = [
  'vocom-bar://dial/<number>',
  'vocom-bar://call/<call_id>?number=<n>&direction=inbound',
  'tel:<number>',
  'callto:<number>',
  'sip:<number>',
] as const

export const looksLikeLink = (text: string): boolean => /^(vocom-bar|tel|callto|sips?):/i.test(text.trim())

/** What the link asks for, or null for anything that is not exactly one of ours. */
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

/** Without another scheme, a host, and parameters that say nothing to dial; an extension stays. */
const withoutParameters = (rest: string): string =>
  rest
    .replace(/^(?:(?:tel|callto|sips?):|\/\/)*/i, '')
    .replace(/\?.*$/, '')
    .replace(/@.*$/, '')
    .replace(/;(?!ext=)[a-z-]+(?:=[^;]*)?/gi, '')

function dial(encoded: string): Link | null {
  // A form writes its spaces as `+`.
  const text = decode(encoded)?.replace(/(?<=[\d)])\+(?=[\d(])/g, ' ')
  const reading = text === undefined ? null : readNumbers(text, 'link')
  return text === undefined || reading === null ? null : { kind: 'dial', number: reading.number, text }
}

/** A call whose number is withheld, or cannot be read, is adopted all the same: it must be possible to hang it up. */
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
