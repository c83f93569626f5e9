import { per, s16, u8, u16, u24, unlessRaw } from '../layout/format.js'
import { elastic, moreData, when } from '../layout/gate.js'
import { field } from '../layout/row.js'
import { flagged } from '../layout/structure.js'
import { table } from '../layout/table.js'
import { elapsedTime, energy, heartRate, inclination, metabolicEquivalent, remainingTime, speed } from './record.js'

const steps = 2 ** 13

/** Bit 13 was reserved in FTMS 1.0: without the octets of a step count it still is. */
const withoutSteps = (flags: number, surplus: number): number =>
  flags & steps && surplus === -3 ? flags - steps : flags

/** Fitness Machine Service 1.0 § 4.4. Pace is raw: its unit and width changed between revisions. */
export const treadmillData = table(
  ['2ACD', 'Treadmill Data'],
  flagged(
    u16,
    [
      moreData(field('instantaneousSpeedKmh', speed)),
      when(1, field('averageSpeedKmh', speed)),
      when(2, field('totalDistanceM', u24)),
      when(3, inclination),
      when(4, field('positiveElevationGainM', per(u16, 10)), field('negativeElevationGainM', per(u16, 10))),
      when(5, elastic('instantaneousPaceRaw', u16, u8)),
      when(6, elastic('averagePaceRaw', u16, u8)),
      when(7, energy),
      when(8, heartRate),
      when(9, metabolicEquivalent),
      when(10, elapsedTime),
      when(11, remainingTime),
      when(12, field('forceOnBeltN', unlessRaw(s16, 0x7fff)), field('powerOutputW', unlessRaw(s16, 0x7fff))),
      when(13, field('stepCount', u24)),
    ],
    { amend: withoutSteps },
  ),
  { clips: true },
)
