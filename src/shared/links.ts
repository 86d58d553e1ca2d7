import { callIdShape } from './call-id'
import { parseNumber } from './phone-number'

/*
 * Links that a web page or another program hands to the bar. A link may show, focus, adopt a call or fill
 * the dial field; there is no link that hangs up, transfers, holds or logs out.
 */

const LONGEST = 500

export type Link =
  | { readonly kind: 'dial'; readonly number: string }
  | {
      readonly kind: 'adopt'
      readonly id: string
      readonly number: string | undefined
      readonly direction: 'inbound' | 'outbound'
    }
  | { readonly kind: 'show' }

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
      return dial(
        rest
          .replace(/^\/\//, '')
          .replace(/[;?].*$/, '')
          .replace(/@.*$/, ''),
      )
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
  return (verb === 'show' || verb === 'focus' || verb === '') && subject === '' ? { kind: 'show' } : null
}

function dial(encoded: string): Link | null {
  const text = decode(encoded)
  const number = text === null ? null : parseNumber(text)
  return number === null ? null : { kind: 'dial', number }
}

function adopt(encodedId: string, query: string): Link | null {
  const id = decode(encodedId)
  if (id === null || !callIdShape.test(id)) return null
  const parameters = new Map<string, string>()
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const [name = '', value = ''] = pair.split('=', 2)
    const decoded = decode(value.replace(/\+(?=.)/g, '%2B'))
    if (decoded === null) return null
    parameters.set(name, decoded)
  }
  const number = parameters.get('number')
  const parsed = number === undefined || number === '' ? undefined : parseNumber(number)
  if (parsed === null) return null
  return {
    kind: 'adopt',
    id,
    number: parsed,
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
