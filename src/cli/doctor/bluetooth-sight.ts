import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import type { Adapter } from '../../../devices/ble/radio/radio.js'
import type { RadioErrorCode } from '../../../devices/ble/radio/radio-error.js'
import type { Ambient } from '../ambient.js'
import { openClient } from '../daemon/client.js'
import { type DeviceFields, deviceList } from '../devices/shapes.js'

/** A switch of the kernel's for radios; a hard one is a key of the machine. */
export interface RadioSwitch {
  readonly name: string
  readonly soft: boolean
  readonly hard: boolean
}

/** What can be seen of Bluetooth on this machine. */
export interface BluetoothSight {
  /** Why the system bus cannot be reached; undefined when it can. */
  readonly busFault?: string | undefined
  /** Why sensors cannot be reached. */
  readonly fault?: { readonly code: RadioErrorCode; readonly detail: string } | undefined
  readonly adapters: readonly Adapter[]
  readonly switches: readonly RadioSwitch[]
  /** The sensors of the running daemon; undefined when it does not run. */
  readonly sensors?: readonly DeviceFields[] | undefined
}

const patienceMs = 3_000
const usualBus = '/var/run/dbus/system_bus_socket'

/** The socket of the first address that has one: `unix:path=/run/dbus/system_bus_socket`. */
export const busSocketOf = (address: string | undefined): string =>
  /(?:^|;)unix:(?:[^;]*,)?path=([^,;]+)/.exec(address ?? '')?.[1] ?? usualBus

const busFaultAt = (path: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ path, timeout: patienceMs })
    const settle = (fault?: string) => {
      socket.destroy()
      resolve(fault)
    }
    socket.once('connect', () => settle())
    socket.once('error', (error) => settle(error.message))
    socket.once('timeout', () => settle(`${path} does not answer`))
  })

const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8').trim() : '')

/** The switches of Bluetooth radios below `/sys/class/rfkill`. */
export function radioSwitches(root: string): readonly RadioSwitch[] {
  const names = existsSync(root) ? readdirSync(root) : []
  return names
    .filter((name) => read(join(root, name, 'type')) === 'bluetooth')
    .map((name) => ({
      name: read(join(root, name, 'name')) || name,
      soft: read(join(root, name, 'soft')) === '1',
      hard: read(join(root, name, 'hard')) === '1',
    }))
}

type RadioSight = Pick<BluetoothSight, 'fault' | 'adapters'>

/** Looks for itself; a daemon that works is asked instead, so that there is never a second one at the radio. */
async function ownSight(ambient: Ambient): Promise<RadioSight> {
  const { pino } = await import('pino')
  const { openBluezRadio } = await import('../../../devices/ble/bluez/open-bluez-radio.js')
  const radio = await openBluezRadio({ log: pino({ level: 'silent' }), clock: ambient.clock })
  try {
    const fault = radio.fault()
    return { fault: fault && { code: fault.code, detail: fault.message }, adapters: radio.adapters() }
  } finally {
    await radio.close()
  }
}

const bluetooth = z.object({
  ok: z.boolean(),
  adapters: z.array(
    z.object({
      ...{ address: z.string(), name: z.string() },
      ...{ powered: z.boolean(), blocked: z.boolean(), discovering: z.boolean() },
    }),
  ),
})

/** What the running daemon sees; it may not let us in, or be of another version. */
async function daemonSight(args: Readonly<Record<string, unknown>>, ambient: Ambient) {
  const client = openClient(args, ambient)
  const { ok, adapters } = bluetooth.parse(await client.get('/v1/bluetooth'))
  const { items } = deviceList.parse(await client.get('/v1/devices'))
  return { ok, adapters, sensors: items.filter(({ transport }) => transport === 'ble') }
}

/** Everything that can be seen, by the running daemon's eyes where there is one. */
export async function seeBluetooth(
  args: Readonly<Record<string, unknown>>,
  ambient: Ambient,
  isRunning: boolean,
): Promise<BluetoothSight> {
  const busFault = await busFaultAt(busSocketOf(ambient.environment.DBUS_SYSTEM_BUS_ADDRESS))
  const switches = radioSwitches('/sys/class/rfkill')
  const daemon = isRunning ? await daemonSight(args, ambient).catch(() => undefined) : undefined
  const radio = daemon?.ok === true ? { adapters: daemon.adapters } : await ownSight(ambient)
  return { busFault, switches, ...radio, sensors: daemon?.sensors }
}
