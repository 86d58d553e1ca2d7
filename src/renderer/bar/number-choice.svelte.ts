import { readNumbers } from '../../shared/phone/phone-number'
import { plainText } from '../../shared/phone/plain-text'
import type { ReadNumber } from '../../shared/phone/reading'

/** A text in a number's field: what is dialled of it, and the other numbers that it holds, each one key away. */
export class NumberChoice {
  text = $state('')
  #offered = $state.raw<readonly ReadNumber[]>([])
  readonly reading = $derived(readNumbers(this.text, 'typed'))
  /** All numbers to choose from, the one that is dialled among them; none where there is no choice. */
  readonly choices: readonly ReadNumber[] = $derived.by(() => {
    const { reading } = this
    if (reading === null) return []
    if (reading.others.length > 0) return [reading, ...reading.others]
    const isOffered = this.#offered.some(({ number }) => number === reading.number)
    return isOffered && this.#offered.length > 1 ? this.#offered : []
  })
  /** What stands behind the number and is not dialled. */
  readonly rest = $derived.by(() => {
    const { reading } = this
    const offered = this.#offered.find(({ number }) => number === reading?.number)
    return [reading?.rest, offered?.rest].find((rest) => rest !== undefined && rest !== '') ?? ''
  })
  /** Whether more or less is dialled than the signs that stand in the field. */
  readonly differs = $derived(
    this.reading !== null && plainText(this.text).replace(/[\s().-]/g, '') !== this.reading.number,
  )

  /** Exactly what was shown; a text that is none goes to main, which says so. */
  get dialled(): string {
    return this.reading?.number ?? this.text.trim()
  }

  offer(numbers: readonly ReadNumber[]): void {
    this.#offered = numbers
    this.text = numbers[0]?.number ?? ''
  }

  choose(number: string): void {
    this.#offered = this.choices
    this.text = number
  }

  /** Arrow down: the next number of the text; arrow up: the one before. */
  readonly onkeydown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const { choices } = this
    if (by === undefined || choices.length === 0) return
    event.preventDefault()
    const at = choices.findIndex(({ number }) => number === this.reading?.number)
    this.choose(choices[(at + by + choices.length) % choices.length]?.number ?? '')
  }
}
