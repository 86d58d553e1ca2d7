/*
 * The addresses by which a page tells of an inbound call: `https://crm.example.com/popup?id={callId}&phone={number}`.
 * The CRM or the PABX opens such a page on its own; the browser extension reads the call out of the address.
 */

/** A call as a page's address names it. The bar reads both texts as it reads a link's. */
export type NamedCall = { readonly callId: string; readonly number: string | undefined }

/** What stands for a part of the address; `phone` is the same as `number`. */
const fields = { callId: 'callId', number: 'number', phone: 'number' } as const
type Field = (typeof fields)[keyof typeof fields]

const LONGEST = 1_000

/** Path, query and the part after `#`, which many CRMs use as a path with a query of its own. */
type Address = {
  readonly origin: string
  readonly paths: readonly (readonly string[])[]
  readonly queries: readonly ReadonlyMap<string, string>[]
}

/** Whether the text is a pattern that can tell a call. */
export const isPopupPattern = (pattern: string): boolean => {
  const address = addressOf(pattern)
  if (address === null) return false
  const named = partsOf(address).map(fieldOf)
  return named.filter((field) => field === 'callId').length === 1 && !named.includes('unknown')
}

/** The call that the address names by that pattern; null when it is another address. */
export function callInAddress(pattern: string, url: string): NamedCall | null {
  const wanted = addressOf(pattern)
  const found = addressOf(url)
  if (wanted === null || found?.origin !== wanted.origin) return null
  const named = new Map<Field, string>()
  const fits = (part: string, value: string | undefined): boolean => {
    const field = fieldOf(part)
    if (field === null || field === 'unknown') return part === value
    if (value === undefined || value === '') return field !== 'callId'
    named.set(field, value)
    return true
  }
  const isPath = (path: readonly string[], other: readonly string[] = []): boolean =>
    path.length === other.length && path.every((part, index) => fits(part, other[index]))
  const isIt =
    wanted.paths.every((path, at) => isAnyPath(path, at) || isPath(path, found.paths[at])) &&
    // Parameters that the pattern does not name may be there too.
    wanted.queries.every((query, at) =>
      [...query].every(([name, part]) => fits(part, found.queries[at]?.get(name))),
    )
  const callId = named.get('callId')
  return !isIt || callId === undefined ? null : { callId, number: named.get('number') }
}

/** A pattern without a part after `#` fits whatever stands there. */
const isAnyPath = (path: readonly string[], at: number): boolean => at > 0 && path.join('') === ''

const partsOf = ({ paths, queries }: Address): readonly string[] => [
  ...paths.flat(),
  ...queries.flatMap((query) => [...query.values()]),
]

/** The field that a part stands for; null for a part that is meant as it is. */
function fieldOf(part: string): Field | 'unknown' | null {
  const [, name] = /^\{(\w+)\}$/.exec(part) ?? []
  if (name === undefined) return /[{}]/.test(part) ? 'unknown' : null
  return Object.hasOwn(fields, name) ? fields[name as keyof typeof fields] : 'unknown'
}

/** The parts of an http(s) address, decoded; null for any other text. */
function addressOf(text: string): Address | null {
  const [, origin, rest = ''] = /^(https?:\/\/[^/?#\s@]+)(.*)$/is.exec(text.trim()) ?? []
  if (origin === undefined || text.length > LONGEST) return null
  const [beforeHash, hash] = splitAt(rest, '#')
  const parts = [beforeHash, hash].map((part) => splitAt(part, '?'))
  try {
    return {
      origin: withoutPort(origin.toLowerCase()),
      paths: parts.map(([path]) => segments(path)),
      queries: parts.map(([, query]) => parameters(query)),
    }
  } catch {
    // A percent sign that encodes nothing.
    return null
  }
}

const withoutPort = (origin: string): string => origin.replace(/^(http:.*):80$|^(https:.*):443$/, '$1$2')

function splitAt(text: string, sign: string): readonly [before: string, after: string] {
  const at = text.indexOf(sign)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

const segments = (path: string): readonly string[] =>
  path.replace(/\/$/, '').split('/').map(decodeURIComponent)

/** Of a parameter that is there twice, the first counts. A plus stays one: it begins a number. */
function parameters(query: string): ReadonlyMap<string, string> {
  const all = new Map<string, string>()
  for (const pair of query.split('&')) {
    const [name, value] = splitAt(pair, '=').map(decodeURIComponent)
    if (name !== undefined && name !== '' && !all.has(name)) all.set(name, value ?? '')
  }
  return all
}
