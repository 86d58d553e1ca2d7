import * as z from 'zod'
import { flatten } from './flatten'
import { isPopupPattern } from '../companion/popups'
import { commandOf, hotkeyCommands, type CommandId, type HotkeyCommand } from '../commands/table'
import { isRecordTemplate } from '../crm/template'
import { tableOf } from '../table'

/*
 * Every setting, declared once: its dotted name in settings.json and in the policy file, its schema and its default.
 */

const timeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
})

/** The PABX's root, or a prefix of it: http or https, without credentials, query or fragment. "" while not set. */
const baseUrl = z
  .string()
  .trim()
  .max(500)
  .regex(/^$|^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i)
  .transform((url) => url.replace(/\/+$/, ''))

/** `system`, `none` or the company's own proxy. No credentials, because an address is shown, logged and exported. */
const proxy = z
  .string()
  .trim()
  .max(500)
  .regex(/^(system|none|http:\/\/(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?\/?)$/i)
  .transform((value) => value.replace(/\/$/, '').toLowerCase())

/**
 * A path on this computer. On Windows, a network path would send the user's name and password to another computer. ""
 * for none.
 */
const localPath = z
  .string()
  .trim()
  .max(1_000)
  .regex(/^$|^\/(?!\/)|^[A-Za-z]:[\\/]/)

/** Scheme, host and port of a page: `https://crm.example.com`. */
const origin = z
  .string()
  .trim()
  .toLowerCase()
  .max(300)
  .regex(/^https?:\/\/(\[[\da-f:.]+\]|[a-z\d.-]+)(:\d{1,5})?\/?$/)
  .transform((value) => value.replace(/\/$/, '').replace(/^(http:.*):80$|^(https:.*):443$/, '$1$2'))

const word = z.string().trim().max(200)

const bySetting = {
  'pabx.baseUrl': { schema: baseUrl, default: '' },
  'pabx.companyId': { schema: word, default: '' },
  'pabx.timeZone': { schema: timeZone, default: 'America/Sao_Paulo' },
  'pabx.allowInsecureHttp': { schema: z.boolean(), default: false },
  'pabx.proxy': { schema: proxy, default: 'system' },
  'pabx.caFile': { schema: localPath, default: '' },
  'agent.name': { schema: word, default: '' },
  'agent.branch': { schema: word, default: '' },
  'agent.queues': { schema: z.array(word.min(1)).max(50), default: [] as string[] },
  'bar.alwaysOnTop': { schema: z.boolean(), default: true },
  'bar.edge': { schema: z.enum(['top', 'bottom', 'free']), default: 'top' },
  /** Percent of the usual size. */
  'bar.textSize': { schema: z.number().min(100).max(200), default: 100 },
  /** Icons instead of words, in a narrower bar. */
  'bar.compact': { schema: z.boolean(), default: false },
  'bar.autoHide': { schema: z.boolean(), default: false },
  /** The bar reserves its strip of the edge. */
  'bar.reserve': { schema: z.boolean(), default: false },
  'bar.theme': { schema: z.enum(['system', 'light', 'dark']), default: 'system' },
  'breaks.warnMinutesBefore': { schema: z.number().min(0).max(60), default: 1 },
  'breaks.notify': { schema: z.boolean(), default: false },
  'breaks.chime': { schema: z.boolean(), default: false },
  /** Planned breaks as `10:15 10`: the time of day, and the minutes. */
  'breaks.plan': {
    schema: z.array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d \d{1,3}$/)).max(20),
    default: [] as string[],
  },
  'breaks.proposeOnLock': { schema: z.boolean(), default: false },
  'session.logOutOnShutdown': { schema: z.boolean(), default: false },
  /** Seconds on hold after which the agent is warned; 0 for never. */
  'calls.holdWarnSeconds': { schema: z.number().int().min(0).max(3_600), default: 60 },
  'sync.intervalSeconds': { schema: z.number().min(1).max(300), default: 5 },
  /** How the outcome of a command is heard that was given outside the bar's windows. */
  'sound.outcomes': { schema: z.enum(['off', 'tones', 'speech']), default: 'off' },
  /** The name of the output for tones; "" for the system's. */
  'sound.device': { schema: word, default: '' },
  'links.confirmDial': { schema: z.boolean(), default: true },
  /** Whether a link may name a call for the bar to adopt. */
  'links.adopt': { schema: z.enum(['on', 'off']), default: 'on' },
  /** The address of a customer's record, with gaps for the call; "" for none. */
  'crm.popUrl': { schema: z.string().trim().max(1_000).refine(isRecordTemplate), default: '' },
  /** When the record opens by itself: once a call was taken over, or placed. */
  'crm.popOn': { schema: z.enum(['never', 'adopt', 'dial', 'both']), default: 'adopt' },
  /** The pages in which the browser extension may work. */
  'companion.origins': { schema: z.array(origin).max(50), default: [] as string[] },
  /** The addresses that tell of an inbound call: `https://crm.example.com/popup?id={callId}&phone={number}`. */
  'companion.popups': {
    schema: z.array(z.string().trim().max(1_000).refine(isPopupPattern)).max(50),
    default: [] as string[],
  },
  /** Whether those pages show the call in a corner. */
  'companion.badge': { schema: z.boolean(), default: true },
  /** Whether other programs may reach the bar over HTTP on this computer. */
  'door.http': { schema: z.boolean(), default: false },
  'history.keepDays': { schema: z.number().int().min(0).max(365), default: 7 },
  language: { schema: z.enum(['system', 'pt-BR', 'en', 'es']), default: 'system' },
  startAtLogin: { schema: z.boolean(), default: false },
  'updates.feedUrl': {
    schema: z
      .string()
      .trim()
      // No credentials, because an address is shown, logged and exported.
      .regex(/^$|^https?:\/\/[^\s/?#@]+([/?#]\S*)?$/i),
    default: '',
  },
} as const

type ByName = typeof bySetting
type PlainSettings = { -readonly [Name in keyof ByName]: z.output<ByName[Name]['schema']> }
export type HotkeySetting = `hotkeys.${HotkeyCommand}`
type HotkeySettings = Record<HotkeySetting, string | null>

export type Settings = Readonly<PlainSettings & HotkeySettings>
export type SettingName = keyof Settings

const accelerator = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\s+]+(\+[^\s+]+)*\+?$/)
  .nullable()

const hotkeySettings = hotkeyCommands.map((id): HotkeySetting => `hotkeys.${id}`)
const commandOfHotkey = (name: HotkeySetting): HotkeyCommand => name.slice('hotkeys.'.length) as HotkeyCommand

type Entry<Value> = { readonly schema: z.ZodType; readonly default: Value }

const hotkeyTable = tableOf(hotkeySettings, (name): Entry<string | null> => ({
  schema: accelerator,
  default: commandOf(commandOfHotkey(name)).hotkey,
}))

/** The schema and default of every setting, by name. */
export const settingTable: { readonly [Name in SettingName]: Entry<Settings[Name]> } = {
  ...bySetting,
  ...hotkeyTable,
}

export const settingNames = Object.keys(settingTable) as readonly SettingName[]
export const isSettingName = (name: string): name is SettingName => Object.hasOwn(settingTable, name)

export const defaultSettings = tableOf(settingNames, (name) => settingTable[name].default) as Settings

/** Settings that only the policy may change; the agent's own file cannot. */
export const policyOnly: readonly SettingName[] = [
  'pabx.allowInsecureHttp',
  'companion.origins',
  'companion.popups',
]

/**
 * The settings that decide which PABX the bar talks to, what a link may do, and which program the bar becomes. They
 * stay unchanged under a policy that does not count, and an import shows every one of them.
 */
export const isGrave = (name: string): boolean => /^(pabx|links|companion|updates)\./.test(name)

export type SettingProblem = {
  readonly name: string
  readonly source: 'file' | 'policy'
  readonly why: 'invalid' | 'unknown' | 'policyOnly'
}

export type MergedSettings = {
  readonly values: Settings
  /**
   * Settings that the agent cannot change, because the policy sets them or only the policy may: shown as locked, never
   * written.
   */
  readonly locked: readonly SettingName[]
  readonly problems: readonly SettingProblem[]
}

type Source = SettingProblem['source']

/** The grave settings among those values. */
export const graveOf = (values: Readonly<Partial<Settings>>): Readonly<Partial<Settings>> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => isGrave(name)))

/** The values that a tree sets, and its entries that are not valid settings. */
export function readSettings(tree: unknown, source: Source) {
  const values: Record<string, unknown> = {}
  const problems: SettingProblem[] = []
  for (const [name, value] of Object.entries(flatten(tree))) {
    if (!isSettingName(name)) {
      problems.push({ name, source, why: 'unknown' })
      continue
    }
    if (source === 'file' && policyOnly.includes(name)) {
      // A value equal to the default needs no message.
      if (value !== settingTable[name].default) problems.push({ name, source, why: 'policyOnly' })
      continue
    }
    const read = settingTable[name].schema.safeParse(value)
    if (read.success) values[name] = read.data
    else problems.push({ name, source, why: 'invalid' })
  }
  return { values: values as Partial<Settings>, problems }
}

/**
 * Merges the defaults, the agent's file and the managed policy, in this order. An invalid value falls back and is
 * reported, but is never fatal. With `standing`, the grave settings are taken from it, or from the defaults, whatever
 * file and policy say.
 */
export function mergeSettings(
  file: unknown,
  policy: unknown,
  standing: Readonly<Partial<Settings>> | null = null,
): MergedSettings {
  const own = readSettings(file, 'file')
  const managed = readSettings(policy, 'policy')
  const held = standing === null ? {} : graveOf({ ...defaultSettings, ...standing })
  const isLocked = (name: SettingName): boolean =>
    Object.hasOwn(managed.values, name) || Object.hasOwn(held, name) || policyOnly.includes(name)
  return {
    values: { ...defaultSettings, ...own.values, ...managed.values, ...held },
    locked: settingNames.filter(isLocked),
    problems: [...own.problems, ...managed.problems],
  }
}

/** The global hotkey of each command that may have one. */
export const hotkeysOf = (settings: Settings): Readonly<Partial<Record<CommandId, string | null>>> =>
  Object.fromEntries(
    hotkeyCommands
      .filter((id) => commandOf(id).surfaces.includes('hotkey'))
      .map((id) => [id, settings[`hotkeys.${id}`]]),
  )
