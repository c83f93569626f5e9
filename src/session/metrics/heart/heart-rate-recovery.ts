import type { Quantity } from '../../builder/quantity.js'
import type { Figures } from '../figure.js'

/** The heart rate this long after the end is held against that at the end, ms. */
export const recoveryMs = 60_000
/** A reading further away than this says nothing of the instant, ms. */
const nearMs = 10_000

/**
 * How much the heart rate falls in the minute after the timer has stopped for good, count/min.
 *
 * @see Cole et al. 1999: Heart-rate recovery immediately after exercise as a predictor of mortality.
 */
export class RecoveryMeter {
  #before: Quantity | undefined
  #after: Quantity | undefined
  #end = 0

  /** Takes a reading after the end and the last one that counted. */
  take(reading: Quantity, before: Quantity, end: number): void {
    const isSame = reading.source === before.source && reading.device === before.device
    if (!isSame || reading.start > end + recoveryMs) return
    this.#before = before
    this.#end = end
    if (reading.start >= (this.#after?.start ?? end)) this.#after = reading
  }

  figures(): Figures {
    const [before, after] = [this.#before, this.#after]
    if (!before || !after) return { heartRateRecovery: 'no heart rate after the end' }
    if (this.#end - before.start > nearMs) return { heartRateRecovery: 'no heart rate at the end' }
    if (this.#end + recoveryMs - after.start > nearMs)
      return { heartRateRecovery: 'no heart rate one minute after the end' }
    return { heartRateRecovery: before.value - after.value }
  }
}
