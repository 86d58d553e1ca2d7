import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The vendor's document, word for word. */
const text = readFileSync(join(import.meta.dirname, 'vocom-apiv2.txt'), 'utf8')

export type Example = { readonly path: string; readonly request: unknown; readonly answer: unknown }

/** What page breaks tore apart in the document, put together again; the break list's last brace is missing there. */
function mend(json: string): string {
  const joined = json
    .replace(/("break_name": "Almoço",)\s*\{\s*("break_timeout")/, '$1 $2')
    .replace(/894343d2-3f02-4c02-909b-\s+a0bfa57c0a93/, '894343d2-3f02-4c02-909b-a0bfa57c0a93')
  const missing = joined.split('{').length - joined.split('}').length
  return joined + '}'.repeat(missing)
}

/** Each call with the request and the answer that the document shows, in its order. */
export function examples(): readonly Example[] {
  const sections = text.split('Método HTTP POST').slice(1)
  return sections.map((section) => {
    const path = /`?\/?((?:interact_cti|tabs|dialer)[^`\n]*\/)`?/.exec(section)?.[1]?.replace(/\s/g, '') ?? ''
    const [request = '', ...rest] = [...section.matchAll(/```\n([\s\S]*?)```/g)].map(
      ([, block]) => block ?? '',
    )
    const answer = rest.join('')
    return {
      path,
      request: JSON.parse(mend(request)) as unknown,
      answer: JSON.parse(mend(answer)) as unknown,
    }
  })
}

/** The header of the document's own curl line. */
export const curlHeader = /'Authorization: (Basic \S+)'/.exec(text)?.[1] ?? ''
export const curlBody = /--data-raw '(\{.*\})'/.exec(text)?.[1] ?? ''
