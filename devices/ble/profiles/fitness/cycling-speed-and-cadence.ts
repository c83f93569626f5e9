import { flag, packed } from '../layout/bits.js'
import { u8, u16, u32 } from '../layout/format.js'
import { when } from '../layout/gate.js'
import { list } from '../layout/list.js'
import { operation, operations, response } from '../layout/operation.js'
import { field } from '../layout/row.js'
import { bare, flagged } from '../layout/structure.js'
import { table } from '../layout/table.js'
import { controlPointResults, locationRow } from './sensor-location.js'

/** Cycling Speed and Cadence Service 1.0 § 3.1. Event times in 1/1024 s; they belong to the last revolution. */
export const cscMeasurement = table(
  ['2A5B', 'CSC Measurement'],
  flagged(u8, [
    when(0, field('wheelRevolutions', u32), field('wheelEventTime1024', u16)),
    when(1, field('crankRevolutions', u16), field('crankEventTime1024', u16)),
  ]),
)

/** Cycling Speed and Cadence Service 1.0 § 3.2. */
export const cscFeature = table(
  ['2A5C', 'CSC Feature'],
  bare(
    packed(
      u16,
      flag('wheelRevolutionDataSupported', 0),
      flag('crankRevolutionDataSupported', 1),
      flag('multipleSensorLocationsSupported', 2),
    ),
  ),
)

/** Of speed and cadence sensors, also when they run, and of power meters. */
export const sensorLocation = table(['2A5D', 'Sensor Location'], bare(locationRow))

/** Cycling Speed and Cadence Service 1.0 § 3.4; the cumulative value is the wheel's revolutions, running the distance. */
export const scControlPoint = table(
  ['2A55', 'SC Control Point'],
  bare(
    operations('action', {
      1: operation('setCumulativeValue', field('cumulativeValue', u32)),
      2: operation('startSensorCalibration'),
      3: operation('updateSensorLocation', locationRow),
      4: operation('requestSupportedSensorLocations'),
      16: operation('response', response(controlPointResults, { 4: list('supportedLocationCodes', u8) }, {})),
    }),
  ),
)
