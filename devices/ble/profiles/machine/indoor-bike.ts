import { per, s16, u16, u24 } from '../layout/format.js'
import { moreData, when } from '../layout/gate.js'
import { field } from '../layout/row.js'
import { flagged } from '../layout/structure.js'
import { table } from '../layout/table.js'
import { elapsedTime, energy, heartRate, metabolicEquivalent, remainingTime, resistanceLevel, speed } from './record.js'

/** Bikes by Life Fitness send the cadence with the average cadence, and do not say so. */
const withCadence = (flags: number, surplus: number): number =>
  (flags & 0b1100) === 0b1000 && surplus === 2 ? flags | 0b0100 : flags

/** Fitness Machine Service 1.0 § 4.9. */
export const indoorBikeData = table(
  ['2AD2', 'Indoor Bike Data'],
  flagged(
    u16,
    [
      moreData(field('instantaneousSpeedKmh', speed)),
      when(1, field('averageSpeedKmh', speed)),
      when(2, field('instantaneousCadenceRpm', per(u16, 2))),
      when(3, field('averageCadenceRpm', per(u16, 2))),
      when(4, field('totalDistanceM', u24)),
      when(5, resistanceLevel(1)),
      when(6, field('instantaneousPowerW', s16)),
      when(7, field('averagePowerW', s16)),
      when(8, energy),
      when(9, heartRate),
      when(10, metabolicEquivalent),
      when(11, elapsedTime),
      when(12, remainingTime),
    ],
    { amend: withCadence },
  ),
  { clips: true },
)
