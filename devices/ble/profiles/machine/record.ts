import { per, s16, u8, u16, unlessRaw } from '../layout/format.js'
import { elastic } from '../layout/gate.js'
import { field, sequence } from '../layout/row.js'

/** What the records of all fitness machines share (FTMS 1.0 § 4.4 to 4.9). Totals begin anew with each training. */

export const speed = per(u16, 100)
const kilocalories = unlessRaw(u16, 0xffff)

export const energy = sequence(
  field('totalEnergyKcal', kilocalories),
  field('energyPerHourKcal', kilocalories),
  field('energyPerMinuteKcal', unlessRaw(u8, 0xff)),
)

export const inclination = sequence(
  field('inclinationPct', per(unlessRaw(s16, 0x7fff), 10)),
  field('rampAngleDeg', per(unlessRaw(s16, 0x7fff), 10)),
)

export const heartRate = field('heartRateBpm', unlessRaw(u8, 255, 0))
export const metabolicEquivalent = field('metabolicEquivalent', per(u8, 10))
export const elapsedTime = field('elapsedTimeS', u16)
export const remainingTime = field('remainingTimeS', u16)

/** Two octets in FTMS 1.0, one octet in steps of ten since. Real machines send two. */
export const resistanceLevel = (divisor: number) => elastic('resistanceLevel', per(s16, divisor), per(u8, 1, 10))
