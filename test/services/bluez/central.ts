import type { DbusConnection } from '../../../simulators/dbus/connection.js'
import { isVariant, unwrapped, variant } from '../../../simulators/dbus/variant.js'

/** A program that looks at `org.bluez` through signals and calls, keeping what it was told. */
export interface Central {
  adapter(member: string, name?: string): Promise<readonly unknown[]>
  device(path: string, member: string): Promise<readonly unknown[]>
  characteristic(path: string, member: string): Promise<readonly unknown[]>
  read(path: string): Promise<unknown>
  write(path: string, value: readonly number[]): Promise<readonly unknown[]>
  set(path: string, property: string, value: boolean): Promise<readonly unknown[]>
  /** Sets the filter of its discovery. */
  filter(filter: Readonly<Record<string, boolean>>): Promise<readonly unknown[]>
  has(path: string): boolean
  /** The path of a device's first characteristic with this UUID. */
  find(device: string, uuid: string): string
  /** How often manufacturer data of a device was told. */
  told(device: string): number
  manufacturerData(device: string): Readonly<Record<string, Uint8Array>> | undefined
  property(path: string, property: string, name?: string): unknown
  /** Values that were told of a characteristic, in order. */
  values(path: string): readonly Uint8Array[]
  /** Forgets what it was told, as one who has seen the daemon go. */
  forget(): void
}

const device = 'org.bluez.Device1'

export const createCentral = async (program: DbusConnection): Promise<Central> => {
  const objects = new Map<string, Map<string, unknown>>()
  const values = new Map<string, Uint8Array[]>()
  const counts = new Map<string, number>()
  const object = (path: string): Map<string, unknown> => {
    const found = objects.get(path) ?? new Map<string, unknown>()
    objects.set(path, found)
    return found
  }
  const take = (path: string, name: string, properties: unknown): void => {
    for (const [key, value] of Object.entries(properties ?? {})) {
      const plain = isVariant(value) ? value.value : value
      object(path).set(`${name}.${key}`, plain)
      if (key === 'ManufacturerData') counts.set(path, (counts.get(path) ?? 0) + 1)
      if (key === 'Value' && plain instanceof Uint8Array) values.set(path, [...(values.get(path) ?? []), plain])
    }
  }
  program.onSignal(({ member, path, body: [first, second, third] }) => {
    if (member === 'InterfacesAdded') {
      for (const [name, properties] of Object.entries(second ?? {})) take(String(first), name, properties)
    }
    if (member === 'InterfacesRemoved' && String(second) !== 'org.bluez.Battery1') {
      objects.delete(String(first))
    }
    if (member !== 'PropertiesChanged') return
    take(path, String(first), second)
    for (const key of Array.isArray(third) ? third : []) object(path).delete(`${first}.${key}`)
  })
  await program.match("type='signal',sender='org.bluez'")
  const call = (path: string, name: string, member: string, args: readonly [string, unknown[]] = ['', []]) =>
    program.call({
      destination: 'org.bluez',
      path,
      interface: name,
      member,
      signature: args[0],
      body: args[1],
    })
  const characteristicName = 'org.bluez.GattCharacteristic1'
  return {
    adapter: (member, name = 'hci0') => call(`/org/bluez/${name}`, 'org.bluez.Adapter1', member),
    device: (path, member) => call(path, device, member),
    characteristic: (path, member) => call(path, characteristicName, member),
    read: async (path) => (await call(path, characteristicName, 'ReadValue', ['a{sv}', [{}]]))[0],
    write: (path, value) => call(path, characteristicName, 'WriteValue', ['aya{sv}', [Buffer.from(value), {}]]),
    set: (path, property, value) =>
      call(path, 'org.freedesktop.DBus.Properties', 'Set', [
        'ssv',
        [path.includes('dev_') ? device : 'org.bluez.Adapter1', property, variant('b', value)],
      ]),
    filter: (filter) => {
      const variants = Object.fromEntries(Object.entries(filter).map(([key, value]) => [key, variant('b', value)]))
      return call('/org/bluez/hci0', 'org.bluez.Adapter1', 'SetDiscoveryFilter', ['a{sv}', [variants]])
    },
    has: (path) => objects.has(path),
    find: (at, uuid) =>
      [...objects].find(
        ([path, all]) => path.startsWith(`${at}/`) && all.get(`${characteristicName}.UUID`) === uuid,
      )?.[0] ?? '',
    told: (path) => counts.get(path) ?? 0,
    manufacturerData(path) {
      const data = objects.get(path)?.get(`${device}.ManufacturerData`)
      return data === undefined ? undefined : (unwrapped(data) as Readonly<Record<string, Uint8Array>>)
    },
    property: (path, property, name = device) => objects.get(path)?.get(`${name}.${property}`),
    values: (path) => values.get(path) ?? [],
    forget() {
      objects.clear()
      values.clear()
    },
  }
}
