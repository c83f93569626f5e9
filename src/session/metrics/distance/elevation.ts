import type { MetadataValue, WorkoutRouteSample } from '../../../health/sample.js'
import type { Figures } from '../figure.js'
import type { SpanAt } from '../heart/heart-rate-variability.js'

/** Up and down count once they are this much since the last turn, m; what is less is taken for noise. */
export const hysteresisMetres = 3

/** What went up and down between turns of at least the hysteresis, m. */
export class Climb {
  ascent = 0
  descent = 0
  /** 1 up, -1 down, 0 before it went anywhere. */
  #direction = 0
  /** The last place that counts. */
  #extreme = 0
  #low = Number.POSITIVE_INFINITY
  #high = Number.NEGATIVE_INFINITY

  /** Goes on elsewhere: what lies between does not count. */
  restart(): void {
    this.#direction = 0
    this.#low = Number.POSITIVE_INFINITY
    this.#high = Number.NEGATIVE_INFINITY
  }

  go(altitude: number): void {
    const gain = (altitude - this.#extreme) * this.#direction
    if (this.#direction === 0) this.#begin(altitude)
    else if (gain <= -hysteresisMetres) this.#count(-this.#direction, altitude)
    else if (gain > 0) this.#count(this.#direction, altitude)
  }

  #begin(altitude: number): void {
    this.#low = Math.min(this.#low, altitude)
    this.#high = Math.max(this.#high, altitude)
    this.#extreme = altitude - this.#low >= hysteresisMetres ? this.#low : this.#high
    if (Math.abs(altitude - this.#extreme) >= hysteresisMetres) this.#count(altitude > this.#extreme ? 1 : -1, altitude)
  }

  #count(direction: number, altitude: number): void {
    const change = Math.abs(altitude - this.#extreme)
    if (direction > 0) this.ascent += change
    else this.descent += change
    this.#direction = direction
    this.#extreme = altitude
  }
}

const metresOf = (value: MetadataValue | undefined): number | undefined =>
  typeof value === 'object' && value.unit === 'm' ? value.value : typeof value === 'number' ? value : undefined

/** How much went up and down with the altitude of an instant, m. */
type OnClimb = (at: number, ascent: number, descent: number) => void

/**
 * Ascent and descent of a workout's routes in timer time: the device's own (HKElevationAscended, HKElevationDescended of
 * the route) when it says so, else by the altitudes. Routes come in the order of their starts.
 */
export class ElevationMeter {
  readonly #climb = new Climb()
  readonly #own: { ascent?: number; descent?: number } = {}
  #newestStart = Number.NEGATIVE_INFINITY
  #lastTime = Number.NEGATIVE_INFINITY
  #spanStart: number | undefined
  #isKnown = false
  readonly #onClimb: OnClimb | undefined

  /** @param onClimb Told of every altitude that counts. */
  constructor(onClimb?: OnClimb) {
    this.#onClimb = onClimb
  }

  /** False when the route begins before one that is counted. What overlaps what is counted is another's. */
  take({ start, locations, metadata }: WorkoutRouteSample, spanAt: SpanAt): boolean {
    if (start < this.#newestStart) return false
    this.#newestStart = start
    this.#takeOwn('ascent', metresOf(metadata.elevationAscended))
    this.#takeOwn('descent', metresOf(metadata.elevationDescended))
    for (const { time, altitude } of locations)
      if (altitude !== undefined && time > this.#lastTime) this.#locate(time, altitude, spanAt(time)?.start)
    return true
  }

  figures(): Figures {
    const reason = 'no altitude'
    const { ascent, descent } = this.#isKnown ? this.#climb : { ascent: reason, descent: reason }
    return { ascent: this.#own.ascent ?? ascent, descent: this.#own.descent ?? descent }
  }

  /** What the figures rest on, by name. */
  get basis(): Readonly<Record<string, string>> {
    const names = ['ascent', 'descent'] as const
    const known = names.filter((name) => this.#isKnown || this.#own[name] !== undefined)
    return Object.fromEntries(known.map((name) => [name, this.#own[name] === undefined ? 'altitude' : 'device']))
  }

  #takeOwn(name: 'ascent' | 'descent', metres: number | undefined): void {
    if (metres !== undefined) this.#own[name] = (this.#own[name] ?? 0) + metres
  }

  #locate(time: number, altitude: number, spanStart: number | undefined): void {
    this.#lastTime = time
    if (spanStart !== this.#spanStart) this.#climb.restart()
    this.#spanStart = spanStart
    if (spanStart === undefined) return
    this.#isKnown = true
    const { ascent, descent } = this.#climb
    this.#climb.go(altitude)
    this.#onClimb?.(time, this.#climb.ascent - ascent, this.#climb.descent - descent)
  }
}
