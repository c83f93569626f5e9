import { u16, unlessRaw } from '../layout/format.js'
import { moreData, when } from '../layout/gate.js'
import { field } from '../layout/row.js'
import { flagged } from '../layout/structure.js'
import { table } from '../layout/table.js'
import { elapsedTime, energy, heartRate, metabolicEquivalent, remainingTime } from './record.js'

const stepsPerMin = field('stepsPerMin', unlessRaw(u16, 0xffff))
const averageStepRate = field('averageStepRatePerMin', unlessRaw(u16, 0xffff))
const elevationGain = field('positiveElevationGainM', u16)

/** Fitness Machine Service 1.0 § 4.6. */
export const stepClimberData = table(
  ['2ACF', 'Step Climber Data'],
  flagged(u16, [
    moreData(field('floors', u16), field('stepCount', u16)),
    when(1, stepsPerMin),
    when(2, averageStepRate),
    when(3, elevationGain),
    when(4, energy),
    when(5, heartRate),
    when(6, metabolicEquivalent),
    when(7, elapsedTime),
    when(8, remainingTime),
  ]),
  { clips: true },
)

/** Fitness Machine Service 1.0 § 4.7. */
export const stairClimberData = table(
  ['2AD0', 'Stair Climber Data'],
  flagged(u16, [
    moreData(field('floors', u16)),
    when(1, stepsPerMin),
    when(2, averageStepRate),
    when(3, elevationGain),
    when(4, field('strideCount', u16)),
    when(5, energy),
    when(6, heartRate),
    when(7, metabolicEquivalent),
    when(8, elapsedTime),
    when(9, remainingTime),
  ]),
  { clips: true },
)
