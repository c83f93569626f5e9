import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Finding, failure, ok, warning } from './check.js'

const run = promisify(execFile)
const busSocket = '/run/dbus/system_bus_socket'

const listing = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : [])
const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8').trim() : '')

const poweredQuery = (adapter: string): string[] => [
  '--system',
  '--print-reply',
  '--dest=org.bluez',
  `/org/bluez/${adapter}`,
  'org.freedesktop.DBus.Properties.Get',
  'string:org.bluez.Adapter1',
  'string:Powered',
]

function checkRadioKill(root: string): Finding | undefined {
  const blocked = listing(root).filter(
    (name) =>
      read(join(root, name, 'type')) === 'bluetooth' &&
      (read(join(root, name, 'soft')) === '1' || read(join(root, name, 'hard')) === '1'),
  )
  return blocked.length === 0 ? undefined : failure('rfkill', 'Bluetooth is blocked', 'rfkill unblock bluetooth')
}

async function checkPower(adapter: string): Promise<Finding> {
  try {
    const { stdout } = await run('dbus-send', poweredQuery(adapter))
    return stdout.includes('boolean true')
      ? ok('adapter', `${adapter} is on`)
      : warning('adapter', `${adapter} is off`, 'bluetoothctl power on')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (reason.includes('AccessDenied')) {
      return failure(
        'D-Bus',
        'no permission to speak with BlueZ',
        'add this user to the group bluetooth, then sign in again',
      )
    }
    if (reason.includes('ENOENT')) return warning('D-Bus', 'dbus-send is missing', 'apt-get install dbus')
    return warning('BlueZ', 'bluetoothd does not answer', 'apt-get install bluez; systemctl enable --now bluetooth')
  }
}

/** Adapter, rfkill, D-Bus and BlueZ, as far as they are there; without an adapter one warning says so. */
export async function checkBluetooth(): Promise<Finding[]> {
  const adapters = listing('/sys/class/bluetooth').filter((name) => /^hci\d+$/.test(name))
  const [adapter] = adapters
  if (adapter === undefined) {
    return [warning('Bluetooth', 'no adapter', 'plug one in for Bluetooth sensors; MQTT devices need none')]
  }
  const blocked = checkRadioKill('/sys/class/rfkill')
  if (blocked !== undefined) return [blocked]
  if (!existsSync(busSocket)) {
    return [failure('D-Bus', `${busSocket} is missing`, 'apt-get install dbus; systemctl enable --now dbus')]
  }
  return [await checkPower(adapter)]
}
