import { randomAt } from './prng'
import type { World } from './pabx/world'

/** Draws the world's next random number. */
export function draw(world: World): { readonly world: World; readonly random: number } {
  return { world: { ...world, drawn: world.drawn + 1 }, random: randomAt(world.seed, world.drawn) }
}

/** A new call id, a UUID as the PABX makes them. */
export function newCallId(world: World): { readonly world: World; readonly id: string } {
  const hex = Array.from({ length: 32 }, (_none, index) =>
    Math.floor(randomAt(world.seed + index + 1, world.drawn) * 16).toString(16),
  ).join('')
  const id = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-')
  return { world: { ...world, drawn: world.drawn + 1 }, id }
}
