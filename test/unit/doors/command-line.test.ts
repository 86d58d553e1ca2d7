import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { parseArguments } from '../../../src/main/core/cli/cli-args'
import { looksLikeLink } from '../../../src/shared/calls/looks-like-link'
import { inLinearTime, LIMIT_MS, longRuns, longWith, runs, textWith } from '../../support/doors'

const word = z.string()
const invocation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bar'), links: z.array(word.refine(looksLikeLink)) }),
  z.strictObject({ kind: z.literal('run'), command: word, argument: word.optional(), call: word.optional() }),
  z.strictObject({ kind: z.literal('status'), json: z.boolean() }),
  z.strictObject({
    kind: z.literal('report'),
    report: word,
    options: z.partialRecord(
      z.enum(['from', 'to', 'destination', 'mailing', 'hangup-cause', 'out']),
      word.max(2_000),
    ),
  }),
  z.strictObject({ kind: z.literal('version'), verbose: z.boolean() }),
  z.strictObject({ kind: z.literal('help') }),
  z.strictObject({
    kind: z.literal('mistake'),
    sentence: z.strictObject({ key: word, values: z.record(word, word).optional() }),
  }),
])
const meant = z.strictObject({ demo: z.boolean(), hidden: z.boolean(), invocation })

const pieces = [
  ...['--run', '--dial', '--report', '--status', '--json', '--demo', '--hidden', '--version', '--help', '--'],
  ...[
    '--run=',
    '--dial=',
    '--from',
    '--to=',
    '--out=',
    '--staus',
    '--inspect=0',
    '--user-data-dir=/x',
    '-',
    '=',
  ],
  ...[
    'tel:1199999999',
    'vocom-bar://dial/2000',
    'mailto:x',
    'call.hangUp',
    'agent.logout',
    '1199999999',
    '/etc/x',
  ],
]
const piece = fc.oneof(fc.constantFrom(...pieces), textWith(...pieces))
const words = fc.array(piece, { maxLength: 8 })

it(
  'words of any kind mean one thing, or are told to be a mistake',
  () => {
    fc.assert(
      fc.property(words, (said) => {
        expect(meant.safeParse(parseArguments(said)).error).toBeUndefined()
      }),
      runs,
    )
  },
  LIMIT_MS,
)

it(
  'nothing that stands behind a link, or behind --, gives a command',
  () => {
    const ends = fc.constantFrom('tel:1199999999', 'vocom-bar://focus', 'sip:2000@pabx', '--')
    fc.assert(
      fc.property(ends, words, (end, said) => {
        const { demo, hidden, invocation } = parseArguments([end, ...said])
        expect({ demo, hidden }).toEqual({ demo: false, hidden: false })
        expect(['bar', 'mistake']).toContain(invocation.kind)
      }),
      runs,
    )
  },
  LIMIT_MS,
)

it(
  'long words, and many of them, are read in linear time',
  () => {
    fc.assert(
      fc.property(longWith(...pieces), (text) => {
        expect(inLinearTime(() => parseArguments([text, '--run', text]))).toBe(true)
        expect(inLinearTime(() => parseArguments(text.split(/(?=-|tel)/)))).toBe(true)
      }),
      longRuns,
    )
  },
  LIMIT_MS,
)
