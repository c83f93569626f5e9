import type { ActivityRecord } from '../recording/recorded-activity.js'
import { epochOfFit, type FitMessage } from './message.js'
import { numberIn, numbersIn } from './profile.js'

const ticksPerSecond = 1_024
/** Packed time stamps have 12 bits. */
const round = 4_096

/** When a beat was by the sensor's clock, and what that is in epoch ms. */
interface Anchor {
  readonly ticks: number
  readonly at: number
}

/** Two numbers of 12 bits in every three bytes, the low bits first. */
const unpacked = (bytes: readonly number[]): readonly number[] =>
  bytes.flatMap((byte, index) => {
    const next = bytes[index + 1] ?? 0
    if (index % 3 === 0) return [byte | ((next & 0xf) << 8)]
    return index % 3 === 1 ? [(byte >> 4) | (next << 4)] : []
  })

/**
 * Heart rates of `hr` messages: a strap that could not be heard under water tells afterwards what it kept. The first
 * message says when its clock showed what; the others count on from there.
 */
export class HeartRates {
  readonly #records: ActivityRecord[] = []
  #anchor: Anchor | undefined
  #ticks = 0

  get records(): readonly ActivityRecord[] {
    return this.#records
  }

  take(message: FitMessage): void {
    const rates = numbersIn(message, { number: 6 })
    const ticks = this.#ticksIn(message)
    const fraction = numberIn(message, { number: 0, scale: 32_768 }) ?? 0
    const [first] = ticks
    if (message.timestamp !== undefined && first !== undefined)
      this.#anchor = { ticks: first, at: epochOfFit(message.timestamp) + fraction * 1_000 }
    if (this.#anchor === undefined || rates.length !== ticks.length) return
    const { at, ticks: origin } = this.#anchor
    for (const [index, heartRate] of rates.entries()) {
      const since = ((ticks[index] ?? origin) - origin) / ticksPerSecond
      if (heartRate > 0) this.#records.push({ at: Math.round(at + since * 1_000), heartRate })
    }
  }

  #ticksIn(message: FitMessage): readonly number[] {
    const whole = numbersIn(message, { number: 9 })
    const ticks = whole.length > 0 ? whole : unpacked(numbersIn(message, { number: 10 })).map((low) => this.#after(low))
    this.#ticks = ticks.at(-1) ?? this.#ticks
    return ticks
  }

  // The low bits alone are told: the next time at which the clock shows them.
  #after(low: number): number {
    this.#ticks += (low - (this.#ticks % round) + round) % round
    return this.#ticks
  }
}
