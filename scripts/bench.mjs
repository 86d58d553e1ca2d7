import { median } from './bench/median.mjs'
import { benchCommand } from './bench/command.mjs'
import { benchCompanion } from './bench/companion.mjs'
import { benchCore, herdLine, soakLine, watchLine } from './bench/core.mjs'
import { benchHotkey } from './bench/hotkey.mjs'
import { benchIdle } from './bench/idle.mjs'
import { benchNewcomer } from './bench/newcomer.mjs'
import { benchReport } from './bench/report.mjs'
import { benchFeatures, benchShift } from './bench/shift.mjs'
import { benchSizes } from './bench/sizes.mjs'
import { benchStart } from './bench/start.mjs'
import { benchStatus } from './bench/status.mjs'
import { benchTable } from './bench/table.mjs'
import { build } from './lib/build.mjs'
import { startDesktop } from './lib/desktop.mjs'
import { main } from './lib/say.mjs'

/*
 * npm run bench: each figure as a ratio to a floor that was measured in the same run, in pairs, with the
 * median and the spread of the ratios, and the goal beside it. A figure is never a test's pass or fail.
 */
await main(async () => {
  build()
  const desktop = await startDesktop()
  try {
    const rows = [...(await benchStart(desktop)), ...benchCore()]
    console.log(table(rows))
    for (const lines of [
      () => benchCommand(desktop),
      () => benchHotkey(desktop),
      () => benchIdle(desktop),
      () => benchFeatures(desktop),
      () => benchShift(desktop),
      () => benchStatus(desktop),
      () => benchNewcomer(desktop),
      () => benchCompanion(desktop),
      () => [herdLine(), soakLine(), watchLine()],
      () => benchReport(desktop),
      () => benchTable(desktop),
      benchSizes,
    ])
      console.log((await lines()).join('\n'))
  } finally {
    await desktop.stop()
  }
})

/** One line a figure: what was measured, its floor, the ratio, the goal. */
function table(rows) {
  const lines = rows.map(({ name, floor, value, unit, ratios, goal }) => {
    const sorted = [...ratios].sort((a, b) => a - b)
    const [low, middle, high] = [sorted[0], median(sorted), sorted.at(-1)]
    const met = goal === null ? '' : middle <= goal ? `goal ≤ ${goal}×: met` : `goal ≤ ${goal}×: MISSED`
    const figures = `${figure(value)} ${unit} against ${figure(floor)} ${unit}`
    return `${name.padEnd(30)} ${figures.padEnd(28)} ${middle.toFixed(2)}× (${low.toFixed(2)}–${high.toFixed(2)}, ${sorted.length} pairs)  ${met}`
  })
  return ['', 'Vocom Bar, bench: value against floor, median of the ratios (least–most)', ...lines].join('\n')
}

function figure(value) {
  return value < 10 ? value.toFixed(2) : value.toFixed(0)
}
