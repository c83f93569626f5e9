import { per, s16, u8, u16 } from '../layout/format.js'
import { field } from '../layout/row.js'
import { bare } from '../layout/structure.js'
import { table } from '../layout/table.js'

/** What a machine can be set to: Fitness Machine Service 1.0 § 4.11 to 4.15. */

export const supportedSpeedRange = table(
  ['2AD4', 'Supported Speed Range'],
  bare(
    field('minimumSpeedKmh', per(u16, 100)),
    field('maximumSpeedKmh', per(u16, 100)),
    field('minimumIncrementKmh', per(u16, 100)),
  ),
)

export const supportedInclinationRange = table(
  ['2AD5', 'Supported Inclination Range'],
  bare(
    field('minimumInclinationPct', per(s16, 10)),
    field('maximumInclinationPct', per(s16, 10)),
    field('minimumIncrementPct', per(u16, 10)),
  ),
)

export const supportedResistanceLevelRange = table(
  ['2AD6', 'Supported Resistance Level Range'],
  bare(
    field('minimumResistanceLevel', per(s16, 10)),
    field('maximumResistanceLevel', per(s16, 10)),
    field('minimumIncrement', per(u16, 10)),
  ),
)

export const supportedHeartRateRange = table(
  ['2AD7', 'Supported Heart Rate Range'],
  bare(field('minimumHeartRateBpm', u8), field('maximumHeartRateBpm', u8), field('minimumIncrementBpm', u8)),
)

export const supportedPowerRange = table(
  ['2AD8', 'Supported Power Range'],
  bare(field('minimumPowerW', s16), field('maximumPowerW', s16), field('minimumIncrementW', u16)),
)
