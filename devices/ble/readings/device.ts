import { enumerations } from '../../../src/health/data/enumerations.js'
import type { SensorFacts } from '../sensor-handlers.js'
import { temperatureLocation } from './body/thermometer.js'
import { numberIn, textIn } from './fields.js'
import type { CreateInterpreter } from './interpreter.js'

const places: readonly number[] = Object.values(enumerations.HKHeartRateSensorLocation)
const runnersPlaces: ReadonlySet<string | undefined> = new Set(['topOfShoe', 'inShoe', 'hip'])

/** Body Sensor Location, 2A38: its codes are HealthKit's raw values (gatt-profiles § 4). */
export const bodySensorLocation: CreateInterpreter = (sensor) => ({
  take: (fields) => {
    const code = numberIn(fields, 'locationCode')
    sensor.heartRateLocation = code !== undefined && places.includes(code) ? code : undefined
  },
})

/** Sensor Location, 2A5D (gatt-profiles § 5). */
export const sensorLocation: CreateInterpreter = (sensor) => ({
  take: (fields) => {
    if (runnersPlaces.has(textIn(fields, 'location'))) sensor.isOnFoot = true
  },
})

/** RSC Feature, 2A54 (gatt-profiles § 7). */
export const runningFeature: CreateInterpreter = (sensor) => ({
  take: ({ supported }) => {
    sensor.isOnFoot = true
    sensor.tellsWalking = Array.isArray(supported) && supported.includes('walkingOrRunningStatus')
  },
})

/** Temperature Type, 2A1D (gatt-profiles § 11). */
export const temperatureType: CreateInterpreter = (sensor) => ({
  take: (fields) => {
    sensor.temperatureLocation = temperatureLocation(textIn(fields, 'temperatureType'))
  },
})

/** Battery Level, 2A19 (gatt-profiles § 9). */
export const battery: CreateInterpreter = ({ recorder }) => ({
  take: (fields) => {
    const level = numberIn(fields, 'batteryLevelPct')
    if (level !== undefined) recorder.battery(level)
  },
})

/** A text of the Device Information Service (gatt-profiles § 9). */
export const fact =
  (name: keyof SensorFacts): CreateInterpreter =>
  ({ recorder }) => ({
    take: (fields) => {
      const text = textIn(fields, 'text')
      if (text !== undefined && text !== '') recorder.facts({ [name]: text })
    },
  })
