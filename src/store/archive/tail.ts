import type { Quantities } from './quantities.js'

/**
 * The quantities of one stream that rest in the journal, in the order they were committed.
 *
 * Columns of plain numbers, because a commit appends a few to each of thousands of streams.
 */
export class Tail {
  readonly starts: number[] = []
  readonly values: number[] = []
  readonly seqs: number[] = []
  // Most quantities are instants and were never deleted before, so these columns exist only from the first that is not.
  #durations: number[] | undefined
  #generations: number[] | undefined
  #ascending = true
  #rows: Map<number, number> | undefined

  get length(): number {
    return this.starts.length
  }

  duration(row: number): number {
    return this.#durations?.[row] ?? 0
  }

  generation(row: number): number {
    return this.#generations?.[row] ?? 0
  }

  push(start: number, value: number, seq: number): void {
    const row = this.starts.length
    if (this.#ascending && row > 0 && start < (this.starts[row - 1] as number)) this.#ascending = false
    this.starts.push(start)
    this.values.push(value)
    this.seqs.push(seq)
    this.#durations?.push(0)
    this.#generations?.push(0)
    this.#rows?.set(start, row)
  }

  /** For the quantity pushed last. */
  setDuration(duration: number): void {
    this.#durations ??= this.starts.map(() => 0)
    this.#durations[this.starts.length - 1] = duration
  }

  /** For the quantity pushed last. */
  setGeneration(generation: number): void {
    this.#generations ??= this.starts.map(() => 0)
    this.#generations[this.starts.length - 1] = generation
  }

  /** Takes back the quantity pushed last. */
  pop(): void {
    const start = this.starts.pop()
    this.values.pop()
    this.seqs.pop()
    this.#durations?.pop()
    this.#generations?.pop()
    if (start !== undefined) this.#rows?.delete(start)
  }

  /** The row of the quantity with this start, or -1. */
  find(start: number): number {
    if (this.#ascending) return binarySearch(this.starts, start)
    this.#rows ??= new Map(this.starts.map((value, row) => [value, row]))
    return this.#rows.get(start) ?? -1
  }

  /** Removes the quantities with these starts. */
  remove(starts: ReadonlySet<number>): void {
    this.#keep((row) => !starts.has(this.starts[row] as number))
  }

  /** Removes what was committed up to and including `seq`, because it is condensed. */
  dropThrough(seq: number): void {
    if ((this.seqs.at(-1) ?? 0) <= seq) this.#keep(() => false)
    else this.#keep((row) => (this.seqs[row] as number) > seq)
  }

  /** What was committed after `after` and up to `upto`, by start. */
  between(after: number, upto: number): Quantities {
    const rows: number[] = []
    for (let row = firstAbove(this.seqs, after); row < this.length && (this.seqs[row] as number) <= upto; row += 1) {
      rows.push(row)
    }
    if (!this.#ascending) rows.sort((a, b) => (this.starts[a] as number) - (this.starts[b] as number))
    return this.#pick(rows)
  }

  /** Those that start in [from, to), by start. */
  starting(from: number, to: number): Quantities {
    const rows: number[] = []
    const first = this.#ascending ? firstAtLeast(this.starts, from) : 0
    for (let row = first; row < this.length; row += 1) {
      const start = this.starts[row] as number
      if (start >= from && start < to) rows.push(row)
      else if (this.#ascending && start >= to) break
    }
    if (!this.#ascending) rows.sort((a, b) => (this.starts[a] as number) - (this.starts[b] as number))
    return this.#pick(rows)
  }

  /** The seq of the first quantity committed after `seq`; undefined when there is none. */
  nextSeq(seq: number): number | undefined {
    return this.seqs[firstAbove(this.seqs, seq)]
  }

  #pick(rows: readonly number[]): Quantities {
    return {
      starts: rows.map((row) => this.starts[row] as number),
      durations: rows.map((row) => this.duration(row)),
      values: rows.map((row) => this.values[row] as number),
      seqs: rows.map((row) => this.seqs[row] as number),
      generations: rows.map((row) => this.generation(row)),
    }
  }

  #keep(wanted: (row: number) => boolean): void {
    const rows = [...this.starts.keys()].filter(wanted)
    const kept = this.#pick(rows)
    for (const column of ['starts', 'values', 'seqs'] as const) replace(this[column], kept[column])
    if (this.#durations) replace(this.#durations, kept.durations)
    if (this.#generations) replace(this.#generations, kept.generations)
    this.#rows = undefined
    this.#ascending = this.starts.every((start, row) => row === 0 || start >= (this.starts[row - 1] as number))
  }
}

const replace = (column: number[], values: readonly number[]): void => {
  column.length = 0
  for (const value of values) column.push(value)
}

/** The first row whose value is above `bound`, in an ascending column. */
const firstAbove = (column: readonly number[], bound: number): number => {
  let low = 0
  let high = column.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((column[middle] as number) > bound) high = middle
    else low = middle + 1
  }
  return low
}

const firstAtLeast = (column: readonly number[], bound: number): number => {
  let low = 0
  let high = column.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((column[middle] as number) >= bound) high = middle
    else low = middle + 1
  }
  return low
}

const binarySearch = (column: readonly number[], value: number): number => {
  const row = firstAtLeast(column, value)
  return column[row] === value ? row : -1
}
