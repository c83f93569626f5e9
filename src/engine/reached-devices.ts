import type { Bluetooth } from '../../devices/ble/bluetooth.js'
import type { MqttLink } from '../../devices/mqtt/mqtt-link.js'
import type { Devices } from '../ingest/device.js'
import type { Sensors } from './sensors.js'

/** The ways to devices. */
interface Ways {
  readonly link: Pick<MqttLink, 'disconnect'>
  readonly bluetooth: Pick<Bluetooth, 'add' | 'change' | 'remove'>
  readonly sensors: Pick<Sensors, 'flush'>
}

/**
 * The devices, where what is decided about one has its effect at once: a paired sensor is connected, a forgotten one let
 * go, and a credential that is no longer good ends the connections that were made with it.
 */
export const reachedDevices = (devices: Devices, { link, bluetooth, sensors }: Ways): Devices => ({
  all: () => devices.all(),
  get: (device) => devices.get(device),
  userOf: (device) => devices.userOf(device),
  add: (device, user) => devices.add(device, user),
  pair: async (sensor, facts) => {
    const isNew = devices.get(sensor.device) === undefined
    const paired = await devices.pair(sensor, facts)
    if (isNew) bluetooth.add(sensor)
    else bluetooth.change(sensor.device, sensor.settings)
    return paired
  },
  configure: async (device, settings) => {
    const configured = await devices.configure(device, settings)
    bluetooth.change(device, settings)
    return configured
  },
  assign: (device, user) => devices.assign(device, user),
  forget: async (device) => {
    const isSensor = devices.get(device)?.sensor !== undefined
    // What it has said is its owner's, who cannot be told from a device that is not known.
    if (isSensor) await sensors.flush()
    await devices.forget(device)
    link.disconnect(device)
    if (isSensor) await bluetooth.remove(device)
  },
  introduce: (device, facts) => devices.introduce(device, facts),
  notice: (device, facts) => devices.notice(device, facts),
  authenticate: (username, password) => devices.authenticate(username, password),
  subscribe: (listener) => devices.subscribe(listener),
})
