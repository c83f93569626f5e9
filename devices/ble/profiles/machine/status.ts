import { coded } from '../layout/coded.js'
import { u8 } from '../layout/format.js'
import { operation, operations } from '../layout/operation.js'
import { bare } from '../layout/structure.js'
import { table } from '../layout/table.js'
import * as target from './targets.js'

const spinDownStatus = coded(['spinDownStatusCode', 'spinDownStatus'], u8, {
  1: 'requested',
  2: 'success',
  3: 'error',
  4: 'stopPedaling',
})

/** Fitness Machine Service 1.0 § 4.17. */
export const fitnessMachineStatus = table(
  ['2ADA', 'Fitness Machine Status'],
  bare(
    operations('event', {
      1: operation('reset'),
      2: operation('stoppedOrPausedByUser', target.stopControl),
      3: operation('stoppedBySafetyKey'),
      4: operation('startedOrResumedByUser'),
      5: operation('targetSpeedChanged', target.targetSpeed),
      6: operation('targetInclineChanged', target.targetInclination),
      7: operation('targetResistanceLevelChanged', target.targetResistance),
      8: operation('targetPowerChanged', target.targetPower),
      9: operation('targetHeartRateChanged', target.targetHeartRate),
      10: operation('targetedExpendedEnergyChanged', target.targetedEnergy),
      11: operation('targetedStepsChanged', target.targetedSteps),
      12: operation('targetedStridesChanged', target.targetedStrides),
      13: operation('targetedDistanceChanged', target.targetedDistance),
      14: operation('targetedTrainingTimeChanged', target.targetedTrainingTime),
      15: operation('targetedTimeTwoHrZonesChanged', target.targetedTimes(2)),
      16: operation('targetedTimeThreeHrZonesChanged', target.targetedTimes(3)),
      17: operation('targetedTimeFiveHrZonesChanged', target.targetedTimes(5)),
      18: operation('indoorBikeSimulationChanged', target.simulation),
      19: operation('wheelCircumferenceChanged', target.wheelCircumference),
      20: operation('spinDownStatus', spinDownStatus),
      21: operation('targetedCadenceChanged', target.targetedCadence),
      255: operation('controlPermissionLost'),
    }),
  ),
)
