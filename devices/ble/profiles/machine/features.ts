import { packed, set } from '../layout/bits.js'
import { u32 } from '../layout/format.js'
import { bare } from '../layout/structure.js'
import { table } from '../layout/table.js'

/** Fitness Machine Service 1.0 § 4.3. Cheap machines are often wrong about themselves: the flags of their data count. */
export const fitnessMachineFeature = table(
  ['2ACC', 'Fitness Machine Feature'],
  bare(
    packed(
      u32,
      set('machineFeatures', [
        'averageSpeed',
        'cadence',
        'totalDistance',
        'inclination',
        'elevationGain',
        'pace',
        'stepCount',
        'resistanceLevel',
        'strideCount',
        'expendedEnergy',
        'heartRate',
        'metabolicEquivalent',
        'elapsedTime',
        'remainingTime',
        'powerMeasurement',
        'forceOnBeltAndPowerOutput',
        'userDataRetention',
      ]),
    ),
    packed(
      u32,
      set('targetSettings', [
        'speedTarget',
        'inclinationTarget',
        'resistanceTarget',
        'powerTarget',
        'heartRateTarget',
        'targetedExpendedEnergy',
        'targetedSteps',
        'targetedStrides',
        'targetedDistance',
        'targetedTrainingTime',
        'targetedTimeTwoHrZones',
        'targetedTimeThreeHrZones',
        'targetedTimeFiveHrZones',
        'indoorBikeSimulation',
        'wheelCircumference',
        'spinDownControl',
        'targetedCadence',
      ]),
    ),
  ),
)
