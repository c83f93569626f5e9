/** One promise of the quality page, as this run found it. */
export interface Line {
  readonly promise: string
  /** vitald's figure and the peer's, in `unit`, medians of the rounds. */
  readonly ours: number
  readonly peer: number
  readonly unit: string
  readonly against: string
  /** What the ratio has to be; `ratio` is ours / peer. */
  readonly bar: Bar
}

export interface Bar {
  readonly atLeast?: number
  readonly atMost?: number
}

/** The middle of an odd number of values, the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}

export const isMet = ({ ours, peer, bar }: Line): boolean =>
  ours / peer >= (bar.atLeast ?? 0) && ours / peer <= (bar.atMost ?? Number.POSITIVE_INFINITY)

const short = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(3)).toString()

const barText = ({ atLeast, atMost }: Bar): string =>
  [atLeast === undefined ? '' : `≥ ${short(atLeast)}`, atMost === undefined ? '' : `≤ ${short(atMost)}`]
    .join(' ')
    .trim()

/** The lines as a table: promise, both figures, their ratio, the bar, and whether it is met. */
export function table(lines: readonly Line[]): string {
  const rows = [
    ['promise', 'vitald', 'peer', 'unit', 'against', 'ratio', 'bar', ''],
    ...lines.map((line) => [
      line.promise,
      short(line.ours),
      short(line.peer),
      line.unit,
      line.against,
      `${short(line.ours / line.peer)} ×`,
      barText(line.bar),
      isMet(line) ? 'met' : 'MISSED',
    ]),
  ]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
