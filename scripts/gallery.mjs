import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { differingPixels } from './gallery/compare.mjs'
import { indexPage } from './gallery/index-page.mjs'
import { looks, looksOfSystems, nameOf, settled, wear } from './gallery/looks.mjs'
import { measure } from './gallery/measure.mjs'
import { acts } from './gallery/acts.mjs'
import { openStage, startActor } from './gallery/stage.mjs'
import { standStill } from './gallery/still.mjs'
import { build } from './lib/build.mjs'
import { at } from './lib/place.mjs'
import { main, say, Stop } from './lib/say.mjs'

const help = `npm run gallery -- [--out FOLDER] [--measure] [words]

Makes a picture of every window and panel, in three languages, two themes, at 100 and 200 %, and with forced colours and
reduced motion, into out/gallery/, with index.html beside them, and says which differ from the last ones. Only those whose
name has every word: bar-two-calls, panel, settings, reports; pt-BR, en, es; light, dark; 100, 200. Forced colours and
reduced motion are made where no word is given, or with the words forced and reduced. With --measure no picture is made: only what is cut off or
wraps is told. Exit status 1 where something is.`

await main(async () => {
  const { values, positionals: words } = parseArgs({
    options: {
      out: { type: 'string', default: at('out', 'gallery') },
      measure: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  if (values.help) {
    console.log(help)
    return
  }
  build()
  const folder = resolve(values.out)
  mkdirSync(folder, { recursive: true })
  const pictures = []
  const isWanted = (scene, look) => {
    const parts = `${scene} ${look.language} ${look.theme} ${look.percent} ${look.system ?? ''}`
    const isAskedFor = look.system === undefined || words.length === 0 || words.includes(look.system)
    return isAskedFor && words.every((word) => parts.includes(word))
  }
  const all = [...looks, ...looksOfSystems]
  const [first, ...rest] = acts
  for (const { screen, actor: options, scenes: its, look: worn = () => true } of [first, ...rest]) {
    const mine = all.filter(worn)
    const scenes = its.filter(({ name }) => mine.some((look) => isWanted(name, look)))
    if (scenes.length === 0) continue
    const stage = await openStage(screen)
    const actor = { ...(await startActor(stage, options)), pabx: stage.pabx }
    try {
      // Up to the last wanted scene: each begins where the previous one ended.
      const last = its.lastIndexOf(scenes.at(-1))
      for (const scene of its.slice(0, last + 1))
        await play(scene, actor, mine).catch((error) => {
          throw new Stop(`${scene.name}: ${error.message}`)
        })
    } finally {
      await actor.close()
      await stage.close()
    }
  }
  if (pictures.length === 0) throw new Stop(`No picture has these words: ${words.join(' ')}`)
  report()

  async function play(scene, actor, mine) {
    const { name, page: window = 'bar', go, leave } = scene
    const form = await actor.open('settings')
    await go(actor)
    for (const look of mine.filter((known) => isWanted(name, known))) {
      const page = window === 'bar' ? actor.bar : await actor.open(window)
      await wear(form, page, look)
      if (scene.again === true) await go(actor)
      await page.evaluate(standStill)
      await settled(page)
      await keep(actor, page, name, look)
    }
    await leave?.(actor)
  }

  async function keep(actor, page, scene, look) {
    const faults = await page.evaluate(measure)
    const file = `${scene}-${nameOf(look)}.png`
    const picture = { scene, look: nameOf(look), file, changed: '', faults }
    pictures.push(picture)
    if (values.measure) return
    const path = join(folder, file)
    const png = await actor.photograph(page)
    if (existsSync(path)) {
      const differing = await differingPixels(actor.app, readFileSync(path), png)
      picture.changed =
        differing === null ? 'another size' : differing === 0 ? '' : `${differing} pixels changed`
    } else picture.changed = 'new'
    writeFileSync(path, png)
  }

  function report() {
    if (!values.measure) writeFileSync(join(folder, 'index.html'), indexPage(pictures))
    for (const { scene, look, faults } of pictures)
      for (const fault of faults) say(`${scene}, ${look}: ${fault}`)
    const changed = pictures.filter(({ changed: how }) => how !== '' && how !== 'new')
    for (const { file, changed: how } of changed) console.log(`${file}: ${how}`)
    console.log(
      values.measure
        ? `${pictures.length} views measured.`
        : `${pictures.length} pictures, ${changed.length} changed: ${join(folder, 'index.html')}`,
    )
    if (pictures.some(({ faults }) => faults.length > 0)) process.exitCode = 1
  }
})
