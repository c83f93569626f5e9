import type { Bluetooth } from '../../devices/ble/bluetooth.js'
import type { SensorHandlers } from '../../devices/ble/sensor-handlers.js'
import type { Config } from '../config.js'
import type { RandomBytes } from '../health/clock.js'
import type { Devices } from '../ingest/device.js'
import type { Ingest } from '../ingest/ingest.js'
import type { Sessions } from '../session/sessions.js'
import { absentBluetooth } from './absent-bluetooth.js'
import { loadBluetooth } from './parts.js'
import { keepSensorHandlers } from './sensor-handlers.js'
import type { Told } from './world.js'

interface SensorParts extends Told {
  readonly devices: Devices
  readonly ingest: Ingest
  readonly sessions: Pick<Sessions, 'active'>
  readonly random: RandomBytes
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
  /** Stores what waits, as far as that is possible now. */
  flush(): Promise<void>
  close(): Promise<void>
}

type Link = Pick<Sensors, 'bluetooth' | 'close'>

const offReason = 'Bluetooth is off by configuration: set `ble.enabled` to true'

const noLink = (): Link => ({ bluetooth: absentBluetooth(offReason), close: () => Promise.resolve() })

/** A number from 0 to 1, below it. */
const fraction = (random: RandomBytes): number => new DataView(random(new Uint8Array(4)).buffer).getUint32(0) / 2 ** 32

async function openLink({ ble }: Config, parts: SensorParts, handlers: SensorHandlers): Promise<Link> {
  const { clock, log, random, devices, sessions } = parts
  const { openBluezRadio, openBluetooth, createSensorReader, createBroadcastRates } = await loadBluetooth()
  const radio = await openBluezRadio({ log, clock })
  const workoutRuns = (device: string): boolean => {
    const user = devices.userOf(device)
    return user !== undefined && sessions.active(user) !== undefined
  }
  const bluetooth = openBluetooth({
    ...{ radio, handlers, clock, log, workoutRuns, timers: globalThis },
    createReader: createSensorReader,
    broadcastHeartRate: createBroadcastRates(),
    policy: { adapter: ble.adapter, autoPowerOn: ble.autoPowerOn },
    random: () => fraction(random),
  })
  const close = (): Promise<void> => bluetooth.close().finally(() => radio.close())
  return { bluetooth, close }
}

/** Connects the sensors that are ours, as soon as they are near. */
export async function openSensors(config: Config, parts: SensorParts): Promise<Sensors> {
  const { handlers, retry, waiting, flush } = keepSensorHandlers({ ...parts, timers: globalThis })
  const isOn = config.ble.enabled
  const { bluetooth, close } = isOn ? await openLink(config, parts, handlers) : noLink()
  for (const { id, serial, sensor } of parts.devices.all())
    if (sensor !== undefined) bluetooth.add({ device: id, serial, ...sensor })
  return { bluetooth, isOn, check: retry, waiting, flush, close: () => close().finally(flush) }
}
