import { HealthError } from '../../health/error.js'
import { decodeBlock } from '../codec/block-codec.js'
import type { SeriesReads } from '../sqlite/series-table.js'
import type { Quantities } from './quantities.js'

const mostKept = 64

/** Opened blocks; the few used last stay open. */
export class Blocks {
  readonly #series: Pick<SeriesReads, 'bytes'>
  readonly #kept = new Map<number, Quantities>()

  constructor(series: Pick<SeriesReads, 'bytes'>) {
    this.#series = series
  }

  open(id: number): Quantities {
    const opened = this.#kept.get(id) ?? this.#read(id)
    this.#kept.delete(id)
    this.#kept.set(id, opened)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest)
    return opened
  }

  /** Forgets a block that was rewritten, or all of them. */
  forget(id?: number): void {
    if (id === undefined) this.#kept.clear()
    else this.#kept.delete(id)
  }

  #read(id: number): Quantities {
    const bytes = this.#series.bytes(id)
    if (bytes === undefined) throw new HealthError('databaseInaccessible', 'a series is missing')
    return decodeBlock(bytes)
  }
}
