import type { DbusInterfaces, DbusMethod } from '../dbus/object-tree.js'
import { textsVariant, unwrapped, variant } from '../dbus/variant.js'
import type { Broadcast, GattService } from '../peripheral/peripheral.js'
import type { AirDevice } from './air-device.js'
import { type DaemonParts, names } from './daemon-parts.js'
import { failures } from './failures.js'
import { broadcastOf, type RegisteredServices, readAdvertisement, readApplication } from './registered-peripheral.js'

/** An adapter as a peripheral: what programs registered with it, in the air for every other adapter. */
export interface PeripheralRole {
  readonly interfaces: DbusInterfaces
  /** With the adapter's power. */
  enable(isOn: boolean): void
  /** A program left the bus, with all that it had registered. */
  leave(sender: string): void
  close(): void
}

interface Advertisement {
  readonly sender: string
  broadcast: Broadcast
}

const instancesMax = 5
const key = (sender: string, path: unknown): string => `${sender} ${path}`

export const createPeripheralRole = (address: string, parts: DaemonParts): PeripheralRole => {
  const applications = new Map<string, RegisteredServices>()
  const advertisements = new Map<string, Advertisement>()
  const presence = createPresence(address, { parts, applications, advertisements })

  const unregister = (name: string): void => {
    void applications.get(name)?.end()
    const had = [applications.delete(name), advertisements.delete(name)]
    if (!had.includes(true)) throw failures.doesNotExist()
    presence.update()
  }
  const registerApplication = async (path: unknown, sender: string): Promise<[]> => {
    if (applications.has(key(sender, path))) throw failures.alreadyExists()
    const found = await readApplication({ connection: parts.connection, sender, path: String(path) })
    applications.set(key(sender, path), found)
    return []
  }
  const registerAdvertisement = async (path: unknown, sender: string): Promise<[]> => {
    if (advertisements.has(key(sender, path))) throw failures.alreadyExists()
    if (advertisements.size >= instancesMax) throw failures.notPermitted('Maximum advertisements reached')
    const broadcast = await readAdvertisement({ connection: parts.connection, sender, path: String(path) })
    advertisements.set(key(sender, path), { sender, broadcast })
    presence.update()
    return []
  }
  const stopFollowing = followAdvertisements(parts, advertisements)
  return {
    interfaces: {
      [names.gattManager]: {
        properties: {},
        methods: managerMethods('Application', { register: registerApplication, unregister }),
      },
      [names.advertisingManager]: {
        properties: {
          ActiveInstances: variant('y', 0),
          SupportedInstances: variant('y', instancesMax),
          SupportedIncludes: textsVariant(['tx-power', 'appearance', 'local-name']),
        },
        methods: managerMethods('Advertisement', { register: registerAdvertisement, unregister }),
      },
    },
    enable: presence.enable,
    leave(sender) {
      const own = [...applications.keys(), ...advertisements.keys()].filter((name) => name.startsWith(`${sender} `))
      for (const name of own) unregister(name)
    },
    close() {
      stopFollowing()
      advertisements.clear()
      presence.update()
    },
  }
}

interface Registry {
  register(path: unknown, sender: string): Promise<[]>
  unregister(name: string): void
}

const managerMethods = (what: string, { register, unregister }: Registry): Record<string, DbusMethod> => ({
  [`Register${what}`]: { in: 'oa{sv}', out: '', call: ([path], sender) => register(path, sender) },
  [`Unregister${what}`]: {
    in: 'o',
    out: '',
    call([path], sender) {
      unregister(key(sender, path))
      return []
    },
  },
})

interface Registered {
  readonly parts: DaemonParts
  readonly applications: ReadonlyMap<string, RegisteredServices>
  readonly advertisements: ReadonlyMap<string, Advertisement>
}

/** In the air while there is an advertisement, with the services of all applications, as one device. */
const createPresence = (address: string, { parts: { air }, applications, advertisements }: Registered) => {
  let device: AirDevice | undefined
  const broadcast = (): Broadcast => [...advertisements.values()][0]?.broadcast ?? { services: [] }
  const peripheral = {
    get name(): string {
      return broadcast().name ?? ''
    },
    get services(): readonly GattService[] {
      return [...applications.values()].flatMap(({ services }) => services)
    },
    broadcast,
    run: () => () => {},
  }
  return {
    update() {
      if (advertisements.size > 0) {
        device ??= air.place(peripheral, { address, addressType: 'public', servedBy: address, advertisingMs: 100 })
      } else if (device !== undefined) {
        air.remove(device)
        device = undefined
      }
    },
    enable(isOn: boolean) {
      device?.advertise(isOn)
      if (!isOn) device?.drop('timeout')
    },
  }
}

/** Advertisements change while they are registered. */
const followAdvertisements = (
  { connection }: DaemonParts,
  advertisements: ReadonlyMap<string, Advertisement>,
): (() => void) => {
  const rule = `type='signal',member='PropertiesChanged',arg0='${names.advertisement}'`
  void connection.match(rule).catch(() => {})
  return connection.onSignal(({ sender, path, member, body: [, changed] }) => {
    const advertisement = member === 'PropertiesChanged' ? advertisements.get(key(sender, path)) : undefined
    if (advertisement === undefined) return
    advertisement.broadcast = broadcastOf(unwrapped(changed), advertisement.broadcast)
  })
}
