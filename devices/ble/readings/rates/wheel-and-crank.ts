import {
  type Arrival,
  type CounterPair,
  cpsWheel,
  crank,
  cscWheel,
  holdMs,
  rateAt,
  type Step,
  step,
  type Turning,
} from './revolutions.js'

/** The revolutions in a payload, by the names of its table; a pair is absent when the payload does not carry it. */
export interface Revolutions {
  readonly wheelRevolutions?: number | undefined
  readonly wheelEventTime1024?: number | undefined
  readonly wheelEventTime2048?: number | undefined
  readonly crankRevolutions?: number | undefined
  readonly crankEventTime1024?: number | undefined
}

/** Above these nothing is believed (gatt-profiles § 3.3, rule 9). */
export const cadenceMost = 240
export const speedMost = 40

/** What a wheel measured at a step: m/s now, metres since an instant. */
export interface WheelStep extends Pick<Step, 'kind' | 'since'> {
  readonly speed: number | undefined
  readonly distance: number
}

/** What a crank measured at a step: rpm now. */
export interface CrankStep extends Pick<Step, 'kind'> {
  readonly cadence: number | undefined
}

/** Rates as they are right after a step. */
export interface Rates {
  /** Count/min. */
  readonly cadence: number | undefined
  /** m/s. */
  readonly speed: number | undefined
}

const pairOf = (revolutions: number | undefined, eventTime: number | undefined): CounterPair | undefined =>
  revolutions === undefined || eventTime === undefined ? undefined : { revolutions, eventTime }

/**
 * The wheel and the crank of one characteristic, each with its own baseline (gatt-profiles § 3.3, rule 11). Times are
 * epoch ms of arrival; the circumference is in metres.
 */
export class WheelAndCrank {
  #wheel: Turning | undefined
  #crank: Turning | undefined
  #circumference: number

  constructor(circumference: number) {
    this.#circumference = circumference
  }

  /** From now on. */
  change(circumference: number): void {
    this.#circumference = circumference
  }

  /** Counters begin anew. */
  reset(): void {
    this.#wheel = undefined
    this.#crank = undefined
  }

  /** Undefined when the payload says nothing of the wheel. */
  takeWheel(values: Revolutions, at: number): WheelStep | undefined {
    const isPower = values.wheelEventTime2048 !== undefined
    const pair = pairOf(values.wheelRevolutions, values.wheelEventTime2048 ?? values.wheelEventTime1024)
    if (pair === undefined) return undefined
    const arrival: Arrival = { form: isPower ? cpsWheel : cscWheel, pair, at, most: speedMost / this.#circumference }
    const { kind, rate, turned, since, turning } = step(arrival, this.#wheel)
    this.#wheel = turning
    return { kind, since, speed: this.#speed(rate), distance: turned * this.#circumference }
  }

  /** Undefined when the payload says nothing of the crank. */
  takeCrank(values: Revolutions, at: number): CrankStep | undefined {
    const pair = pairOf(values.crankRevolutions, values.crankEventTime1024)
    if (pair === undefined) return undefined
    const { kind, rate, turning } = step({ form: crank, pair, at, most: cadenceMost / 60 }, this.#crank)
    this.#crank = turning
    return { kind, cadence: perMinute(rate) }
  }

  /** What is known at an instant at which nothing came. */
  at(instant: number): Rates {
    return {
      cadence: this.#crank && perMinute(rateAt(this.#crank, instant)),
      speed: this.#wheel && this.#speed(rateAt(this.#wheel, instant)),
    }
  }

  /** Notes that what turned has stopped, and tells since when; undefined when it still turns, or had stopped before. */
  coast(at: number): { readonly wheel?: number | undefined; readonly crank?: number | undefined } {
    const [wheel, crank] = [stoppedSince(this.#wheel, at), stoppedSince(this.#crank, at)]
    if (wheel !== undefined && this.#wheel) this.#wheel = { ...this.#wheel, rate: 0 }
    if (crank !== undefined && this.#crank) this.#crank = { ...this.#crank, rate: 0 }
    return { wheel, crank }
  }

  #speed(rate: number | undefined): number | undefined {
    // A rate that was held while the circumference changed may pass the limit.
    return rate === undefined ? undefined : Math.min(speedMost, rate * this.#circumference)
  }
}

const perMinute = (rate: number | undefined): number | undefined => (rate === undefined ? undefined : rate * 60)

const stoppedSince = (turning: Turning | undefined, at: number): number | undefined =>
  turning?.rate !== undefined && turning.rate > 0 && at - turning.turnedAt > holdMs
    ? turning.turnedAt + holdMs
    : undefined
