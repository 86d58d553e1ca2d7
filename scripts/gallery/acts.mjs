import { barScenes, compactScenes, reportScenes, settingsScenes, updateScenes } from './scenes.mjs'

const sections = [
  'section_pabx',
  'section_you',
  'section_bar',
  'section_hotkeys',
  'section_sound',
  'section_breaks',
  'section_calls',
  'section_doctor',
]

/** Other widths of the screen show where things stand, which is the same in both themes. */
const light =
  (size) =>
  ({ theme, percent, system }) =>
    theme === 'light' && percent === size && system === undefined

/** Each with a bar and a screen of its own. */
export const acts = [
  { scenes: [...barScenes, ...updateScenes] },
  { scenes: [...settingsScenes(sections), ...reportScenes] },
  {
    actor: { policy: { 'pabx.timeZone': 'America/Sao_Paulo', 'history.keepDays': 30, 'links.adopt': 'on' } },
    scenes: settingsScenes(['section_company']),
  },
  { actor: { settings: { bar: { compact: true } } }, scenes: compactScenes },
  // The bar as wide as its screen; and in one row although it is enlarged.
  ...[
    { width: 1_000, percent: 100 },
    { width: 2_560, percent: 200 },
  ].map(({ width, percent }) => ({
    screen: { width, height: 1_200 },
    scenes: barScenes.map((scene) => ({
      ...scene,
      name: `wide-${width}-${scene.name.replace(/^bar-/, '')}`,
    })),
    look: light(percent),
  })),
  {
    actor: { settings: null },
    scenes: [
      { name: 'first-run-settings', page: 'settings', go: ({ open }) => open('settings') },
      { name: 'first-run-bar', go: () => undefined },
    ],
  },
  { actor: { settings: null, args: ['--demo'] }, scenes: [{ name: 'bar-demo', go: () => undefined }] },
]
