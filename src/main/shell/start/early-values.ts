/*
 * Settings by hand, before the program that reads them by their schema is there: the file's values by their names, the
 * company's first.
 */

/** The values of one file. */
export type Found = Readonly<Record<string, unknown>>

type Check<Value> = (value: unknown) => value is Value

export const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'

export const isBetween =
  (least: number, most: number): Check<number> =>
  (value): value is number =>
    typeof value === 'number' && value >= least && value <= most

export const isOneOf =
  <Value extends string>(...values: readonly Value[]): Check<Value> =>
  (value): value is Value =>
    values.some((one) => one === value)

/** The first value of that setting that is right. */
export function firstOf<Value>(
  sources: readonly Found[],
  name: string,
  isRight: Check<Value>,
  otherwise: Value,
): Value {
  const right = sources.map((source) => source[name]).find(isRight)
  return right ?? otherwise
}
