/**
 * Quantities of one stream as columns, ordered by start; a start occurs once.
 *
 * Starts are epoch ms, durations ms, both whole; values in the type's canonical unit; `seqs` the commits they came in;
 * `generations` how often a quantity with this start was deleted before.
 */
export interface Quantities {
  readonly starts: readonly number[]
  readonly durations: readonly number[]
  readonly values: readonly number[]
  readonly seqs: readonly number[]
  readonly generations: readonly number[]
}

export const noQuantities: Quantities = { starts: [], durations: [], values: [], seqs: [], generations: [] }

/** The given rows of every column. */
export const pickRows = (from: Quantities, rows: readonly number[]): Quantities => ({
  starts: rows.map((row) => from.starts[row] as number),
  durations: rows.map((row) => from.durations[row] as number),
  values: rows.map((row) => from.values[row] as number),
  seqs: rows.map((row) => from.seqs[row] as number),
  generations: rows.map((row) => from.generations[row] as number),
})

/** The rows from `from` up to but without `to`. */
export const sliceRows = (quantities: Quantities, from: number, to: number): Quantities =>
  from === 0 && to === quantities.starts.length
    ? quantities
    : {
        starts: quantities.starts.slice(from, to),
        durations: quantities.durations.slice(from, to),
        values: quantities.values.slice(from, to),
        seqs: quantities.seqs.slice(from, to),
        generations: quantities.generations.slice(from, to),
      }

/** A column without some rows, given in their order. */
export function dropRows<Column extends Float64Array | Uint32Array | Uint16Array>(
  column: Column,
  rows: readonly number[],
): Column {
  const kept = column.slice(0, column.length - rows.length)
  let [from, to] = [0, 0]
  for (const row of [...rows, column.length]) {
    kept.set(column.subarray(from, row), to)
    to += row - from
    from = row + 1
  }
  return kept as Column
}

/** The rows that `wanted` accepts. */
export const filterRows = (from: Quantities, wanted: (row: number) => boolean): Quantities => {
  const rows = [...from.starts.keys()].filter(wanted)
  return rows.length === from.starts.length ? from : pickRows(from, rows)
}

/** A packed quantity is a whole number of milliseconds long, at most a day, so that a reader knows how far to look back. */
export const longestPackedMs = 86_400_000

/** The last start that fits the 48 bits of a derived UUID. */
export const lastPackedStart = 2 ** 48 - 1
