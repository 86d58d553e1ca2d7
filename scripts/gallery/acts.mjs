import { barScenes, compactScenes, reportScenes, settingsScenes } from './scenes.mjs'

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

/** Each with a bar and a screen of its own. */
export const acts = [
  { scenes: barScenes },
  { scenes: [...settingsScenes(sections), ...reportScenes] },
  {
    actor: { policy: { 'pabx.timeZone': 'America/Sao_Paulo', 'history.keepDays': 30, 'links.adopt': 'on' } },
    scenes: [{ name: 'settings-managed', page: 'settings', go: ({ open }) => open('settings') }],
  },
  { actor: { settings: { bar: { compact: true } } }, scenes: compactScenes },
  {
    actor: { settings: null },
    scenes: [
      { name: 'first-run-settings', page: 'settings', go: ({ open }) => open('settings') },
      { name: 'first-run-bar', go: () => undefined },
    ],
  },
  { actor: { settings: null, args: ['--demo'] }, scenes: [{ name: 'bar-demo', go: () => undefined }] },
]
