import type { Adapter } from '../../../devices/ble/radio/radio.js'
import { remedyOf } from '../../../devices/ble/radio/remedy.js'
import type { BluetoothSight, RadioSwitch } from './bluetooth-sight.js'
import { type Finding, failure, ok, warning } from './check.js'
import { checkSensor } from './sensor-checks.js'

type Complaint = typeof warning

/** Who has no sensor can do without Bluetooth. */
const complaintOf = ({ sensors = [] }: BluetoothSight): Complaint => (sensors.length > 0 ? failure : warning)

const noBus =
  '`apt-get install dbus` and `systemctl enable --now dbus`; in a container, mount /run/dbus/system_bus_socket of the machine'

function checkBus({ busFault, fault }: BluetoothSight, complain: Complaint): Finding {
  if (busFault !== undefined) return complain('D-Bus', `the system bus cannot be reached: ${busFault}`, noBus)
  if (fault?.code === 'accessDenied')
    return complain('D-Bus', 'its policy does not let this user speak with BlueZ', remedyOf('accessDenied'))
  return ok('D-Bus', 'the system bus answers')
}

function checkDaemon({ busFault, fault }: BluetoothSight, complain: Complaint): Finding[] {
  if (busFault !== undefined || fault?.code === 'accessDenied') return []
  return fault === undefined
    ? [ok('BlueZ', 'bluetoothd answers')]
    : [complain('BlueZ', `bluetoothd does not answer: ${fault.detail}`, remedyOf(fault.code))]
}

function checkSwitches(switches: readonly RadioSwitch[], complain: Complaint): Finding[] {
  return switches.flatMap(({ name, soft, hard }) => {
    if (hard)
      return [
        complain('rfkill', `${name} is switched off by a key of the machine`, 'use the key, or the firmware setup'),
      ]
    return soft ? [complain('rfkill', `${name} is blocked`, '`rfkill unblock bluetooth`')] : []
  })
}

function checkAdapter({ name, address, powered, blocked }: Adapter, complain: Complaint): Finding {
  const which = `${name} (${address})`
  if (blocked) return complain('adapter', `${which} is blocked by rfkill`, remedyOf('adapterBlocked'))
  return powered ? ok('adapter', `${which} is on`) : complain('adapter', `${which} is off`, remedyOf('adapterOff'))
}

function checkAdapters({ busFault, fault, adapters }: BluetoothSight, complain: Complaint): Finding[] {
  if (busFault !== undefined || fault !== undefined) return []
  if (adapters.length > 0) return adapters.map((adapter) => checkAdapter(adapter, complain))
  const advice = 'plug one in for Bluetooth sensors; MQTT devices need none'
  return [complain('adapter', 'there is no Bluetooth adapter', advice)]
}

/** A scan that is not ours takes time of the radio from the links. */
function checkDiscovery({ adapters, sensors }: BluetoothSight): Finding[] {
  const isOurs = sensors?.some(({ state }) => state !== 'streaming') ?? false
  const busy = isOurs ? undefined : adapters.find(({ discovering }) => discovering)
  if (busy === undefined) return []
  const advice = 'close Bluetooth settings and other programs that look for devices while you ride'
  return [warning('discovery', `another program is looking around with ${busy.name}`, advice)]
}

/** What stands between this machine and its sensors, from the bus up. */
export function checkBluetooth(sight: BluetoothSight): readonly Finding[] {
  const complain = complaintOf(sight)
  return [
    checkBus(sight, complain),
    ...checkDaemon(sight, complain),
    ...checkSwitches(sight.switches, complain),
    ...checkAdapters(sight, complain),
    ...checkDiscovery(sight),
    ...(sight.sensors ?? []).map(checkSensor),
  ]
}
