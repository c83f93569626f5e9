import { parseGattUuid } from '../radio/gatt-uuid.js'
import { batteryLevel } from './device/battery.js'
import * as information from './device/device-information.js'
import { cyclingPowerFeature, cyclingPowerMeasurement, cyclingPowerVector } from './fitness/cycling-power.js'
import { cyclingPowerControlPoint } from './fitness/cycling-power-control-point.js'
import { cscFeature, cscMeasurement, scControlPoint, sensorLocation } from './fitness/cycling-speed-and-cadence.js'
import { bodySensorLocation, heartRateControlPoint, heartRateMeasurement } from './fitness/heart-rate.js'
import { rscFeature, rscMeasurement } from './fitness/running-speed-and-cadence.js'
import { bloodPressureFeature, bloodPressureMeasurement, intermediateCuffPressure } from './health/blood-pressure.js'
import { bodyCompositionFeature, bodyCompositionMeasurement } from './health/body-composition.js'
import { cgmFeature, cgmMeasurement, cgmStatus } from './health/glucose.js'
import { plxContinuousMeasurement, plxFeatures, plxSpotCheckMeasurement } from './health/pulse-oximeter.js'
import * as thermometer from './health/thermometer.js'
import { weightMeasurement, weightScaleFeature } from './health/weight-scale.js'
import type { Table } from './layout/table.js'
import { stairClimberData, stepClimberData } from './machine/climbers.js'
import { fitnessMachineControlPoint } from './machine/control-point.js'
import { crossTrainerData } from './machine/cross-trainer.js'
import { fitnessMachineFeature } from './machine/features.js'
import { indoorBikeData } from './machine/indoor-bike.js'
import * as range from './machine/ranges.js'
import { rowerData } from './machine/rower.js'
import { fitnessMachineStatus } from './machine/status.js'
import { trainingStatus } from './machine/training-status.js'
import { treadmillData } from './machine/treadmill.js'
import { fecMessage } from './vendor/fec.js'
import { polarMeasurementData } from './vendor/polar.js'

/** Every characteristic that can be decoded and encoded. */
export const characteristics: readonly Table[] = [
  heartRateMeasurement,
  bodySensorLocation,
  heartRateControlPoint,
  cscMeasurement,
  cscFeature,
  sensorLocation,
  scControlPoint,
  cyclingPowerMeasurement,
  cyclingPowerVector,
  cyclingPowerFeature,
  cyclingPowerControlPoint,
  rscMeasurement,
  rscFeature,
  fitnessMachineFeature,
  treadmillData,
  crossTrainerData,
  stepClimberData,
  stairClimberData,
  rowerData,
  indoorBikeData,
  trainingStatus,
  range.supportedSpeedRange,
  range.supportedInclinationRange,
  range.supportedResistanceLevelRange,
  range.supportedHeartRateRange,
  range.supportedPowerRange,
  fitnessMachineControlPoint,
  fitnessMachineStatus,
  batteryLevel,
  information.systemId,
  information.modelNumber,
  information.serialNumber,
  information.firmwareRevision,
  information.hardwareRevision,
  information.softwareRevision,
  information.manufacturerName,
  information.pnpId,
  plxSpotCheckMeasurement,
  plxContinuousMeasurement,
  plxFeatures,
  thermometer.temperatureMeasurement,
  thermometer.intermediateTemperature,
  thermometer.temperatureType,
  thermometer.measurementInterval,
  weightMeasurement,
  weightScaleFeature,
  bodyCompositionMeasurement,
  bodyCompositionFeature,
  bloodPressureMeasurement,
  intermediateCuffPressure,
  bloodPressureFeature,
  cgmMeasurement,
  cgmFeature,
  cgmStatus,
  polarMeasurementData,
  fecMessage,
]

const byKey = new Map(
  characteristics.flatMap((table) => [table.id, table.uuid, table.name.toLowerCase()].map((key) => [key, table])),
)

/** A characteristic by its UUID in any form, by its id (`PMD_DATA`, `FEC`) or by its name, in any case. */
export const findCharacteristic = (key: string): Table | undefined =>
  byKey.get(parseGattUuid(key) ?? key.toUpperCase()) ?? byKey.get(key.toLowerCase())

/** The name of a characteristic: `Heart Rate Measurement`. */
export const characteristicName = (key: string): string | undefined => findCharacteristic(key)?.name
