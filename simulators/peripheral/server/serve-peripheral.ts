import { HealthError } from '../../../src/health/error.js'
import { type DbusConnection, openConnection } from '../../dbus/connection.js'
import { serveTree } from '../../dbus/serve-tree.js'
import { every, type Timers } from '../../timers.js'
import type { Peripheral } from '../peripheral.js'
import { chooseAdapter, explained, type ServingAdapter } from './adapter-choice.js'
import { advertisementInterface, advertisementName, changingProperties } from './advertisement.js'
import { createApplication, type GattApplication } from './application.js'

export interface ServeOptions {
  /** Of the message bus: `unix:path=…`. */
  readonly busAddress: string
  readonly timers: Timers
  /** `hci0` or an address; the first that can do it when left out. */
  readonly adapter?: string | undefined
  /** Called when the bus or bluetoothd goes, which ends the peripheral. */
  readonly onLost?: (() => void) | undefined
}

/** A peripheral on an adapter, until it is closed. */
export interface ServedPeripheral {
  readonly adapter: ServingAdapter
  /** The UUIDs of the characteristics that a central listens to now. */
  listenedTo(): readonly string[]
  /** Takes advertisement and services back; resolves when both are gone. */
  close(): Promise<void>
}

const root = '/org/vitald/peripheral'
const advertisementPath = `${root}/advertisement`
const advertisingMs = 1000

/**
 * Registers a peripheral with BlueZ: its services as a GATT application, and an advertisement. Throws
 * `databaseInaccessible` with what is in the way and how to mend it.
 */
export const servePeripheral = async (peripheral: Peripheral, options: ServeOptions): Promise<ServedPeripheral> => {
  const connection = await openConnection(options.busAddress, options.onLost).catch((error: unknown) => {
    const message = 'There is no system message bus: install dbus and start it, or set DBUS_SYSTEM_BUS_ADDRESS'
    throw new HealthError('databaseInaccessible', message, [], error)
  })
  try {
    return await serveOn(connection, peripheral, options)
  } catch (error) {
    await connection.close()
    throw error
  }
}

const serveOn = async (
  connection: DbusConnection,
  peripheral: Peripheral,
  options: ServeOptions,
): Promise<ServedPeripheral> => {
  const adapter = await chooseAdapter(connection, options.adapter)
  const application = createApplication(peripheral, root)
  application.tree.add(advertisementPath, { [advertisementName]: advertisementInterface(peripheral.broadcast()) })
  serveTree(connection, application.tree, { root })
  await watchDaemon(connection, options.onLost)
  await ask(connection, adapter, 'GattManager1.RegisterApplication', [root, {}])
  await ask(connection, adapter, 'LEAdvertisingManager1.RegisterAdvertisement', [advertisementPath, {}])
  const stopLife = peripheral.run(options.timers)
  const stopBroadcast = every(options.timers, advertisingMs, () => refresh(application, peripheral))
  return {
    adapter,
    listenedTo: application.listenedTo,
    async close() {
      stopBroadcast()
      stopLife()
      application.close()
      // Whatever is gone by now has taken its registrations along.
      await ask(connection, adapter, 'LEAdvertisingManager1.UnregisterAdvertisement', [advertisementPath]).catch(
        () => {},
      )
      await ask(connection, adapter, 'GattManager1.UnregisterApplication', [root]).catch(() => {})
      await connection.close()
    },
  }
}

const ask = async (
  connection: DbusConnection,
  { path }: ServingAdapter,
  method: string,
  body: readonly unknown[],
): Promise<void> => {
  const [manager, member] = method.split('.') as [string, string]
  const signature = body.length === 2 ? 'oa{sv}' : 'o'
  await connection
    .call({ destination: 'org.bluez', path, interface: `org.bluez.${manager}`, member, signature, body })
    .catch((error: unknown) => {
      throw explained(error)
    })
}

/** With bluetoothd goes what was registered with it. */
const watchDaemon = async (connection: DbusConnection, onLost: () => void = () => {}): Promise<void> => {
  connection.onSignal(({ member, body: [name, , owner] }) => {
    if (member === 'NameOwnerChanged' && name === 'org.bluez' && owner === '') onLost()
  })
  await connection.match("type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='org.bluez'")
}

/** Tells what a strap says in its advertisements now. */
const refresh = ({ tree }: GattApplication, peripheral: Peripheral): void => {
  const changes = changingProperties(peripheral.broadcast())
  if (Object.keys(changes).length > 0) tree.change(advertisementPath, advertisementName, changes)
}
