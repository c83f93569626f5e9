import type { QuantityTypeName } from '../../../health/type.js'
import type { Meter } from '../../builder/track.js'
import { AnaerobicBalance, type AnaerobicFacts } from './anaerobic-balance.js'
import { BestAverages, keptOf } from './best-averages.js'

const windowSeconds = 30

/**
 * Power, resampled to 1 s of timer time by holding; where nothing holds it is 0 W. What is kept does not grow beyond the
 * longest window: the moving average, its fourth powers and the work are sums.
 *
 * @see Allen, Coggan: Training and Racing with a Power Meter (Normalized Power).
 */
export class PowerMeter implements Meter {
  readonly type: QuantityTypeName
  readonly anaerobic: AnaerobicBalance | undefined
  #best: BestAverages | undefined
  #seconds = 0
  #windowSum = 0
  #fourthPowers = 0
  #joules = 0

  constructor(type: QuantityTypeName, anaerobic?: AnaerobicFacts) {
    this.type = type
    this.anaerobic = anaerobic && new AnaerobicBalance(anaerobic)
  }

  hold(value: number, from: number, to: number): void {
    this.fillTo(from)
    while (this.#seconds * 1_000 < to) this.#push(value)
  }

  /** Counts 0 W for every second before `to`, ms of timer time, that has no value. */
  fillTo(to: number): void {
    while (this.#seconds * 1_000 < to) this.#push(0)
  }

  /** The timer has stopped for good after so many ms. */
  finish(timerMs: number): void {
    if (this.#seconds > 0) this.fillTo(timerMs)
  }

  /** Undefined before any power. */
  get best(): BestAverages | undefined {
    return this.#best
  }

  /** W: the fourth root of the mean fourth power of the 30 s moving average; undefined under 30 s. */
  get normalizedPower(): number | undefined {
    const windows = this.#seconds - windowSeconds + 1
    return windows < 1 ? undefined : (this.#fourthPowers / windows) ** 0.25
  }

  /** kJ. */
  get work(): number {
    return this.#joules / 1_000
  }

  #push(watts: number): void {
    this.#best ??= new BestAverages()
    this.#windowSum += keptOf(watts) - (this.#best.ago(windowSeconds) ?? 0)
    this.#seconds += 1
    this.#joules += watts
    if (this.#seconds >= windowSeconds) this.#fourthPowers += (this.#windowSum / windowSeconds) ** 4
    this.#best.push(watts)
    this.anaerobic?.push(watts)
  }
}
