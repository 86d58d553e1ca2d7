import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { defaultOptions, type SimulatorOptions } from './controls'
import { manners } from './manners'
import { startSimulator } from './simulator'

/*
 * The demo PABX as a program: `npm run simulator -- --port 8099`. With --demo the app runs it too, and it tells the app
 * when it is listening.
 */

const mannerHelp = Object.entries(manners).map(([name, { says, document, field }]) => {
  const inField = document === field ? '' : `, in the field ${JSON.stringify(field)}`
  return `  ${name.padEnd(22)} ${says}\n${' '.repeat(25)}${JSON.stringify(document)}${inField}`
})

const help = `Demo PABX that speaks APIv2: npm run simulator -- [flags]

  --port N               port to listen on (0: any free one)
  --host ADDRESS         interface (127.0.0.1)
  --seed N               the same seed makes the same world (1)
  --key KEY              the API key that is accepted
  --company ID           the company id that is known
  --prefix PATH          path under which the calls hang ("")
  --error-status N       HTTP status of answers that say "error" (200)
  --records-tabs N       tabulations to serve (${defaultOptions.tabulations})
  --records-dialer N     dialer calls to serve (${defaultOptions.dialer})
  --profile NAME         document: what the vendor promises; field: what a server was seen to do (document)
  --clock real|manual    manual: the world's time moves by POST /_demo/clock only
  --tls-cert, --tls-key  PEM files: speak https

Control, on loopback: GET /_demo/state, GET /_demo/journal?since=N, GET /_demo/faults, DELETE /_demo/journal, and
POST /_demo/{inbound,answer,miss,remote-hangup,phone-break,phone-return,force-break,force-logout,branch,status,
queues,remove-agent,delay,fault,calm,clock,records,manners} with a JSON body, for instance
  curl -d '{"agent":"DEV","number":"11999990000"}' http://127.0.0.1:8099/_demo/inbound
  curl -d '{"dialAnswersMs":12000,"phone":"notSeen"}' http://127.0.0.1:8099/_demo/manners

The manners, each with its value in the document's profile:
${mannerHelp.join('\n')}`

const flags = {
  port: { type: 'string' },
  host: { type: 'string' },
  seed: { type: 'string' },
  key: { type: 'string' },
  company: { type: 'string' },
  prefix: { type: 'string' },
  'error-status': { type: 'string' },
  'records-tabs': { type: 'string' },
  'records-dialer': { type: 'string' },
  clock: { type: 'string' },
  profile: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  help: { type: 'boolean' },
} as const

const whole = z.coerce.number().int().min(0)
const read = z.object({
  port: whole.max(65_535).default(defaultOptions.port),
  host: z.string().default(defaultOptions.host),
  seed: whole.default(defaultOptions.seed),
  key: z.string().min(1).default(defaultOptions.key),
  company: z.string().min(1).default(defaultOptions.companyId),
  prefix: z
    .string()
    .regex(/^$|^(\/[^/?#\s]+)+$/)
    .default(''),
  'error-status': whole.min(200).max(599).default(defaultOptions.errorStatus),
  'records-tabs': whole.max(5_000_000).default(defaultOptions.tabulations),
  'records-dialer': whole.max(5_000_000).default(defaultOptions.dialer),
  clock: z.enum(['real', 'manual']).default(defaultOptions.clock),
  profile: z.enum(['document', 'field']).default(defaultOptions.profile),
  'tls-cert': z.string().optional(),
  'tls-key': z.string().optional(),
})

/** The options of the command line, or the sentence that says what is wrong with them. */
function optionsOf(words: readonly string[]): SimulatorOptions | string {
  try {
    const { values } = parseArgs({ args: [...words], options: flags, strict: true })
    if (values.help === true) return help
    const given = read.safeParse(values)
    if (!given.success)
      return mistakeIn(String(given.error.issues[0]?.path[0]), given.error.issues[0]?.message)
    const {
      company,
      'error-status': errorStatus,
      'records-tabs': tabulations,
      'records-dialer': dialer,
    } = given.data
    const { port, host, seed, key, prefix, clock, profile } = given.data
    const { 'tls-cert': cert, 'tls-key': tlsKey } = given.data
    if ((cert === undefined) !== (tlsKey === undefined))
      return 'https needs both --tls-cert and --tls-key; give the missing one, or neither.'
    const tls =
      cert === undefined || tlsKey === undefined
        ? null
        : { cert: readFileSync(cert, 'utf8'), key: readFileSync(tlsKey, 'utf8') }
    const asked = { port, host, seed, key, companyId: company, prefix, errorStatus, tabulations, dialer }
    return { ...defaultOptions, ...asked, clock, tls, profile }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return `${said.split('. ')[0] ?? said}. See --help.`
  }
}

const mistakeIn = (flag: string, why = 'not understood'): string => `--${flag}: ${why}. See --help.`

/** Electron sets this in a utility process. */
type ParentPort = { readonly postMessage: (message: unknown) => void }
const parentPort = (process as unknown as { readonly parentPort?: ParentPort }).parentPort

async function begin(): Promise<void> {
  const options = optionsOf(process.argv.slice(2))
  if (typeof options === 'string') {
    const isHelp = options === help
    console[isHelp ? 'log' : 'error'](options)
    process.exitCode = isHelp ? 0 : 2
    return
  }
  const simulator = await startSimulator(options)
  const message = {
    listening: simulator.url,
    key: options.key,
    companyId: options.companyId,
    control: `${new URL(simulator.url).origin}/_demo/`,
  }
  console.log(JSON.stringify(message))
  parentPort?.postMessage(message)
  process.on('SIGTERM', () => void simulator.close().then(() => process.exit(0)))
}

await begin().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
