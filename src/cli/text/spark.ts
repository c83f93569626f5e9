const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const

type Value = number | undefined

const mean = (values: readonly Value[]): Value => {
  const present = values.filter((value) => value !== undefined)
  return present.length === 0 ? undefined : present.reduce((sum, value) => sum + value, 0) / present.length
}

/** As many values as fit, each the mean of its share. */
const fitted = (values: readonly Value[], width: number): readonly Value[] => {
  if (values.length <= width) return values
  const from = (at: number): number => Math.floor((at * values.length) / width)
  return Array.from({ length: width }, (_, at) => mean(values.slice(from(at), from(at + 1))))
}

/** A line of bars from the least to the most, at most `width` wide; where there is no value, there is a gap. */
export function sparkLine(values: readonly Value[], width: number): string {
  const shown = fitted(values, Math.max(1, width))
  const present = shown.filter((value) => value !== undefined)
  const [least, most] = [Math.min(...present), Math.max(...present)]
  const bar = (value: number): string =>
    bars[most === least ? 3 : Math.round(((value - least) / (most - least)) * (bars.length - 1))] ?? ' '
  return shown.map((value) => (value === undefined ? ' ' : bar(value))).join('')
}
