import { flag, inFlags, packed, set } from '../layout/bits.js'
import { per, u8, u16, u32 } from '../layout/format.js'
import { when } from '../layout/gate.js'
import { field } from '../layout/row.js'
import { bare, flagged } from '../layout/structure.js'
import { table } from '../layout/table.js'

/** Running Speed and Cadence Service 1.0 § 3.1. Cadence of one foot or of both: devices differ. */
export const rscMeasurement = table(
  ['2A53', 'RSC Measurement'],
  flagged(u8, [
    field('speedMps', per(u16, 256)),
    field('cadencePerMin', u8),
    when(0, field('strideLengthM', per(u16, 100))),
    when(1, field('totalDistanceM', per(u32, 10))),
    inFlags(flag('running', 2)),
  ]),
)

/** Running Speed and Cadence Service 1.0 § 3.2. */
export const rscFeature = table(
  ['2A54', 'RSC Feature'],
  bare(
    packed(
      u16,
      set('supported', [
        'instantaneousStrideLength',
        'totalDistance',
        'walkingOrRunningStatus',
        'calibrationProcedure',
        'multipleSensorLocations',
      ]),
    ),
  ),
)
