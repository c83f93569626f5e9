/** The quantities of a series: when each begins, when its interval ends unless all are instants, and its value. */
export interface SeriesColumns {
  readonly times: readonly number[]
  readonly ends?: readonly number[] | undefined
  readonly values: readonly number[]
}

const rises = (times: readonly number[]): boolean => times.every((time, at) => time > (times[at - 1] ?? -Infinity))

/** The rows in the order of their times; of rows with the same time the last one that was given. */
function rowsInOrder(times: readonly number[]): readonly number[] {
  const byTime = new Map(times.map((time, row) => [time, row]))
  return [...byTime].sort(([a], [b]) => a - b).map(([, row]) => row)
}

const pick = (column: readonly number[], rows: readonly number[]): readonly number[] =>
  rows.map((row) => column[row] as number)

const areInstants = ({ times, ends }: SeriesColumns): boolean => ends?.every((end, row) => end === times[row]) ?? true

/**
 * The quantities oldest first. Of those that begin together the last one given stays, as when HealthKit's series builder
 * gets one again. Without `ends` when all are instants.
 */
export function arrange(columns: SeriesColumns): SeriesColumns {
  const rows = rises(columns.times) ? undefined : rowsInOrder(columns.times)
  const inOrder = (column: readonly number[]) => (rows === undefined ? column : pick(column, rows))
  const [times, values] = [inOrder(columns.times), inOrder(columns.values)]
  return columns.ends === undefined || areInstants(columns)
    ? { times, values }
    : { times, ends: inOrder(columns.ends), values }
}

/** When the last of at least one quantity ends. */
export const lastEnd = ({ times, ends = times }: SeriesColumns): number =>
  ends.reduce((latest, end) => Math.max(latest, end), times[0] ?? 0)
