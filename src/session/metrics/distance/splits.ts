import type { QuantityTypeName } from '../../../health/type.js'
import type { Meter } from '../../builder/track.js'

/** The lengths of splits, m. */
export const splitLengths = { kilometre: 1_000, mile: 1_609.344 } as const
/** Beyond it a distance was a mistake. */
const mostSplits = 1_000

/** A split of the length that was asked for, or what was left at the end; ms of timer time. */
export interface TimerSplit {
  readonly from: number
  readonly to: number
  readonly distance: number
}

/** When each kilometre, or mile, was full, between two readings where it was. */
export class SplitMeter implements Meter {
  readonly type: QuantityTypeName
  readonly #ends: number[] = []
  readonly #length: number
  #metres = 0

  constructor(type: QuantityTypeName, length: number = splitLengths.kilometre) {
    this.type = type
    this.#length = length
  }

  hold(amount: number, from: number, to: number): void {
    const before = this.#metres
    this.#metres += amount
    let next = (this.#ends.length + 1) * this.#length
    while (this.#metres >= next && this.#ends.length < mostSplits) {
      this.#ends.push(from + ((next - before) / amount) * (to - from))
      next += this.#length
    }
  }

  /** The whole ones, ms. */
  get whole(): readonly number[] {
    return this.#ends.map((end, index) => end - (this.#ends[index - 1] ?? 0))
  }

  /** All splits until so many ms of timer time. */
  until(timerMs: number): readonly TimerSplit[] {
    const rest = this.#metres - this.#ends.length * this.#length
    const splits = this.#ends.map((to, index) => ({ from: this.#ends[index - 1] ?? 0, to, distance: this.#length }))
    const from = this.#ends.at(-1) ?? 0
    return rest > 0 && timerMs > from ? [...splits, { from, to: timerMs, distance: rest }] : splits
  }
}
