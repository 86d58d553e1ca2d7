import { expect } from '@playwright/test'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keepDemoKey, startDemoPabx } from './lib/demo-pabx.mjs'
import { startDesktop } from './lib/desktop.mjs'
import { launchElectron } from './lib/launch.mjs'
import { at } from './lib/place.mjs'
import { main, Stop } from './lib/say.mjs'

/*
 * A shift at the demo PABX on a desktop that nobody sees: each step is done in the real bar, told with the
 * request that it caused, and photographed into out/tour/. A step that does not happen ends the tour.
 */

const pictures = at('out', 'tour')
const PATIENCE_MS = 15_000

await main(async () => {
  rmSync(pictures, { recursive: true, force: true })
  mkdirSync(pictures, { recursive: true })
  const desktop = await startDesktop({ width: 1366, height: 768 })
  const pabx = await startDemoPabx()
  try {
    await keepDemoKey(desktop, pabx)
    const bar = await startBar(desktop, pabx)
    try {
      await playShift(bar, pabx)
    } finally {
      await bar.app.close()
    }
  } finally {
    pabx.stop()
    await desktop.stop()
  }
  console.log(`\nThe pictures are in ${pictures}.`)
})

async function startBar(desktop, pabx) {
  const userData = mkdtempSync(join(desktop.folder, 'tour-'))
  const settings = {
    pabx: { baseUrl: pabx.url, companyId: pabx.companyId },
    agent: { name: 'DEV', branch: '2000', queues: ['FILA_SUPORTE', 'FILA_VENDAS'] },
    sync: { intervalSeconds: 1 },
    language: 'pt-BR',
    bar: { theme: 'light' },
  }
  writeFileSync(join(userData, 'settings.json'), JSON.stringify(settings))
  const app = await launchElectron({
    args: [`--user-data-dir=${userData}`, at()],
    env: { ...desktop.env, ...desktop.unmanaged },
  })
  const window = await app.firstWindow()
  window.setDefaultTimeout(PATIENCE_MS)
  // No picture of a button on its way from one colour to the next.
  await window.emulateMedia({ reducedMotion: 'reduce' })
  await window.getByRole('status', { name: 'Estado do agente' }).waitFor()
  return { app, window, desktop }
}

async function playShift({ app, window, desktop }, pabx) {
  const button = (name) => window.getByRole('button', { name, exact: true })
  const enabled = (name) => window.getByRole('button', { name, exact: true, disabled: false }).waitFor()
  const state = window.getByRole('status', { name: 'Estado do agente' })
  const call = window.getByRole('status', { name: 'Chamada' })
  const shows = (region, text) => region.getByText(text).first().waitFor()
  const step = createStep(window, pabx)

  await step('logged-out', 'The agent arrives', null, () => enabled('Entrar'))
  await step('available', 'logs in', 'login', async () => {
    await button('Entrar').click()
    await shows(state, 'Disponível')
  })
  await step('breaks', 'opens the breaks', null, async () => {
    await button('Pausa').click()
    await window.getByRole('option', { name: 'Almoço, 90 min' }).waitFor()
  })
  await step('on-break', 'goes to lunch', 'setBreak', async () => {
    await window.getByRole('option', { name: 'Almoço, 90 min' }).click()
    await shows(state, 'Almoço')
  })
  await step('back', 'returns', 'returnBreak', async () => {
    await button('Retornar').click()
    await shows(state, 'Disponível')
  })
  await step('in-call', 'dials a customer', 'dial', async () => {
    await window.getByRole('textbox', { name: 'Número', exact: true }).fill('(11) 99999-9999')
    await button('Discar').click()
    await shows(call, '11 99999-9999')
    await enabled('Espera')
  })
  await step('on-hold', 'puts the call on hold with Ctrl+Shift+F9', 'hold', async () => {
    await press(desktop, 'ctrl+shift+F9')
    await enabled('Retomar')
  })
  await step('retrieved', 'retrieves it', 'retrieve', async () => {
    await button('Retomar').click()
    await enabled('Espera')
  })
  await step('transfer', 'looks for a colleague', null, async () => {
    await button('Transferir').click()
    await button('SUPORTE.BARBARA').click()
  })
  await step('transferred', 'transfers the call', 'transfer', async () => {
    await button('Transferir agora').click()
    await call.waitFor({ state: 'hidden' })
  })
  await step('supervisor', 'is put on a break by the supervisor', null, async () => {
    // Before the PABX has confirmed the return, a break begun elsewhere is a doubt and no news.
    const isConfirmed = 'window.bar.snapshot().then(({ snapshot }) => snapshot.asked.confirmed)'
    await expect.poll(() => window.evaluate(isConfirmed), { timeout: PATIENCE_MS }).toBe(true)
    await pabx.ask('force-break', { agent: 'DEV', break_id: '816b6751-0592-44dc-a311-b870f7850750' })
    await shows(window.getByRole('alert'), 'PABX: em pausa')
  })
  await step('returned', 'comes back, and hangs up a second call with Ctrl+Shift+F11', 'hangUp', async () => {
    await window.getByRole('alert').getByRole('button', { name: 'Dispensar' }).click()
    await button('Retornar').click()
    await window.getByRole('textbox', { name: 'Número', exact: true }).fill('0800 123 4567')
    await button('Discar').click()
    await enabled('Espera')
    await press(desktop, 'ctrl+shift+F11')
    await call.waitFor({ state: 'hidden' })
  })
  await step('team', 'looks at the team', null, async () => {
    await button('Equipe').click()
    await window.getByRole('cell', { name: '2003', exact: true }).first().waitFor()
  })
  await step('menu', 'opens the menu', null, async () => {
    await button('Mais').click()
    await window.getByRole('menuitem', { name: 'Sair' }).waitFor()
  })
  await step('logged-out-again', 'logs out', 'logout', async () => {
    await window.getByRole('menuitem', { name: 'Sair' }).click()
    await shows(state, 'Deslogado')
  })
  const opened = app.waitForEvent('window')
  await window.evaluate(() => window.bar.dispatch('settings.open'))
  const settings = await opened
  await settings.getByRole('button', { name: 'Testar conexão' }).click()
  await settings.getByText('Conexão em ordem').waitFor()
  await settings.screenshot({ path: join(pictures, '16-settings.png') })
  console.log('16. The settings, with the connection tested')
}

/** Does one step, waits for the request that it must cause, and takes its picture. */
function createStep(window, pabx) {
  let number = 0
  let seen = 0
  return async (name, story, endpoint, act) => {
    number += 1
    await act().catch((error) => {
      throw new Stop(`Step ${number} (${story}) did not happen: ${error.message.split('\n')[0]}`)
    })
    const request = endpoint === null ? null : await requestTo(pabx, endpoint, seen)
    seen = (await pabx.ask('journal')).length
    await window.screenshot({ path: join(pictures, `${String(number).padStart(2, '0')}-${name}.png`) })
    const caused =
      request === null
        ? ''
        : `\n      POST ${request.path} ${JSON.stringify(request.fields)} → ${request.outcome}`
    console.log(`${number}. The agent ${story.replace(/^The agent /, '')}${caused}`)
  }
}

async function requestTo(pabx, endpoint, seen) {
  const found = (await pabx.ask(`journal?since=${seen}`)).find((entry) => entry.endpoint === endpoint)
  if (found === undefined) throw new Stop(`The PABX was not asked for ${endpoint}.`)
  return found
}

function press({ env }, keys) {
  return new Promise((resolve, reject) => {
    const child = spawn('xdotool', ['key', '--clearmodifiers', keys], { env, stdio: 'ignore' })
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Stop('xdotool could not press a key.'))))
  })
}
