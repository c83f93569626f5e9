import { fecMessage } from '../profiles/vendor/fec.js'
import type { GattUuid } from '../radio/radio.js'
import { bloodPressure } from './body/blood-pressure.js'
import { glucose } from './body/glucose.js'
import { continuousOximeter, spotCheck } from './body/oximeter.js'
import { scale } from './body/scale.js'
import { thermometer } from './body/thermometer.js'
import { battery, bodySensorLocation, fact, runningFeature, sensorLocation, temperatureType } from './device.js'
import type { CreateInterpreter } from './interpreter.js'
import { cycling } from './sport/cycling.js'
import { fec } from './sport/fec.js'
import { heartRate } from './sport/heart-rate.js'
import { climber, crossTrainer, indoorBike, machineData, machineStatus, rower, treadmill } from './sport/machine.js'
import { running } from './sport/running.js'

/** What makes readings of the payloads of a characteristic; of the others nothing becomes a reading. */
export const interpreters: ReadonlyMap<GattUuid, CreateInterpreter> = new Map([
  ['2A37', heartRate],
  ['2A38', bodySensorLocation],
  ['2A5B', cycling],
  ['2A63', cycling],
  ['2A64', cycling],
  ['2A5D', sensorLocation],
  ['2A53', running],
  ['2A54', runningFeature],
  ['2AD2', machineData(indoorBike)],
  ['2ACD', machineData(treadmill)],
  ['2ACE', machineData(crossTrainer)],
  ['2AD1', machineData(rower)],
  ['2ACF', machineData(climber)],
  ['2AD0', machineData(climber)],
  ['2ADA', machineStatus],
  [fecMessage.uuid, fec],
  ['2A5E', spotCheck],
  ['2A5F', continuousOximeter],
  ['2A1C', thermometer],
  ['2A1D', temperatureType],
  ['2A9D', scale],
  ['2A9C', scale],
  ['2A35', bloodPressure],
  ['2AA7', glucose],
  ['2A19', battery],
  ['2A29', fact('manufacturer')],
  ['2A24', fact('model')],
  ['2A25', fact('serial')],
  ['2A26', fact('firmware')],
  ['2A27', fact('hardware')],
])

/** Whose characteristics tell parts of one measurement, so that one of them reads all. */
export const isJoint = (create: CreateInterpreter): boolean => create === scale

/** Facts that decide what a sensor's values are of, to be read before the first of them. */
export const decisive: ReadonlySet<GattUuid> = new Set(['2A38', '2A5D', '2A54', '2A1D'])
