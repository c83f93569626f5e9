import { enumerations } from '../../../../src/health/data/enumerations.js'
import { numberIn, textIn } from '../fields.js'
import { measurements, type Note } from './measurements.js'

const places = enumerations.HKBodyTemperatureSensorLocation

/** HealthKit's cases for the temperature types of § 11. */
const locations: Readonly<Record<string, number>> = {
  armpit: places.armpit,
  body: places.body,
  ear: places.ear,
  finger: places.finger,
  gastroIntestinalTract: places.gastroIntestinal,
  mouth: places.mouth,
  rectum: places.rectum,
  toe: places.toe,
  tympanum: places.earDrum,
}

/** Where a temperature of this type is taken, by HKBodyTemperatureSensorLocation's raw value. */
export const temperatureLocation = (type: string | undefined): number | undefined =>
  type !== undefined && Object.hasOwn(locations, type) ? locations[type] : undefined

const note: Note = (sensor, { fields, at, metadata }) => {
  const value = numberIn(fields, 'temperatureC')
  if (value === undefined) return
  const location = temperatureLocation(textIn(fields, 'temperatureType')) ?? sensor.temperatureLocation
  const where = location === undefined ? {} : { bodyTemperatureSensorLocation: location }
  sensor.recorder.measured({ type: 'bodyTemperature', value, metadata: { ...metadata, ...where } }, at)
}

/** Temperature Measurement, 2A1C (gatt-profiles § 11). */
export const thermometer = measurements(note)
