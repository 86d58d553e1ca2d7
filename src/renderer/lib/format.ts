/** `4:05`, `12:04`, `1:02:03`; never negative. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000))
  const two = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${two(minutes)}:${two(rest)}`
}

/** `12 min`, `1:02 h`: for a time that nobody waits for, so it changes once a minute; never negative. */
export function wholeMinutes(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000))
  const hours = Math.floor(minutes / 60)
  return hours > 0 ? `${hours}:${String(minutes % 60).padStart(2, '0')} h` : `${minutes} min`
}

/** Hours and minutes of a longer time; whole minutes. */
export function hoursAndMinutes(milliseconds: number): { hours: number; minutes: string } {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000))
  return { hours: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, '0') }
}
