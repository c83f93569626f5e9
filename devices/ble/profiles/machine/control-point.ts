import { coded, type Labels } from '../layout/coded.js'
import { per, u8, u16 } from '../layout/format.js'
import { operation, operations, response } from '../layout/operation.js'
import { field, sequence } from '../layout/row.js'
import { bare } from '../layout/structure.js'
import { table } from '../layout/table.js'
import * as target from './targets.js'

const startOrIgnore: Labels = { 1: 'start', 2: 'ignore' }

const results = {
  1: 'success',
  2: 'opCodeNotSupported',
  3: 'invalidParameter',
  4: 'operationFailed',
  5: 'controlNotPermitted',
} as const

const spinDownSpeeds = sequence(field('targetSpeedLowKmh', per(u16, 100)), field('targetSpeedHighKmh', per(u16, 100)))

/** Fitness Machine Service 1.0 § 4.16. Nothing is obeyed before `requestControl` has succeeded. */
export const fitnessMachineControlPoint = table(
  ['2AD9', 'Fitness Machine Control Point'],
  bare(
    operations('action', {
      0: operation('requestControl'),
      1: operation('reset'),
      2: operation('setTargetSpeed', target.targetSpeed),
      3: operation('setTargetInclination', target.targetInclination),
      4: operation('setTargetResistanceLevel', target.targetResistance),
      5: operation('setTargetPower', target.targetPower),
      6: operation('setTargetHeartRate', target.targetHeartRate),
      7: operation('startOrResume'),
      8: operation('stopOrPause', target.stopControl),
      9: operation('setTargetedExpendedEnergy', target.targetedEnergy),
      10: operation('setTargetedSteps', target.targetedSteps),
      11: operation('setTargetedStrides', target.targetedStrides),
      12: operation('setTargetedDistance', target.targetedDistance),
      13: operation('setTargetedTrainingTime', target.targetedTrainingTime),
      14: operation('setTargetedTimeTwoHrZones', target.targetedTimes(2)),
      15: operation('setTargetedTimeThreeHrZones', target.targetedTimes(3)),
      16: operation('setTargetedTimeFiveHrZones', target.targetedTimes(5)),
      17: operation('setIndoorBikeSimulation', target.simulation),
      18: operation('setWheelCircumference', target.wheelCircumference),
      19: operation('spinDownControl', coded(['controlCode', 'control'], u8, startOrIgnore)),
      20: operation('setTargetedCadence', target.targetedCadence),
      128: operation('response', response(results, { 19: spinDownSpeeds }, {})),
    }),
  ),
)
