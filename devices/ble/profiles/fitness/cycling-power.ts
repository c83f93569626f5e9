import { flag, inFlags, number, option, packed, set } from '../layout/bits.js'
import { per, s16, u8, u8UpTo, u16, u24, u32 } from '../layout/format.js'
import { when } from '../layout/gate.js'
import { list } from '../layout/list.js'
import { field } from '../layout/row.js'
import { bare, flagged } from '../layout/structure.js'
import { table } from '../layout/table.js'

/**
 * Cycling Power Service 1.1 § 3.2. The wheel's event time is in 1/2048 s, the crank's in 1/1024 s. Of the angles' 24 bits
 * the low twelve are the maximum. Balance is the left pedal's share when its reference says so.
 */
export const cyclingPowerMeasurement = table(
  ['2A63', 'Cycling Power Measurement'],
  flagged(u16, [
    field('instantaneousPowerW', s16),
    when(
      0,
      field('pedalPowerBalancePct', per(u8UpTo(200), 2)),
      inFlags(option('pedalPowerBalanceReference', 1, ['unknown', 'left'])),
    ),
    when(
      2,
      field('accumulatedTorqueNm', per(u16, 32)),
      inFlags(option('accumulatedTorqueSource', 3, ['wheel', 'crank'])),
    ),
    when(4, field('wheelRevolutions', u32), field('wheelEventTime2048', u16)),
    when(5, field('crankRevolutions', u16), field('crankEventTime1024', u16)),
    when(6, field('maximumForceN', s16), field('minimumForceN', s16)),
    when(7, field('maximumTorqueNm', per(s16, 32)), field('minimumTorqueNm', per(s16, 32))),
    when(8, packed(u24, number('maximumAngleDeg', 0, 12), number('minimumAngleDeg', 12, 12))),
    when(9, field('topDeadSpotAngleDeg', u16)),
    when(10, field('bottomDeadSpotAngleDeg', u16)),
    when(11, field('accumulatedEnergyKj', u16)),
    inFlags(flag('offsetCompensationRequired', 12)),
  ]),
)

/** Cycling Power Service 1.1 § 3.6. Forces and torques are of one revolution, from the first angle on. */
export const cyclingPowerVector = table(
  ['2A64', 'Cycling Power Vector'],
  flagged(u8, [
    when(0, field('crankRevolutions', u16), field('crankEventTime1024', u16)),
    when(1, field('firstCrankMeasurementAngleDeg', u16)),
    inFlags(option('direction', 4, ['unknown', 'tangential', 'radial', 'lateral'])),
    when(2, list('forcesN', s16)),
    when(3, list('torquesNm', per(s16, 32))),
  ]),
)

/** Cycling Power Service 1.1 § 3.1. */
export const cyclingPowerFeature = table(
  ['2A65', 'Cycling Power Feature'],
  bare(
    packed(
      u32,
      set('supported', [
        'pedalPowerBalance',
        'accumulatedTorque',
        'wheelRevolutionData',
        'crankRevolutionData',
        'extremeMagnitudes',
        'extremeAngles',
        'topAndBottomDeadSpotAngles',
        'accumulatedEnergy',
        'offsetCompensationIndicator',
        'offsetCompensation',
        'contentMasking',
        'multipleSensorLocations',
        'crankLengthAdjustment',
        'chainLengthAdjustment',
        'chainWeightAdjustment',
        'spanLengthAdjustment',
        undefined,
        'instantaneousMeasurementDirection',
        'factoryCalibrationDate',
        'enhancedOffsetCompensation',
      ]),
      option('sensorMeasurementContext', 16, ['force', 'torque']),
      option('distributedSystem', 20, ['unspecified', 'notDistributed', 'distributed', 'reserved']),
    ),
  ),
)
