import { flag, inFlags, set } from '../layout/bits.js'
import { u8, u16, u24 } from '../layout/format.js'
import { when } from '../layout/gate.js'
import { sfloat } from '../layout/ieee-11073.js'
import { field } from '../layout/row.js'
import { flagged } from '../layout/structure.js'
import { table } from '../layout/table.js'
import { dateTime } from '../layout/text.js'

const measurementStatus = field('measurementStatus', u16)
const deviceStatus = field('deviceAndSensorStatus', u24)
const pulseAmplitude = field('pulseAmplitudeIndexPct', sfloat)

/** Pulse Oximeter Service 1.0 § 3.1. Percent and 1/min; the statuses as their bits stand. */
export const plxSpotCheckMeasurement = table(
  ['2A5E', 'PLX Spot-Check Measurement'],
  flagged(u8, [
    field('spo2Pct', sfloat),
    field('pulseRateBpm', sfloat),
    when(0, field('timestamp', dateTime)),
    when(1, measurementStatus),
    when(2, deviceStatus),
    when(3, pulseAmplitude),
    inFlags(flag('deviceClockNotSet', 4)),
  ]),
)

/** Pulse Oximeter Service 1.0 § 3.2. */
export const plxContinuousMeasurement = table(
  ['2A5F', 'PLX Continuous Measurement'],
  flagged(u8, [
    field('spo2Pct', sfloat),
    field('pulseRateBpm', sfloat),
    when(0, field('spo2FastPct', sfloat), field('pulseRateFastBpm', sfloat)),
    when(1, field('spo2SlowPct', sfloat), field('pulseRateSlowBpm', sfloat)),
    when(2, measurementStatus),
    when(3, deviceStatus),
    when(4, pulseAmplitude),
  ]),
)

/** Pulse Oximeter Service 1.0 § 3.3. The first two features come with the bits that the device can set. */
export const plxFeatures = table(
  ['2A60', 'PLX Features'],
  flagged(u16, [
    inFlags(
      set('supported', [
        'measurementStatus',
        'deviceAndSensorStatus',
        'spotCheckMeasurementStorage',
        'spotCheckTimestamp',
        'fastMetric',
        'slowMetric',
        'pulseAmplitudeIndex',
        'multipleBonds',
      ]),
    ),
    when(0, field('measurementStatusSupport', u16)),
    when(1, field('deviceAndSensorStatusSupport', u24)),
  ]),
)
