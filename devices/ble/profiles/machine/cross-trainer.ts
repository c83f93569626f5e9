import { inFlags, option } from '../layout/bits.js'
import { per, s16, u16, u24, unlessRaw } from '../layout/format.js'
import { moreData, when } from '../layout/gate.js'
import { field } from '../layout/row.js'
import { flagged } from '../layout/structure.js'
import { table } from '../layout/table.js'
import {
  elapsedTime,
  energy,
  heartRate,
  inclination,
  metabolicEquivalent,
  remainingTime,
  resistanceLevel,
  speed,
} from './record.js'

/** Fitness Machine Service 1.0 § 4.5: the one record whose flags have 24 bits. */
export const crossTrainerData = table(
  ['2ACE', 'Cross Trainer Data'],
  flagged(u24, [
    moreData(field('instantaneousSpeedKmh', speed)),
    when(1, field('averageSpeedKmh', speed)),
    when(2, field('totalDistanceM', u24)),
    when(3, field('stepsPerMin', unlessRaw(u16, 0xffff)), field('averageStepRatePerMin', unlessRaw(u16, 0xffff))),
    when(4, field('strideCount', per(u16, 10))),
    when(5, field('positiveElevationGainM', u16), field('negativeElevationGainM', u16)),
    when(6, inclination),
    when(7, resistanceLevel(10)),
    when(8, field('instantaneousPowerW', s16)),
    when(9, field('averagePowerW', s16)),
    when(10, energy),
    when(11, heartRate),
    when(12, metabolicEquivalent),
    when(13, elapsedTime),
    when(14, remainingTime),
    inFlags(option('movementDirection', 15, ['forward', 'backward'])),
  ]),
  { clips: true },
)
