import type { Advertisement } from '../radio/radio.js'
import { decodePolar, polarCompany } from './polar.js'

/** A heart rate that a sensor tells everybody who listens, without a connection. */
export interface BroadcastHeartRate {
  /** Count/min; 0 when it feels no pulse. */
  readonly heartRate: number
  /** Whether it feels skin. */
  readonly hasContact: boolean
  readonly isBatteryLow: boolean
  /** Differs from the advertisement before when the value is new. */
  readonly counter: number
}

/** The heart rate in an advertisement, of the makers whose layout is known; undefined when there is none. */
export const broadcastHeartRate = ({
  manufacturerData,
}: Pick<Advertisement, 'manufacturerData'>): BroadcastHeartRate | undefined => {
  const polar = manufacturerData.get(polarCompany)
  return polar && decodePolar(polar)
}
