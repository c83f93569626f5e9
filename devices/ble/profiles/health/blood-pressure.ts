import { flag, inFlags, number, option, packed, set } from '../layout/bits.js'
import { derived } from '../layout/derived.js'
import { u8, u16 } from '../layout/format.js'
import { when } from '../layout/gate.js'
import { sfloat } from '../layout/ieee-11073.js'
import { nested } from '../layout/list.js'
import { field } from '../layout/row.js'
import { bare, flagged } from '../layout/structure.js'
import { table } from '../layout/table.js'
import { timestamp, userId } from './scale-units.js'

const mmHgPerKpa = 7.500_616_83
const inMmHg = (pressure: number, flags: number): number => (flags & 1 ? pressure * mmHgPerKpa : pressure)

const measurement = flagged(u8, [
  inFlags(option('unit', 0, ['mmHg', 'kPa'])),
  field('systolic', sfloat),
  field('diastolic', sfloat),
  field('meanArterialPressure', sfloat),
  derived('systolicMmHg', 'systolic', inMmHg),
  derived('diastolicMmHg', 'diastolic', inMmHg),
  when(1, timestamp),
  when(2, field('pulseRateBpm', sfloat)),
  when(3, userId),
  when(
    4,
    nested(
      'status',
      bare(
        packed(
          u16,
          flag('bodyMovement', 0),
          flag('cuffTooLoose', 1),
          flag('irregularPulse', 2),
          // 0 in range, 1 above, 2 below.
          number('pulseRateRange', 3, 2),
          flag('improperPosition', 5),
        ),
      ),
    ),
  ),
])

/** Blood Pressure Service 1.0 § 3.1. */
export const bloodPressureMeasurement = table(['2A35', 'Blood Pressure Measurement'], measurement)
/** Blood Pressure Service 1.0 § 3.2: while the cuff fills; the first pressure alone counts. */
export const intermediateCuffPressure = table(['2A36', 'Intermediate Cuff Pressure'], measurement)

/** Blood Pressure Service 1.0 § 3.3. */
export const bloodPressureFeature = table(
  ['2A49', 'Blood Pressure Feature'],
  bare(
    packed(
      u16,
      set('supported', [
        'bodyMovementDetection',
        'cuffFitDetection',
        'irregularPulseDetection',
        'pulseRateRangeDetection',
        'measurementPositionDetection',
        'multipleBonds',
      ]),
    ),
  ),
)
