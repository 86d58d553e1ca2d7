import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { callIdShape } from '../../../src/shared/calls/call-id'
import { parseLink } from '../../../src/shared/calls/links'
import { inLinearTime, LIMIT_MS, longRuns, longWith, runs, textWith } from '../../support/doors'

const number = z.string().regex(/^\+?\d{2,32}$/)
const link = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('dial'), number, text: z.string().max(500) }),
    z.strictObject({
      kind: z.literal('adopt'),
      id: z.string().regex(callIdShape),
      number: number.optional(),
      direction: z.enum(['inbound', 'outbound']),
    }),
    z.strictObject({ kind: z.literal('show') }),
    z.strictObject({ kind: z.literal('focus') }),
  ])
  .nullable()

const pieces = [
  ...[
    'vocom-bar:',
    'vocom-bar://',
    'TEL:',
    'callto:',
    'sips:',
    'sip://',
    'dial/',
    'call/',
    'focus',
    'show',
    '/',
  ],
  ...[
    '?number=',
    '&direction=',
    '&',
    '=',
    ';ext=',
    ';phone-context=',
    '@',
    '%2B55',
    '+',
    '(',
    ')',
    '-',
    '..',
  ],
  ...[
    '1199999999',
    'ce36d513-bcea-4639-adb9-0e947410abc5',
    '%7B',
    '{',
    '}',
    'hangUp',
    'agent.logout',
    '#',
    '*21*',
  ],
]

it(
  'a link of any kind is one of four, with a number that may be sent, or nothing',
  () => {
    fc.assert(
      fc.property(textWith(...pieces), (text) => {
        expect(link.safeParse(parseLink(text)).error).toBeUndefined()
      }),
      runs,
    )
  },
  LIMIT_MS,
)

it(
  'a long link is read in linear time',
  () => {
    fc.assert(
      fc.property(longWith(...pieces), (text) => {
        expect(inLinearTime(() => parseLink(text))).toBe(true)
        expect(inLinearTime(() => parseLink(text.slice(0, 500)))).toBe(true)
      }),
      longRuns,
    )
  },
  LIMIT_MS,
)
