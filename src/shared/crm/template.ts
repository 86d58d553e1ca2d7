/*
 * The address of a customer's record in the company's CRM, as RFC 6570 writes one that has gaps. What may be written is
 * checked here; `record-url.ts` fills the gaps in.
 */

/** What a gap may be filled with. */
export const recordVariables = [
  /** The digits as they were dialled or named. */
  'number',
  /** The number with the code of its country: `+5511999999999`. Nothing for an extension. */
  'e164',
  'callId',
  'direction',
  'agent',
  'branch',
  /** A list, since an agent may work for several. */
  'queue',
] as const
export type RecordVariable = (typeof recordVariables)[number]

const known = new Set<string>(recordVariables)

/** Which page of the host is opened may depend on the call; which host never does. No name and password. */
const shape = /^https?:\/\/[^\s/?#@\\{}]+(?:(?:[/?#]|\{[/?#])\S*)?$/i
const host = /^https?:\/\/[^\s/?#@\\{}]+/i
const gap = /\{([^{}]*)\}/g
const name = /^([A-Za-z0-9]+)(?:\*|:[1-9]\d{0,3})?$/

/** "" for no record at all. */
export function isRecordTemplate(text: string): boolean {
  if (text === '') return true
  if (!shape.test(text) || /[{}]/.test(text.replace(gap, ''))) return false
  return (
    unknownVariable(text) === null && [...text.matchAll(gap)].every(({ 1: inside = '' }) => isGap(inside))
  )
}

/** The first name in a gap that stands for nothing; null when there is none. */
export const unknownVariable = (text: string): string | null =>
  variablesIn(text).find((found) => !known.has(found)) ?? null

/** The names in the gaps of a template. */
export const variablesIn = (text: string): readonly string[] =>
  [...text.matchAll(gap)].flatMap(({ 1: inside = '' }) => variablesOf(inside))

const partsOf = (inside: string): readonly string[] => inside.replace(/^[+#./;?&]/, '').split(',')
const isGap = (inside: string): boolean => partsOf(inside).every((part) => name.test(part))
const variablesOf = (inside: string): readonly string[] =>
  partsOf(inside).flatMap((part) => name.exec(part)?.[1] ?? [])

/** The scheme and host that a template names, and that every address made of it has to begin with. */
export const hostOf = (text: string): string | null => host.exec(text)?.[0] ?? null
