import * as z from 'zod'
import { callId as toCallId, callRef as toCallRef, type CallId } from '../ids'
import { callIdShape } from '../calls/call-id'
import { parseNumber, readNumbers } from '../phone/phone-number'
import { presetNames, reportViews, SAVED_NAME_MOST } from '../reports/saved'
import { exportFormats, MOST_COLUMNS } from '../reports/session'
import { leavings } from '../settings/draft'
import { panels } from '../windows/panels'

/*
 * The schemas of the commands' arguments. Kept apart from the table, so that the window can use the table without
 * loading a parser.
 */

const number = z
  .string()
  .max(200)
  .transform((text, context) => {
    const parsed = parseNumber(text)
    if (parsed !== null) return parsed
    context.addIssue({ code: 'custom', message: 'not a number' })
    return z.NEVER
  })

/** The number to dial, with whatever else the text says, because the agent may have to choose. */
const dialled = z
  .string()
  .max(2_000)
  .transform((text, context) => {
    const reading = readNumbers(text, 'typed')
    if (reading !== null) return reading
    context.addIssue({ code: 'custom', message: 'not a number' })
    return z.NEVER
  })

const callId = z.string().trim().regex(callIdShape).transform(toCallId)

type AdoptedCall = {
  readonly id: CallId
  readonly number?: string | undefined
  readonly direction?: 'inbound' | 'outbound' | undefined
}

const shortText = z.string().max(200)
const typedKey = z.string().max(1_000).nullable()
const sort = z.strictObject({ column: shortText, descending: z.boolean() }).nullable()
const pixels = z.number().int().min(0).max(10_000)

/** The form of the settings, as typed. */
export const settingsDraft = z.strictObject({
  values: z.record(z.string().max(100), z.unknown()),
  key: typedKey,
  session: z.boolean().optional(),
  leaving: z.enum(leavings).optional(),
  only: z.literal('pabx').optional(),
})

const reportForm = z.strictObject({
  kind: z.enum(['tabs', 'dialer']),
  from: shortText,
  to: shortText,
  filters: z.strictObject({
    destination: shortText.optional(),
    mailing: shortText.optional(),
    hangup_cause: shortText.optional(),
  }),
})

const savedName = z.string().trim().min(1).max(SAVED_NAME_MOST)

/** A report with a name, as a window gives it and as the disk does. */
export const savedReport = reportForm.extend({
  name: savedName,
  preset: z.enum(presetNames).nullable(),
  shown: z.enum(reportViews),
})

export const argumentKinds = {
  none: z.undefined(),
  number,
  /** Without a number, dial and transfer open the field for one. */
  optionalNumber: dialled.optional(),
  /** A break's id, digit or name, as the PABX lists it. */
  breakRef: z.string().trim().min(1).max(200),
  call: z.union([
    callId.transform((id): AdoptedCall => ({ id })),
    z.strictObject({
      id: callId,
      number: number.optional(),
      direction: z.enum(['inbound', 'outbound']).optional(),
    }),
  ]),
  /** A call: the PABX's id or the bar's key. */
  callRef: z.string().trim().min(1).max(200).transform(toCallRef),
  panel: z.enum(panels),
  panelFit: z.strictObject({ panel: z.enum(panels), height: pixels }),
  /** Where to write a file; without a path the agent is asked. */
  optionalPath: z.string().min(1).max(2_000).optional(),
  noticeId: z.string().min(1).max(100),
  programId: z.string().min(1).max(100),
  flag: z.boolean(),
  settingsDraft,
  settingsFile: z.strictObject({ key: typedKey }),
  pageFault: z.strictObject({ where: z.string().max(60), what: z.string().max(2_000) }),
  star: z.strictObject({ name: z.string().min(1).max(200), isFavourite: z.boolean() }),
  reportForm,
  savedReport,
  savedName,
  savedRename: z.strictObject({ name: savedName, next: savedName }),
  reportExport: z.strictObject({
    format: z.enum(exportFormats),
    these: z
      .strictObject({
        search: shortText,
        sort,
        columns: z.array(shortText).min(1).max(MOST_COLUMNS).readonly(),
      })
      .nullable(),
  }),
  picture: z.strictObject({
    name: z.string().regex(/^[\w-]{1,40}$/),
    area: z.strictObject({ x: pixels, y: pixels, width: pixels, height: pixels }),
  }),
} as const

export type ArgumentKind = keyof typeof argumentKinds
export type ArgumentOf<Kind extends ArgumentKind> = z.output<(typeof argumentKinds)[Kind]>
/** The same before it is parsed: what a page may send. */
export type ArgumentTyped<Kind extends ArgumentKind> = z.input<(typeof argumentKinds)[Kind]>
