import type { WallTime } from '../time'
import { commandOf, type CommandId } from '../commands/table'

/** What a program may be allowed: to see the state, to dial, to press everything else. */
export const scopes = ['watch', 'dial', 'control'] as const
export type Scope = (typeof scopes)[number]

/** Commands that another program may press over HTTP. */
export const isForPrograms = (id: CommandId): boolean => commandOf(id).surfaces.includes('http')

/** The scope that a program needs for that command. */
export const scopeOf = (id: CommandId): Scope => (id === 'call.dial' ? 'dial' : 'control')

/** A program that may reach the bar over HTTP, as the settings list it. */
export type PairedProgram = {
  readonly id: string
  readonly name: string
  readonly scopes: readonly Scope[]
  /** When the agent allowed it: milliseconds since 1970. */
  readonly since: WallTime
}
