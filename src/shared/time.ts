import type { Brand } from './brand'

/*
 * The clocks that moments are read from. A difference between two moments of one clock is a plain number; a moment of
 * one clock means nothing on another.
 */

/** Milliseconds since 1970 on main's steady clock, which does not jump when the wall clock is set. */
export type SteadyTime = Brand<number, 'SteadyTime'>
export const steadyTime = (milliseconds: number): SteadyTime => milliseconds as SteadyTime

/** Milliseconds since 1970 on this computer's wall clock: what is shown as a time of day, and what is kept on disk. */
export type WallTime = Brand<number, 'WallTime'>
export const wallTime = (milliseconds: number): WallTime => milliseconds as WallTime

/**
 * Seconds on the PABX's clock. The PABX writes dates as its clock shows them, without a time zone; they are counted as
 * if that clock were in UTC: seconds since `1970-01-01 00:00:00`.
 */
export type PabxTime = Brand<number, 'PabxTime'>
export const pabxTime = (seconds: number): PabxTime => seconds as PabxTime

/** Seconds since 1970 in UTC, as the PABX sends them in the lists of agents. */
export type EpochSeconds = Brand<number, 'EpochSeconds'>
export const epochSeconds = (seconds: number): EpochSeconds => seconds as EpochSeconds

/** The moment that much later on the same clock, in that clock's unit. */
export const later = <Moment extends Brand<number, string>>(at: Moment, by: number): Moment =>
  (at + by) as Moment
