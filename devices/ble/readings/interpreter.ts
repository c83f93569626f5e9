import type { Fields } from '../profiles/layout/field-value.js'
import type { GattUuid } from '../radio/radio.js'
import type { SensorSettings } from '../sensor-settings.js'
import type { Preference } from './preference.js'
import type { Recorder } from './recorder.js'

/** What the characteristics of one sensor have in common. */
export interface Sensor {
  settings: SensorSettings
  readonly recorder: Recorder
  readonly preference: Preference
  /** Where it measures the heart rate, by HKHeartRateSensorLocation's raw value. */
  heartRateLocation?: number | undefined
  /** Where it measures the temperature, by HKBodyTemperatureSensorLocation's raw value. */
  temperatureLocation?: number | undefined
  /** Whether it is worn by a runner, so that its power is a runner's. */
  isOnFoot: boolean
  /** Whether it can tell walking from running; undefined while it has not said. */
  tellsWalking?: boolean | undefined
}

/** Makes readings of the payloads of one characteristic. Times are epoch ms of arrival. */
export interface Interpreter {
  take(fields: Fields, at: number): void
  /** Time has passed without a value. */
  lapse?(at: number): void
  /** The link was lost or made. */
  interrupt?(at: number): void
}

export type CreateInterpreter = (sensor: Sensor, characteristic: GattUuid) => Interpreter
