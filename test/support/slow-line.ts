import { execFile } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { readFile } from 'node:fs/promises'
import { branch, callId } from '../../src/shared/ids'
import { systemTrust } from '../../src/main/shell/pabx/system-trust'
import { defaultOptions } from '../../src/simulator/controls'
import { startSimulator } from '../../src/simulator/simulator'
import { clientOf } from './client'

/*
 * Runs alone in a network of its own (`integration/slow-line.test.ts` makes it), as a bar on a bad line would: says on
 * its output what became of each command, and how many milliseconds it took.
 */

/** Longer than the 250 ms that Node leaves an address by itself, shorter than a packet takes to be sent again. */
const LINE_IS_DOWN_MS = 500

const login = { agent: 'DEV', branch: branch('2000'), company_id: defaultOptions.companyId }

const bareClient = (baseUrl: string) => clientOf(baseUrl, { allowInsecureHttp: true })

async function timed<Answer>(what: Promise<Answer>): Promise<{ answer: Answer; milliseconds: number }> {
  const from = performance.now()
  const answer = await what
  return { answer, milliseconds: Math.round(performance.now() - from) }
}

const scenes: Record<string, () => Promise<unknown>> = {
  /** The first packet is lost, and is sent again after a second, by when somebody listens. */
  slow: async () => {
    const simulator = await startSimulator({ clock: 'manual', host: '0.0.0.0' })
    const client = bareClient(`http://pabx.test:${new URL(simulator.url).port}`)
    const answer = timed(client.call('login', login))
    setTimeout(() => execFile('ip', ['address', 'add', '10.9.0.1/32', 'dev', 'lo']), LINE_IS_DOWN_MS)
    const first = await answer
    const hangUp = { agent: 'DEV', call_id: callId('c'), company_id: defaultOptions.companyId }
    const second = await timed(client.call('hangUp', hangUp, { lane: 'hangUp' }))
    await simulator.close()
    return { first, second }
  },
  /** What a company installs with `update-ca-certificates` lands in one file. */
  trust: () => Promise.resolve(systemTrust.systemCertificates()),
  /** A name server that takes every question and answers none. */
  deaf: async () => {
    const deaf = createSocket('udp4')
    await new Promise<void>((resolve) => deaf.bind(53, '127.0.0.1', resolve))
    const client = bareClient('https://pabx.nowhere')
    const commands = Promise.all(Array.from({ length: 6 }, () => timed(client.call('login', login))))
    const disk = await timed(readFile('/etc/hosts', 'utf8'))
    const answers = await commands
    deaf.close()
    return { disk: disk.milliseconds, answers }
  },
}

const scene = scenes[process.argv[2] ?? '']
process.stdout.write(`${JSON.stringify(await scene?.())}\n`)
// A look-up that was given up may still be waited for by the system.
process.exit(0)
