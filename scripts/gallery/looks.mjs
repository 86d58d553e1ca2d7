/** Each way in which every picture is made. */
export const looks = ['pt-BR', 'en', 'es'].flatMap((language) =>
  ['light', 'dark'].flatMap((theme) => [100, 200].map((percent) => ({ language, theme, percent }))),
)

/** What a system may ask for besides; made in one language, because the words are the same. */
export const looksOfSystems = [
  { language: 'pt-BR', theme: 'light', percent: 100, system: 'forced', media: { forcedColors: 'active' } },
  { language: 'pt-BR', theme: 'dark', percent: 100, system: 'forced', media: { forcedColors: 'active' } },
  { language: 'pt-BR', theme: 'light', percent: 100, system: 'reduced', media: { reducedMotion: 'reduce' } },
]

export const nameOf = ({ language, theme, percent, system }) =>
  [language, theme, percent, ...(system === undefined ? [] : [system])].join('-')

/** Puts the running bar into that look, as its settings form would. Resolves once the page shows it. */
export async function wear(form, page, { language, theme, percent, media = {} }) {
  const values = { language, 'bar.theme': theme, 'bar.textSize': percent }
  // Forced colours have a light and a dark palette as well, which the system's scheme chooses.
  await page.emulateMedia({
    forcedColors: 'none',
    reducedMotion: 'no-preference',
    colorScheme: theme,
    ...media,
  })
  const outcome = await form.evaluate(
    (given) => window.bar.dispatch('settings.save', { values: given, key: null }),
    values,
  )
  if (!outcome.ok) throw new Error(`The look ${language}, ${theme}, ${percent} % was not taken.`)
  await page.waitForFunction(
    ([lang, dataTheme, ratio]) => {
      const { documentElement: root } = document
      return root.lang === lang && root.dataset.theme === dataTheme && window.devicePixelRatio === ratio
    },
    [language, theme, percent / 100],
  )
  await settled(page)
}

/** Resolves once the window has had one size for a few frames, and the panel is laid out in it. */
export function settled(page) {
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    let same = 0
    let last = ''
    for (let frames = 0; same < 6 && frames < 120; frames++) {
      await frame()
      const now = `${window.innerWidth}x${window.innerHeight} ${document.body.innerText.length}`
      same = now === last ? same + 1 : 0
      last = now
    }
  })
}
