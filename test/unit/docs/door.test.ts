import { join } from 'node:path'
import { format } from 'prettier'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { watchedSchema } from '../../../src/shared/door/status'

const docs = join(import.meta.dirname, '../../../docs')

/** Written anew with `npx vitest run --project unit test/unit/docs/door.test.ts -u`. */
const isCurrent = async (file: string, document: object): Promise<void> =>
  expect(await format(JSON.stringify(document), { parser: 'json', printWidth: 110 })).toMatchFileSnapshot(
    join(docs, file),
  )

/** Without what only a parser needs; later fields have to be allowed. */
const schemaOf = (schema: z.ZodType) =>
  z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => {
      delete jsonSchema.additionalProperties
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
    },
  })

it('docs/door.schema.json says what programs are told', async () => {
  await isCurrent('door.schema.json', {
    ...schemaOf(watchedSchema),
    $id: 'https://www.vocom.com.br/vocom-bar/door/v1/snapshot.json',
    title: 'The state of Vocom Bar, v1',
    description:
      'A line of `vocom-bar --watch --json`. Within v1 fields may be added; none is removed or given another meaning.',
  })
})
