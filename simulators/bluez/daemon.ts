import { type DbusCall, type DbusConnection, openConnection } from '../dbus/connection.js'
import { ObjectTree } from '../dbus/object-tree.js'
import { serveTree } from '../dbus/serve-tree.js'
import { type AdapterHardware, AdapterObject } from './adapter-object.js'
import { createAgents } from './agents.js'
import type { Air } from './air.js'
import type { BluezDelays, DaemonParts, Storage } from './daemon-parts.js'

/** What a run of the daemon finds in the world. */
export interface DaemonWorld {
  readonly busAddress: string
  readonly air: Air
  readonly delays: BluezDelays
  readonly storage: Storage
  readonly hardware: readonly AdapterHardware[]
  readonly intercept: (call: DbusCall) => Promise<void> | void
}

/** One run of bluetoothd, from its name on the bus to its end. */
export interface Daemon {
  adapter(name: string): AdapterObject | undefined
  adapters(): readonly AdapterObject[]
  plug(hardware: AdapterHardware): void
  unplug(name: string): void
  /** Ends as one that is told to: links and discoveries first. */
  stop(): Promise<void>
  /** Ends as one that is killed: without a word. */
  kill(): Promise<void>
}

export const startDaemon = async (world: DaemonWorld): Promise<Daemon> => {
  const connection = await openConnection(world.busAddress)
  const adapters = new Map<string, AdapterObject>()
  const parts = createParts(connection, world)
  serveTree(connection, parts.tree, { root: '/', intercept: world.intercept })
  const plug = (hardware: AdapterHardware): void => {
    const adapter = new AdapterObject(hardware, parts)
    adapters.set(hardware.name, adapter)
    adapter.export()
  }
  for (const hardware of world.hardware) if (hardware.isPlugged) plug(hardware)
  parts.onDeparture((sender) => {
    for (const adapter of adapters.values()) adapter.leave(sender)
  })
  await watchDepartures(connection)
  await connection.requestName('org.bluez')
  const kill = (): Promise<void> => {
    const closed = connection.close()
    for (const adapter of adapters.values()) adapter.abandon()
    return closed
  }
  return {
    adapter: (name) => adapters.get(name),
    adapters: () => [...adapters.values()],
    plug,
    unplug(name) {
      adapters.get(name)?.remove()
      adapters.delete(name)
    },
    stop() {
      for (const adapter of adapters.values()) for (const device of adapter.devices()) device.end('local')
      return kill()
    },
    kill,
  }
}

const createParts = (connection: DbusConnection, { air, delays, storage }: DaemonWorld): DaemonParts => {
  const tree = new ObjectTree()
  const agents = createAgents(connection)
  tree.add('/org/bluez', agents.interfaces)
  const onDeparture = (listener: (sender: string) => void): void => {
    connection.onSignal(({ member, body: [name, , owner] }) => {
      if (member === 'NameOwnerChanged' && owner === '') listener(String(name))
    })
  }
  onDeparture(agents.leave)
  return { tree, connection, air, delays, storage, onDeparture, confirm: agents.confirm }
}

const watchDepartures = (connection: DbusConnection): Promise<void> =>
  connection.match("type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged'")
