import type { Bluetooth } from '../../devices/ble/bluetooth.js'
import type { Config } from '../config.js'
import type { Devices } from '../ingest/device.js'
import type { Ingest } from '../ingest/ingest.js'
import type { Sessions } from '../session/sessions.js'
import { absentBluetooth } from './absent-bluetooth.js'
import { keepSensorHandlers } from './sensor-handlers.js'
import type { Told } from './world.js'

interface SensorSide extends Told {
  readonly devices: Devices
  readonly ingest: Ingest
  readonly sessions: Sessions
}

/** The Bluetooth sensors, and what has to be done about their readings now and then. */
export interface Sensors {
  readonly bluetooth: Bluetooth
  /** Whether there is to be any, by the configuration. */
  readonly isOn: boolean
  /** To be called about once a second. */
  check(): void
  /** Readings that wait to be stored. */
  waiting(): number
}

const offReason = 'Bluetooth is off by configuration; set `ble.enabled` to true'

/** Connects the sensors that are ours. */
export async function openSensors({ ble }: Config, parts: SensorSide): Promise<Sensors> {
  const { retry, waiting } = keepSensorHandlers(parts)
  const bluetooth = ble.enabled ? absentBluetooth('no radio') : absentBluetooth(offReason)
  for (const { id, serial, sensor } of parts.devices.all())
    if (sensor !== undefined) bluetooth.add({ device: id, serial, ...sensor })
  return { bluetooth, isOn: ble.enabled, check: retry, waiting }
}
