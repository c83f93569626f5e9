import type { Owned } from '../../health/sample.js'
import type { QuantityTypeName } from '../../health/type.js'
import type { History } from '../archive/history.js'
import type { Stream } from '../archive/streams.js'
import type { Changes, PackedChanges, QuantityColumns, QuantityOrigin } from '../health-store.js'
import type { RunEntry } from './entries.js'

/** The store's own columns, which say enough to make each quantity's UUID. */
interface StoredColumns extends QuantityColumns {
  readonly origins: readonly (QuantityOrigin & { readonly stream: number })[]
  readonly generations: Uint16Array<ArrayBuffer>
}

/** A page as the store makes it. */
export interface StoredPage extends PackedChanges {
  readonly quantities: StoredColumns
}

const originOf = ({ id, user, type, source, device }: Stream): StoredColumns['origins'][number] => {
  // Only quantity types are packed.
  const origin = { stream: id, user, type: type as QuantityTypeName, source }
  return device === undefined ? origin : { ...origin, device }
}

const firstRoom = 256

const emptyColumns = (room: number) => ({
  originOf: new Uint32Array(room),
  starts: new Float64Array(room),
  ends: new Float64Array(room),
  values: new Float64Array(room),
  generations: new Uint16Array(room),
})

/** Columns in the making, in typed arrays from the start, because they are many numbers. */
export class ColumnsDraft {
  readonly #places = new Map<number, number>()
  readonly #origins: StoredColumns['origins'][number][] = []
  #columns = emptyColumns(firstRoom)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** Adds the first `count` rows of a run. */
  add({ stream, columns, rows }: RunEntry, count: number): void {
    const first = this.#length
    this.#length += count
    if (this.#length > this.#columns.starts.length) this.#grow()
    const { originOf, starts, ends, values, generations } = this.#columns
    originOf.fill(this.#placeOf(stream), first, this.#length)
    for (let at = 0; at < count; at += 1) {
      const row = rows[at] as number
      const start = columns.starts[row] as number
      starts[first + at] = start
      ends[first + at] = start + (columns.durations[row] ?? 0)
      values[first + at] = columns.values[row] as number
      generations[first + at] = columns.generations[row] ?? 0
    }
  }

  columns(): StoredColumns {
    const { originOf, starts, ends, values, generations } = this.#columns
    return {
      origins: this.#origins,
      originOf: originOf.subarray(0, this.#length),
      starts: starts.subarray(0, this.#length),
      ends: ends.subarray(0, this.#length),
      values: values.subarray(0, this.#length),
      generations: generations.subarray(0, this.#length),
    }
  }

  #grow(): void {
    const { originOf, starts, ends, values, generations } = this.#columns
    const larger = emptyColumns(Math.max(this.#length, starts.length * 2))
    larger.originOf.set(originOf)
    larger.starts.set(starts)
    larger.ends.set(ends)
    larger.values.set(values)
    larger.generations.set(generations)
    this.#columns = larger
  }

  #placeOf(stream: Stream): number {
    const known = this.#places.get(stream.id)
    if (known !== undefined) return known
    this.#places.set(stream.id, this.#origins.length)
    return this.#origins.push(originOf(stream)) - 1
  }
}

/** The page of a reader who has seen all. */
export const emptyPage = (anchor: string): StoredPage => ({
  deleted: [],
  samples: [],
  quantities: new ColumnsDraft().columns(),
  anchor,
  more: false,
})

/** The memory of the columns, which can go to another thread without being copied. */
export const buffersOf = ({ originOf, starts, ends, values, generations }: StoredColumns): readonly ArrayBuffer[] =>
  [originOf, starts, ends, values, generations].map(({ buffer }) => buffer)

const sampleAt = (history: History, columns: StoredColumns, row: number): Owned => {
  const { stream = 0, user = '' } = columns.origins[columns.originOf[row] as number] ?? {}
  const start = columns.starts[row] as number
  const duration = (columns.ends[row] as number) - start
  const [value, generation] = [columns.values[row] as number, columns.generations[row] as number]
  return { user, sample: history.quantitySample(history.stream(stream), { start, duration, value, generation }) }
}

/** The page with a sample for each quantity. */
export function unpackedPage(history: History, { samples, quantities, ...page }: StoredPage): Changes {
  const added: Owned[] = []
  let row = 0
  for (const { after, ...owned } of samples) {
    for (; row < after; row += 1) added.push(sampleAt(history, quantities, row))
    added.push(owned)
  }
  for (; row < quantities.starts.length; row += 1) added.push(sampleAt(history, quantities, row))
  return { ...page, added }
}
