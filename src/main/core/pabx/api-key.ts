/** The user name that goes with every key ("APIv2, Código em cURL"). */
const USER = 'api_key'

/** The value of the `Authorization` header. */
export const authorization = (key: string): string =>
  `Basic ${Buffer.from(`${USER}:${key}`, 'utf8').toString('base64')}`

/**
 * The bare key from what people paste: the key itself, `api_key:<key>`, the base64 of that, or a whole
 * `Authorization: Basic …` header. Null when nothing is left.
 */
export function normaliseKey(pasted: string): string | null {
  const text = pasted
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/^authorization\s*:\s*/i, '')
  const encoded = text.replace(/^basic(\s+|$)/i, '')
  const bare = afterUser(encoded) ?? afterUser(decode(encoded)) ?? encoded
  const key = bare.trim()
  return key === '' ? null : key
}

function afterUser(text: string | null): string | null {
  return text?.startsWith(`${USER}:`) === true ? text.slice(USER.length + 1) : null
}

function decode(text: string): string | null {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text, 'base64').toString('utf8') : null
}
