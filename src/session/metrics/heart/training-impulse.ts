import { maximumHeartRate } from '../../../health/exercise/heart-rate.js'
import type { Meter } from '../../builder/track.js'
import type { Profile } from '../../profile.js'

/** What the weight of a heart rate depends on; rates in count/min. */
interface Reserve {
  readonly resting: number
  readonly maximum: number
  readonly isMale: boolean
}

/** What is missing to weigh heart rates, or what is known. */
const reserveOf = (profile: Profile, at: number): Reserve | string => {
  const { restingHeartRate: resting, biologicalSex: sex } = profile
  const maximum = maximumHeartRate(profile, at)
  if (resting === undefined) return 'resting heart rate unknown'
  if (maximum === undefined || maximum <= resting) return 'maximum heart rate unknown'
  if (sex !== 'male' && sex !== 'female') return 'biological sex unknown'
  return { resting, maximum, isMale: sex === 'male' }
}

/**
 * Training impulse: minutes, weighted by the share of the heart-rate reserve that is used.
 *
 * @see Banister 1991: Modeling elite athletic performance.
 */
export class ImpulseMeter implements Meter {
  readonly type = 'heartRate'
  readonly #reserve: Reserve | string
  #impulse = 0

  constructor(profile: Profile, at: number) {
    this.#reserve = reserveOf(profile, at)
  }

  hold(value: number, from: number, to: number): void {
    if (typeof this.#reserve === 'string') return
    const { resting, maximum, isMale } = this.#reserve
    const share = Math.min(1, Math.max(0, (value - resting) / (maximum - resting)))
    const weight = isMale ? 0.64 * Math.exp(1.92 * share) : 0.86 * Math.exp(1.67 * share)
    this.#impulse += ((to - from) / 60_000) * share * weight
  }

  /** The impulse so far, or the reason why there is none. */
  get figure(): number | string {
    return typeof this.#reserve === 'string' ? this.#reserve : this.#impulse
  }
}
