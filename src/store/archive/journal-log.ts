import type { JournalRow } from '../codec/journal-codec.js'
import type { Quantities } from './quantities.js'

// The journal in memory: one long table of columns, in the order of the commits, in which every quantity also knows the
// one before it of the same stream. A saved quantity thus costs a few stores into typed arrays and no object at all.

/** The way through the journal that one stream's quantities make. Rows are numbered on and on, from 0. */
export interface Trail {
  /** The newest row. It may have left the journal. */
  last: number
  /** Whether the starts ascend with the rows. */
  ascending: boolean
  /** Rows by start, once someone had to look far. */
  rows: Map<number, number> | undefined
}

export const newTrail = (): Trail => ({ last: -1, ascending: true, rows: undefined })

/** What the journal asks of a stream. */
export interface Trailed {
  readonly id: number
  readonly trail: Trail
}

const chunkRows = 8_192

const newChunk = () => ({
  streams: new Uint32Array(chunkRows),
  starts: new Float64Array(chunkRows),
  values: new Float64Array(chunkRows),
  durations: new Uint32Array(chunkRows),
  generations: new Uint16Array(chunkRows),
  seqs: new Float64Array(chunkRows),
  before: new Float64Array(chunkRows),
})

type Chunk = ReturnType<typeof newChunk>
type Columns = { [Name in keyof Quantities]: number[] }
type Column = Exclude<keyof Chunk, 'before'>

// No stream has this number; a deleted quantity's row gets it.
const nobody = 0
// The same reading comes again soon or never, so most searches end after a few steps back.
const stepsBack = 32

/** The quantities that are not condensed yet. */
export class JournalLog {
  #chunks: Chunk[] = []
  #chunksGone = 0
  #first = 0
  #end = 0
  #holes = 0
  /** The commit that rows are added for. */
  seq = 0

  /** The number of the next row. */
  get end(): number {
    return this.#end
  }

  get length(): number {
    return this.#end - this.#first - this.#holes
  }

  push(stream: Trailed, start: number, value: number): void {
    const row = this.#end
    const at = row % chunkRows
    const chunk = at === 0 ? this.#grow() : this.#chunk(row)
    const { trail } = stream
    chunk.streams[at] = stream.id
    chunk.starts[at] = start
    chunk.values[at] = value
    chunk.durations[at] = 0
    chunk.generations[at] = 0
    chunk.seqs[at] = this.seq
    chunk.before[at] = trail.last
    this.#link(trail, row, start)
    this.#end = row + 1
  }

  /** For the quantity pushed last: what it has besides, when it is no plain instant. */
  amend(duration: number, generation: number): void {
    const chunk = this.#chunk(this.#end - 1)
    chunk.durations[(this.#end - 1) % chunkRows] = duration
    chunk.generations[(this.#end - 1) % chunkRows] = generation
  }

  /** Takes back the rows from `end` on. */
  truncate(end: number, streamOf: (id: number) => Trailed): void {
    while (this.#end > end) {
      const row = this.#end - 1
      const { trail } = streamOf(this.at('streams', row))
      trail.rows?.delete(this.at('starts', row))
      trail.last = this.#chunk(row).before[row % chunkRows] as number
      this.#end = row
      if (row % chunkRows === 0) this.#chunks.pop()
    }
  }

  /** What was added from a row on, ready to be written. */
  rowFrom(row: number): JournalRow {
    const durations = this.#copy('durations', row, new Uint32Array(this.#end - row))
    const generations = this.#copy('generations', row, new Uint16Array(this.#end - row))
    return {
      streams: this.#copy('streams', row, new Uint32Array(this.#end - row)),
      starts: this.#copy('starts', row, new Float64Array(this.#end - row)),
      values: this.#copy('values', row, new Float64Array(this.#end - row)),
      durations: durations.some((duration) => duration > 0) ? durations : undefined,
      generations: generations.some((generation) => generation > 0) ? generations : undefined,
    }
  }

  at(column: Column, row: number): number {
    return this.#chunk(row)[column][row % chunkRows] as number
  }

  /** The row of the stream's quantity with this start, or -1. */
  find({ trail }: Trailed, start: number): number {
    let row = trail.last
    if (trail.rows === undefined) {
      for (let step = 0; step < stepsBack && row >= this.#first; step += 1) {
        const found = this.#start(row)
        if (found === start) return this.#unlessGone(row)
        if (trail.ascending && found < start) return -1
        row = this.#chunk(row).before[row % chunkRows] as number
      }
      if (row < this.#first) return -1
    }
    trail.rows ??= this.#rowsByStart(trail)
    return this.#unlessGone(trail.rows.get(start) ?? -1)
  }

  /** The numbers of a stream's rows that were committed after `seq`, newest first. */
  *rowsAfter({ trail }: Trailed, seq: number): Generator<number> {
    for (let row = trail.last; row >= this.#first; row = this.#chunk(row).before[row % chunkRows] as number) {
      if (this.at('seqs', row) <= seq) return
      if (this.at('streams', row) !== nobody) yield row
    }
  }

  /** A stream's quantities up to a commit, by start. */
  upTo(stream: Trailed, seq: number): Quantities {
    const rows: number[] = []
    for (let row = stream.trail.last; row >= this.#first; ) {
      const chunk = this.#chunk(row)
      const at = row % chunkRows
      if ((chunk.seqs[at] as number) <= seq && chunk.streams[at] !== nobody) rows.push(row)
      row = chunk.before[at] as number
    }
    return this.#pick(stream, rows)
  }

  /** A stream's quantities that start in [from, to), by start. */
  starting(stream: Trailed, from: number, to: number): Quantities {
    const rows: number[] = []
    for (const row of this.rowsAfter(stream, -1)) {
      const start = this.at('starts', row)
      if (start >= from && start < to) rows.push(row)
      if (stream.trail.ascending && start < from) break
    }
    return this.#pick(stream, rows)
  }

  /** Whether a stream has anything here. */
  holds(stream: Trailed): boolean {
    return this.rowsAfter(stream, -1).next().done !== true
  }

  /** Removes deleted quantities. */
  remove(stream: Trailed, starts: Iterable<number>): void {
    for (const start of starts) {
      const row = this.find(stream, start)
      if (row < 0) continue
      this.#chunk(row).streams[row % chunkRows] = nobody
      stream.trail.rows?.delete(start)
      this.#holes += 1
    }
  }

  /** Removes what was committed up to and including `seq`, because it is condensed. */
  dropThrough(seq: number): void {
    while (this.#first < this.#end) {
      const chunk = this.#chunk(this.#first)
      const at = this.#first % chunkRows
      if ((chunk.seqs[at] as number) > seq) break
      if (chunk.streams[at] === nobody) this.#holes -= 1
      this.#first += 1
    }
    while (this.#chunks.length > 0 && (this.#chunksGone + 1) * chunkRows <= this.#first) {
      this.#chunks.shift()
      this.#chunksGone += 1
    }
  }

  /** Removes everything. */
  clear(): void {
    this.dropThrough(Number.POSITIVE_INFINITY)
  }

  #link(trail: Trail, row: number, start: number): void {
    if (trail.last < this.#first) {
      trail.ascending = true
      trail.rows = undefined
    } else if (trail.ascending && start < this.#start(trail.last)) trail.ascending = false
    trail.rows?.set(start, row)
    trail.last = row
  }

  // What every save asks gets no look-up by a column's name.
  #start(row: number): number {
    return this.#chunk(row).starts[row % chunkRows] as number
  }

  #chunk(row: number): Chunk {
    return this.#chunks[Math.floor(row / chunkRows) - this.#chunksGone] as Chunk
  }

  #grow(): Chunk {
    const chunk = newChunk()
    this.#chunks.push(chunk)
    return chunk
  }

  #unlessGone(row: number): number {
    return row >= this.#first && this.at('streams', row) !== nobody ? row : -1
  }

  #rowsByStart(trail: Trail): Map<number, number> {
    const rows = new Map<number, number>()
    for (let row = trail.last; row >= this.#first; row = this.#chunk(row).before[row % chunkRows] as number) {
      const start = this.at('starts', row)
      if (!rows.has(start) && this.at('streams', row) !== nobody) rows.set(start, row)
    }
    return rows
  }

  #pick({ trail }: Trailed, rows: number[]): Quantities {
    if (trail.ascending) rows.reverse()
    else rows.sort((a, b) => this.at('starts', a) - this.at('starts', b))
    const picked: Columns = { starts: [], durations: [], values: [], seqs: [], generations: [] }
    for (const row of rows) {
      const chunk = this.#chunk(row)
      const at = row % chunkRows
      picked.starts.push(chunk.starts[at] as number)
      picked.durations.push(chunk.durations[at] as number)
      picked.values.push(chunk.values[at] as number)
      picked.seqs.push(chunk.seqs[at] as number)
      picked.generations.push(chunk.generations[at] as number)
    }
    return picked
  }

  #copy<Target extends { set(from: ArrayLike<number>, at: number): void }>(
    name: Column,
    from: number,
    target: Target,
  ): Target {
    for (let row = from; row < this.#end; ) {
      const to = Math.min(this.#end, (Math.floor(row / chunkRows) + 1) * chunkRows)
      const start = row % chunkRows
      target.set(this.#chunk(row)[name].subarray(start, start + to - row), row - from)
      row = to
    }
    return target
  }
}
