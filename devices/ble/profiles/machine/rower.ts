import { per, s16, u8, u16, u24 } from '../layout/format.js'
import { moreData, when } from '../layout/gate.js'
import { field } from '../layout/row.js'
import { flagged } from '../layout/structure.js'
import { table } from '../layout/table.js'
import { elapsedTime, energy, heartRate, metabolicEquivalent, remainingTime, resistanceLevel } from './record.js'

/** Fitness Machine Service 1.0 § 4.8. A pace of 0 or 65,535 s is no movement. */
export const rowerData = table(
  ['2AD1', 'Rower Data'],
  flagged(u16, [
    moreData(field('strokeRatePerMin', per(u8, 2)), field('strokeCount', u16)),
    when(1, field('averageStrokeRatePerMin', per(u8, 2))),
    when(2, field('totalDistanceM', u24)),
    when(3, field('instantaneousPaceSPer500m', u16)),
    when(4, field('averagePaceSPer500m', u16)),
    when(5, field('instantaneousPowerW', s16)),
    when(6, field('averagePowerW', s16)),
    when(7, resistanceLevel(1)),
    when(8, energy),
    when(9, heartRate),
    when(10, metabolicEquivalent),
    when(11, elapsedTime),
    when(12, remainingTime),
  ]),
  { clips: true },
)
