import { HealthError } from '../../../src/health/error.js'
import type { DbusConnection } from '../../dbus/connection.js'
import { DbusFailure } from '../../dbus/dbus-failure.js'
import { unwrapped } from '../../dbus/variant.js'

/** An adapter that can be a peripheral. */
export interface ServingAdapter {
  readonly path: string
  readonly name: string
  readonly address: string
}

interface Candidate extends ServingAdapter {
  readonly isPowered: boolean
  readonly isBlocked: boolean
  readonly canServe: boolean
}

const unavailable = (message: string, cause?: unknown): HealthError =>
  new HealthError('databaseInaccessible', message, [], cause)

/**
 * The adapter of this name (`hci0`) or address, else the first that is powered and can advertise. Throws
 * `databaseInaccessible` with what is in the way and how to mend it.
 */
export const chooseAdapter = async (
  connection: DbusConnection,
  wanted: string | undefined,
): Promise<ServingAdapter> => {
  const candidates = await adaptersOf(connection)
  if (candidates.length === 0) {
    throw unavailable('There is no Bluetooth adapter: plug one in, or see what `vitald doctor` says')
  }
  if (wanted === undefined) {
    const [first] = candidates
    return checked(candidates.find((each) => each.canServe && each.isPowered) ?? (first as Candidate))
  }
  const key = wanted.toLowerCase()
  const named = candidates.find(({ name, address }) => name === key || address.toLowerCase() === key)
  if (named !== undefined) return checked(named)
  const known = candidates.map(({ name, address }) => `${name} (${address})`).join(', ')
  throw unavailable(`There is no adapter ${wanted}; there is ${known}`)
}

const checked = (candidate: Candidate): ServingAdapter => {
  const { name } = candidate
  if (candidate.isBlocked) throw unavailable(`Adapter ${name} is blocked: unblock it with \`rfkill unblock bluetooth\``)
  if (!candidate.isPowered) throw unavailable(`Adapter ${name} is off: switch it on with \`bluetoothctl power on\``)
  if (!candidate.canServe) {
    throw unavailable(`Adapter ${name} cannot advertise: it takes Bluetooth 4.0; name another with --adapter`)
  }
  return candidate
}

const adaptersOf = async (connection: DbusConnection): Promise<readonly Candidate[]> => {
  const [objects] = await connection
    .call({
      destination: 'org.bluez',
      path: '/',
      interface: 'org.freedesktop.DBus.ObjectManager',
      member: 'GetManagedObjects',
    })
    .catch((error: unknown) => {
      throw explained(error)
    })
  return Object.entries(objects ?? {}).flatMap(([path, interfaces]) => {
    const { 'org.bluez.Adapter1': adapter, ...others } = unwrapped(interfaces)
    if (adapter === undefined) return []
    const { Address: address, Powered: powered, PowerState: state } = unwrapped(adapter)
    const canServe = 'org.bluez.GattManager1' in others && 'org.bluez.LEAdvertisingManager1' in others
    return [
      {
        path,
        name: path.slice(path.lastIndexOf('/') + 1),
        address: String(address),
        isPowered: powered === true,
        isBlocked: state === 'off-blocked',
        canServe,
      },
    ]
  })
}

/** What the bus says when nobody can be asked, as what is to be done about it. */
export const explained = (error: unknown): HealthError => {
  const type = error instanceof DbusFailure ? error.type : ''
  if (/ServiceUnknown|NameHasNoOwner|Spawn|NoReply/.test(type)) {
    return unavailable('bluetoothd does not run: install BlueZ and start it with `systemctl start bluetooth`', error)
  }
  if (type.endsWith('AccessDenied')) {
    return unavailable(
      'The message bus does not let you speak with bluetoothd: become root, or join the group bluetooth',
      error,
    )
  }
  if (type.endsWith('NotPermitted')) {
    return unavailable(
      'The adapter has no advertisement left: end another program that advertises, or name another adapter',
      error,
    )
  }
  return unavailable(`BlueZ refuses: ${error instanceof Error ? error.message : String(error)}`, error)
}
