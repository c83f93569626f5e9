import type { Span } from '../clock.js'
import { HealthError } from '../error.js'
import { arrange, lastEnd, type SeriesColumns } from '../kinds/series-columns.js'
import { canonicalise } from '../rules/canonical.js'
import { maximumDurationMs } from '../rules/duration.js'
import { seriesLengthMax } from '../rules/series-rules.js'
import type { Metadata, NewSeriesSample } from '../sample.js'
import { type SampleFacts, seriesSample } from '../sample-rules.js'
import { type QuantityTypeName, quantityType } from '../type.js'
import { refuse, Taking } from './taking.js'

/** What a series is of: `start` is the earliest that a quantity may begin, epoch ms. */
export interface SeriesStart extends Pick<SampleFacts, 'start' | 'source' | 'device' | 'timeZone'> {
  readonly type: QuantityTypeName
}

/** How a series ends: `end` is that of its last quantity when left out, epoch ms. */
export interface SeriesEnd {
  readonly end?: number | undefined
  readonly metadata?: Metadata | undefined
}

/** A value to be inserted; `unit` is the type's canonical one when left out. */
export interface InsertedQuantity {
  readonly value: number
  readonly unit?: string | undefined
}

interface Row {
  readonly start: number
  readonly end: number
  readonly value: number
}

const intervalOf = (at: number | Span): Span => (typeof at === 'number' ? { start: at, end: at } : at)

const columnsOf = (rows: readonly Row[]): SeriesColumns =>
  arrange({
    times: rows.map(({ start }) => start),
    ends: rows.map(({ end }) => end),
    values: rows.map(({ value }) => value),
  })

/** Parts of a sync identifier's series are samples of their own, so each has an identifier of its own. */
const metadataOf = (metadata: Metadata | undefined, part: number): Metadata | undefined =>
  part === 0 || typeof metadata?.syncIdentifier !== 'string'
    ? metadata
    : { ...metadata, syncIdentifier: `${metadata.syncIdentifier}/${part + 1}` }

/**
 * Collects quantities of one type (HKQuantitySeriesSampleBuilder, semantics § 7). A wrong argument throws
 * `invalidArgument` and changes nothing; after `finish` or `discard` every call does.
 */
export class QuantitySeriesBuilder {
  /** As many quantities as one builder takes. */
  static readonly maximumCount = 1_000_000

  readonly #series: SeriesStart
  readonly #rows = new Map<number, Row>()
  readonly #taking = new Taking()

  constructor(series: SeriesStart) {
    this.#series = series
  }

  /** How many quantities were inserted, those that were replaced left out. */
  get count(): number {
    return this.#rows.size
  }

  /**
   * Inserts a quantity of an instant or an interval, in any order; it replaces one with the same start. Throws
   * `invalidArgument` before the start of the series or in a unit of another dimension, `dataSizeExceeded` when full.
   */
  insert(quantity: InsertedQuantity, at: number | Span): void {
    this.#taking.check()
    const { start, end } = intervalOf(at)
    if (!(start >= this.#series.start)) throw refuse('start', 'is before the start of the series')
    if (!(end >= start)) throw refuse('end', 'is before the start of the quantity')
    const row = { start, end, value: this.#canonical(quantity) }
    if (this.#rows.size >= QuantitySeriesBuilder.maximumCount && !this.#rows.has(start))
      throw new HealthError('dataSizeExceeded', `more than ${QuantitySeriesBuilder.maximumCount} quantities`)
    this.#rows.set(start, row)
  }

  /**
   * The samples to save, oldest first: more than one where a sample would have more than 10,000 quantities or last too
   * long; their sync identifiers then are `id`, `id/2`, `id/3` and so on. Throws `invalidArgument`, and stays open, when
   * nothing was inserted, and when `end` is before the start or the last quantity.
   */
  finish({ end, metadata }: SeriesEnd = {}): readonly NewSeriesSample[] {
    this.#taking.check()
    const parts = this.#parts(end)
    const samples = parts.map((part, index) => this.#sample(part, { index, end, metadata, last: parts.length - 1 }))
    this.#taking.end()
    return samples
  }

  /** Forgets everything. */
  discard(): void {
    this.#taking.end()
    this.#rows.clear()
  }

  #canonical({ value, unit }: InsertedQuantity): number {
    const canonical = canonicalise(quantityType(this.#series.type), unit)?.(value)
    if (canonical === undefined) throw refuse('unit', `is not one of ${this.#series.type}`)
    if (!Number.isFinite(canonical)) throw refuse('value', 'is not a number')
    return canonical
  }

  #parts(end: number | undefined): readonly (readonly Row[])[] {
    const rows = [...this.#rows.values()].sort((a, b) => a.start - b.start)
    const latest = rows.reduce((last, row) => Math.max(last, row.end), this.#series.start)
    if (rows.length === 0) throw refuse('series', 'has no quantity')
    if (end !== undefined && !(end >= latest)) throw refuse('end', 'is before the last quantity')
    return this.#divide(rows)
  }

  #divide(rows: readonly Row[]): readonly (readonly Row[])[] {
    const longest = maximumDurationMs(quantityType(this.#series.type))
    const parts: Row[][] = []
    let [part, start]: [Row[], number] = [[], this.#series.start]
    for (const row of rows) {
      if (part.length > 0 && (part.length === seriesLengthMax || row.end - start > longest)) {
        parts.push(part)
        part = []
        start = row.start
      }
      part.push(row)
    }
    return [...parts, part]
  }

  #sample(rows: readonly Row[], place: SeriesEnd & { index: number; last: number }): NewSeriesSample {
    const { start, ...series } = this.#series
    const columns = columnsOf(rows)
    return seriesSample({
      ...series,
      ...columns,
      start: place.index === 0 ? start : (rows[0]?.start ?? start),
      end: place.index === place.last ? (place.end ?? lastEnd(columns)) : lastEnd(columns),
      metadata: metadataOf(place.metadata, place.index),
    })
  }
}
