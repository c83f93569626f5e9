import type { Statistics } from '../../health/statistics.js'
import { type QuantityTypeName, quantityType } from '../../health/type.js'
import type { Quantity } from './quantity.js'

// Sound levels are averaged by their energy (equivalent continuous level), everything else as it is.
const linear = (value: number, isLevel: boolean): number => (isLevel ? 10 ** (value / 10) : value)
const level = (value: number, isLevel: boolean): number => (isLevel ? 10 * Math.log10(value) : value)

const none: readonly string[] = []

/**
 * The figures of one type in the making. Readings are noted as they come; a discrete value then weighs by the time it
 * held, a cumulative one adds what fell into timer time.
 */
export class Tally {
  readonly #type: QuantityTypeName
  readonly #isLevel: boolean
  #sources: readonly string[] = none
  #count = 0
  #start = Number.POSITIVE_INFINITY
  #end = Number.NEGATIVE_INFINITY
  #min = Number.POSITIVE_INFINITY
  #max = Number.NEGATIVE_INFINITY
  #recent = 0
  #recentAt = Number.NEGATIVE_INFINITY
  #noted: Quantity | undefined
  #sum = 0
  #milliseconds = 0

  constructor(type: QuantityTypeName) {
    this.#type = type
    this.#isLevel = quantityType(type).aggregation === 'discreteEquivalentContinuousLevel'
  }

  /** Counts a reading, once, with the part of its time that matters here. */
  note(quantity: Quantity, start: number, end: number): void {
    const { value, source } = quantity
    if (this.#noted !== quantity) this.#count += 1
    this.#noted = quantity
    this.#start = Math.min(this.#start, start)
    this.#end = Math.max(this.#end, end)
    this.#min = Math.min(this.#min, value)
    this.#max = Math.max(this.#max, value)
    if (!this.#sources.includes(source)) this.#sources = this.#sources.concat(source)
    if (end < this.#recentAt) return
    this.#recent = value
    this.#recentAt = end
  }

  /** Weighs a discrete value by the time it held. */
  hold(value: number, milliseconds: number): void {
    this.#sum += linear(value, this.#isLevel) * milliseconds
    this.#milliseconds += milliseconds
  }

  /** Adds an amount that took this long. */
  add(amount: number, milliseconds: number): void {
    this.#sum += amount
    this.#milliseconds += milliseconds
  }

  /** Of a cumulative type: what was added up. */
  get sum(): number {
    return this.#sum
  }

  /** Undefined while no reading counted. */
  statistics(): Statistics | undefined {
    if (this.#count === 0) return undefined
    const { unit, aggregation } = quantityType(this.#type)
    return {
      type: this.#type,
      unit,
      start: this.#start,
      end: this.#end,
      ...(aggregation === 'cumulative' ? { sum: this.#sum } : this.#discrete()),
      mostRecent: { value: this.#recent, at: this.#recentAt },
      duration: this.#milliseconds / 1_000,
      count: this.#count,
      sources: this.#sources.toSorted(),
    }
  }

  #discrete(): Pick<Statistics, 'average' | 'min' | 'max'> {
    // One reading that has not held yet is its own average.
    const held = this.#milliseconds > 0
    const average = held ? level(this.#sum / this.#milliseconds, this.#isLevel) : this.#recent
    return { average, min: this.#min, max: this.#max }
  }
}
