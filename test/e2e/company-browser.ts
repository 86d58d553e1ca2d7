import { chromium, expect, type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { User } from '../../scripts/lib/desktop.mjs'
import type { Site } from './harness/browser'
import type { OrdinaryDesktop } from './harness/ordinary-user'
import { pressKeys } from './harness/keys'
import type { Pabx } from './harness/pabx'
import { root } from './harness/place'
import type { PrivateSystem } from './harness/private-system'
import type { Ended } from './harness/program'
import { processTree, reap } from './harness/process-tree'

type Company = {
  readonly system: PrivateSystem
  readonly ordinary: OrdinaryDesktop
  readonly user: User
  readonly pabx: Pabx
  readonly asAgent: (command: string, ...args: string[]) => Promise<Ended>
  readonly asRoot: (command: string, ...args: string[]) => Promise<unknown>
}

const FEED = 'https://intranet.example.com/vocom-bar'

/** What `npm run dist` has packed, on the company's server, and the policy that forces it on every browser. */
async function offer({ ordinary, asRoot }: Company, site: Site): Promise<void> {
  const packed = join(root, 'dist', 'companion')
  const read = (name: string): Buffer => readFileSync(join(packed, name))
  const here = (name: string): string => read(name).toString().replaceAll(FEED, site.origin)
  const crx = readdirSync(packed).find((name) => name.endsWith('.crx')) ?? ''
  site.put(`/${crx}`, read(crx), { 'content-type': 'application/x-chrome-extension' })
  site.put('/companion-updates.xml', here('companion-updates.xml'), { 'content-type': 'text/xml' })
  const policy = join(ordinary.folder, 'browser-policy.json')
  writeFileSync(policy, here('browser-policy.example.json'))
  await asRoot('install', '-D', '-m', '644', policy, '/etc/chromium/policies/managed/vocom-bar.json')
}

/** An agent's Chromium, in which nobody has installed anything. */
async function openCompanyBrowser(
  company: Company,
  site: Site,
): Promise<{ readonly page: Page; readonly close: () => Promise<void> }> {
  await offer(company, site)
  const { system, user } = company
  const { desktop } = company.ordinary
  const profile = join(desktop.home, 'chromium-of-the-company')
  const flags = [`--user-data-dir=${profile}`, '--remote-debugging-port=0', '--no-first-run', '--disable-gpu']
  const [program, args] = system.inside('chromium', [...flags, 'about:blank'], user)
  const child = spawn(program, args, {
    env: { ...desktop.env, PATH: '/usr/bin:/bin', TMPDIR: company.ordinary.folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const close = (): Promise<void> => reap(processTree(child.pid ?? -1))
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.once('close', () => reject(new Error(`chromium ended: ${said}`)))
      createInterface(child.stderr).on('line', (line) => {
        const [, found] = /listening on (ws:\S+)/.exec(line) ?? []
        said += `${line}\n`
        if (found !== undefined) resolve(found)
      })
    })
    const browser = await chromium.connectOverCDP(address)
    const page = await browser.contexts()[0]?.newPage()
    if (page === undefined) throw new Error('chromium shows no profile')
    return { page, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The extension, forced by policy from a feed of the company's, dials the number that is selected, by its key. */
export async function dialInCompanyBrowser(world: Company, crm: Site): Promise<void> {
  crm.put('/', '<p>Maria, <b>(11) 97777-6666</b></p>')
  const { page, close } = await openCompanyBrowser(world, crm)
  try {
    const marks = async (): Promise<unknown> => {
      await page.goto(crm.origin)
      return page.evaluate(`CSS.highlights.get('vocom-bar-number')?.size`)
    }
    await expect.poll(marks, { timeout: 60_000 }).toBe(1)
    await page.evaluate(`getSelection().selectAllChildren(document.querySelector('b'))`)
    await page.bringToFront()
    await pressKeys(world.ordinary.desktop, 'alt+shift+d')
    const journal = async () => JSON.stringify(await world.pabx.journal())
    await expect.poll(journal).toContain('11977776666')
    expect(await world.asAgent('vocom-bar', '--run', 'call.hangUp')).toMatchObject({ code: 0 })
  } finally {
    await close()
  }
}
