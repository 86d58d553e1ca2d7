import { sayUpdateIsReady } from './update-ready.mjs'

/*
 * What is photographed, in the order of a shift: each scene begins where the one before ended. `page` names the window;
 * what a scene does is told to the bar by its commands, and so needs no language.
 */

/** How long a dial takes while it is photographed: less than the bar waits for an answer. Milliseconds. */
const SLOW_MS = 8_000
/** Two presses further apart than this are two. Milliseconds. */
const PRESS_MS = 700
const CUSTOMER = '11999999999'
const LUNCH = '816b6751-0592-44dc-a311-b870f7850750'

/** Before the PABX confirms what the agent asked for, a break begun elsewhere is a doubt and no news. */
const isFree =
  '({ call, asked }, may) => may["call.dial"] === true && call === null && asked?.confirmed !== false'
const inCall = '(snapshot, may) => may["call.hold"] === true'
const noCall = '(snapshot) => snapshot.calls.length === 0'

async function panel({ act }, name) {
  await act('panel.open', name)
}

async function dial({ act, until }, number = CUSTOMER) {
  await act('call.dial', number)
  await until(inCall, 'the call can be put on hold')
}

/** Hangs up one call after the other: a second press right after the first is the same press. */
async function dropAll({ act, until, bar }) {
  await act('panel.close')
  const left = () => bar.evaluate('window.bar.snapshot().then(({ snapshot }) => snapshot.calls.length)')
  for (let calls = await left(); calls > 0; calls = await left()) {
    await act('call.hangUp')
    if (calls > 1) await until(`(snapshot) => snapshot.calls.length < ${calls}`, 'a call is hung up')
    await bar.waitForTimeout(PRESS_MS)
  }
  await until(noCall, 'no call is left')
}

async function dismissAll({ act, bar }) {
  const ids = await bar.evaluate(
    'window.bar.snapshot().then(({ snapshot }) => snapshot.notices.map(({ id }) => id))',
  )
  for (const id of ids) await act('notice.dismiss', id)
}

/** Fills a field without leaving a mark of the caret. */
async function type(page, selector, text) {
  await page.locator(selector).first().fill(text)
}

export const barScenes = [
  {
    name: 'bar-logged-out',
    go: ({ until }) => until('(s, may) => may["agent.login"] === true', 'the agent may log in'),
  },
  {
    name: 'bar-available',
    go: async ({ act, until }) => {
      await act('agent.login')
      await until(isFree, 'the agent is free')
    },
  },
  {
    name: 'bar-number-typed',
    go: ({ bar }) => type(bar, '.dial input', '(11) 99999-9999'),
    leave: ({ bar }) => type(bar, '.dial input', ''),
  },
  { name: 'panel-breaks', go: (actor) => panel(actor, 'breaks') },
  { name: 'panel-menu', go: (actor) => panel(actor, 'menu') },
  { name: 'panel-help', go: (actor) => panel(actor, 'help') },
  { name: 'panel-history-empty', go: (actor) => panel(actor, 'history') },
  { name: 'panel-notices-empty', go: (actor) => panel(actor, 'notices') },
  { name: 'panel-team', go: (actor) => panel(actor, 'team'), leave: ({ act }) => act('panel.close') },
  {
    name: 'bar-dialling',
    go: async ({ act, until, pabx }) => {
      await pabx.ask('delay', { endpoint: 'dial', ms: SLOW_MS })
      void act('call.dial', CUSTOMER).catch(() => undefined)
      await until('(snapshot) => snapshot.call?.phase === "dialling"', 'the call is being placed')
    },
    leave: async ({ pabx, until }) => {
      await pabx.ask('calm', {})
      await until(inCall, 'the slow dial is over')
    },
  },
  { name: 'bar-in-call', go: ({ until }) => until(inCall, 'the call can be put on hold') },
  { name: 'panel-transfer', go: (actor) => panel(actor, 'transfer') },
  { name: 'panel-transfer-named', go: ({ bar }) => type(bar, '#destination', 'bar') },
  { name: 'panel-dial', go: (actor) => panel(actor, 'dial'), leave: ({ act }) => act('panel.close') },
  {
    name: 'bar-on-hold',
    go: async ({ act, until }) => {
      await act('call.hold')
      await until('(s, may) => may["call.retrieve"] === true', 'the call is on hold')
    },
    leave: dropAll,
  },
  {
    name: 'bar-hang-up-again',
    go: async (actor) => {
      await dial(actor, '08001234567')
      await dropAll(actor)
    },
    leave: dismissAll,
  },
  {
    name: 'bar-consulting',
    go: async (actor) => {
      await dial(actor)
      await actor.pabx.ask('delay', { endpoint: 'dial', ms: SLOW_MS })
      void actor.act('call.consult', '2008').catch(() => undefined)
      await actor.until(
        '(snapshot) => snapshot.plan?.steps.some(({ state }) => state === "accepted") === true',
        'the first step is done',
      )
    },
    leave: ({ pabx }) => pabx.ask('calm', {}),
  },
  {
    name: 'bar-two-calls',
    go: ({ until }) =>
      until('(snapshot) => snapshot.calls.length === 2 && snapshot.plan === null', 'two calls are there'),
  },
  {
    name: 'panel-transfer-of-two',
    go: (actor) => panel(actor, 'transfer'),
    leave: dropAll,
  },
  { name: 'panel-history', go: (actor) => panel(actor, 'history'), leave: ({ act }) => act('panel.close') },
  {
    name: 'bar-refused',
    go: async (actor) => {
      await dial(actor)
      await actor.pabx.ask('fault', { endpoint: 'hold', fault: 'executeFailed', times: 1 })
      await actor.act('call.hold')
      await actor.until('(snapshot) => snapshot.notices.length > 0', 'the refusal is said')
    },
    leave: async (actor) => {
      await dropAll(actor)
      await dismissAll(actor)
    },
  },
  {
    name: 'bar-logged-out-in-call',
    go: async ({ act, until, pabx }) => {
      await act('call.adopt', 'a-call-without-a-number')
      await pabx.ask('force-logout', { agent: 'DEV' })
      await until('(s, may) => may["agent.login"] === true', 'the agent is logged out')
    },
    leave: async (actor) => {
      await dropAll(actor)
      await actor.act('agent.login')
      await actor.until(isFree, 'the agent is free again')
      await dismissAll(actor)
    },
  },
  {
    name: 'bar-on-break',
    go: async ({ act, until }) => {
      await act('break.start', LUNCH)
      await until('(s, may) => may["break.end"] === true', 'the agent is on a break')
    },
    leave: async ({ act, until }) => {
      await act('break.end')
      await until(isFree, 'the agent is back')
    },
  },
  {
    name: 'bar-put-on-break',
    go: async ({ pabx, until }) => {
      await pabx.ask('force-break', { agent: 'DEV', break_id: LUNCH })
      await until('(snapshot) => snapshot.notices.length > 0', 'the break begun elsewhere is said')
    },
  },
  {
    name: 'panel-notices',
    go: (actor) => panel(actor, 'notices'),
    leave: async (actor) => {
      await actor.act('panel.close')
      await dismissAll(actor)
      await actor.act('break.end')
      await actor.until(isFree, 'the agent is back')
      await dismissAll(actor)
    },
  },
  {
    name: 'bar-offline',
    go: async ({ pabx, until }) => {
      await pabx.ask('fault', { endpoint: 'getAgentList', fault: 'resetBefore' })
      await until('(snapshot) => snapshot.sync.phase === "failing"', 'the polls fail')
    },
    leave: async ({ pabx, until }) => {
      await pabx.ask('calm', {})
      await until('(snapshot) => snapshot.sync.phase !== "failing"', 'the polls work')
    },
  },
]

/** Last of their act: the bar is told of an update from then on. */
export const updateScenes = [
  { name: 'bar-update-ready', go: sayUpdateIsReady, again: true },
  {
    name: 'panel-menu-update',
    go: async (actor) => {
      await panel(actor, 'menu')
      await sayUpdateIsReady(actor)
    },
    again: true,
  },
]

/** The same shift in a compact bar. */
export const compactScenes = barScenes.map((scene) => ({ ...scene, name: `compact-${scene.name}` }))

/** One for each section of the form: it is scrolled to, as by the side list. */
export const settingsScenes = (sections) =>
  sections.map((section) => ({
    name: `settings-${section.replace('section_', '')}`,
    page: 'settings',
    go: async ({ open }) => {
      const form = await open('settings')
      await form.evaluate((id) => document.getElementById(id)?.closest('section')?.scrollIntoView(), section)
    },
    again: true,
  }))

export const reportScenes = [
  { name: 'reports-empty', page: 'reports', go: ({ open }) => open('reports') },
  {
    name: 'reports-saved',
    page: 'reports',
    go: async ({ open }) => {
      const page = await open('reports')
      const filters = { destination: '', mailing: '', hangup_cause: '' }
      for (const [name, preset] of [
        ['Retornos', 'week'],
        ['Campanha de dezembro, tentativas sem resposta do mês', 'month'],
      ])
        await page.evaluate((report) => window.bar.dispatch('reports.keep', report), {
          name,
          preset,
          kind: 'dialer',
          from: '2020-09-01',
          to: '2020-09-07',
          filters,
          shown: 'charts',
        })
      // Read when the window opens, and after each change that it makes itself.
      await page.reload()
      await page.locator('summary').first().click()
      await page.locator('.menu li').first().waitFor()
    },
    leave: async ({ open }) => (await open('reports')).keyboard.press('Escape'),
  },
  {
    name: 'reports-rows',
    page: 'reports',
    go: async ({ open, pabx }) => {
      const page = await open('reports')
      const days = { from: '2020-09-01', to: '2020-09-30' }
      // The month before as well, to compare with.
      await pabx.ask('records', { dialer: 5_700, tabulations: 500, from: '2020-08-02', to: days.to })
      await page.evaluate(
        (given) =>
          window.bar.dispatch('reports.begin', {
            kind: 'dialer',
            ...given,
            filters: { destination: '', mailing: '', hangup_cause: '' },
          }),
        days,
      )
      await page.locator('#view tbody tr').nth(10).waitFor()
      await page.locator('progress').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'reports-charts',
    page: 'reports',
    go: async ({ open }) => {
      const page = await open('reports')
      await page.locator('#tab-charts').click()
      await page.locator('#view canvas').first().waitFor()
    },
  },
  {
    name: 'reports-compared',
    page: 'reports',
    go: async ({ open }) => {
      const page = await open('reports')
      const outcome = await page.evaluate(() => window.bar.dispatch('reports.compare'))
      if (!outcome.ok) throw new Error('The period before is not compared.')
      await page.locator('dd.change').first().waitFor()
    },
  },
]
