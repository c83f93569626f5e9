import { number, packed, set } from '../layout/bits.js'
import { per, u8, u16, u32 } from '../layout/format.js'
import { when } from '../layout/gate.js'
import { field } from '../layout/row.js'
import { bare, flagged } from '../layout/structure.js'
import { table } from '../layout/table.js'
import { height, mass, timestamp, units, userId } from './scale-units.js'

/** Weight Scale Service 1.0 § 3.2. No weight when the measurement failed. */
export const weightMeasurement = table(
  ['2A9D', 'Weight Measurement'],
  flagged(u8, [
    units,
    mass('weightKg'),
    when(1, timestamp),
    when(2, userId),
    when(3, field('bmi', per(u16, 10)), height),
  ]),
)

/** Weight Scale Service 1.0 § 3.1. The resolutions are numbers of its table 3.2 and 3.3. */
export const weightScaleFeature = table(
  ['2A9E', 'Weight Scale Feature'],
  bare(
    packed(
      u32,
      set('supported', ['timeStamp', 'multipleUsers', 'bmi']),
      number('weightResolutionCode', 3, 4),
      number('heightResolutionCode', 7, 3),
    ),
  ),
)
