import { variant } from '../../../../../devices/ble/bluez/bus/bus-connection.js'
import { createTally, type Tally } from '../../../../../devices/ble/bluez/tally.js'
import { Air } from '../../../../../devices/ble/bluez/tree/air.js'
import { interfaces, ObjectTree } from '../../../../../devices/ble/bluez/tree/object-tree.js'
import type { RadioEvent } from '../../../../../devices/ble/radio/radio.js'

export const [adapterPath, devicePath] = ['/org/bluez/hci0', '/org/bluez/hci0/dev_C0_FF_EE_00_00_01']
export const servicePath = `${devicePath}/service000a`
export const characteristicPath = `${servicePath}/char000b`
export const id = '00:1A:7D:DA:71:13/C0:FF:EE:00:00:01'
export const now = 1_700_000_000_000

export const adapterObject = (powered = true) => ({
  [interfaces.adapter]: {
    Address: variant('s', '00:1A:7D:DA:71:13'),
    Powered: variant('b', powered),
    Discovering: variant('b', false),
  },
})

export const deviceObject = (changes: Readonly<Record<string, unknown>> = {}) => ({
  [interfaces.device]: {
    Address: variant('s', 'C0:FF:EE:00:00:01'),
    AddressType: variant('s', 'random'),
    Adapter: variant('o', adapterPath),
    Connected: variant('b', false),
    ServicesResolved: variant('b', false),
    UUIDs: variant('as', ['0000180d-0000-1000-8000-00805f9b34fb']),
    ...changes,
  },
})

export const gattObjects = {
  [servicePath]: { [interfaces.service]: { UUID: variant('s', '0000180d-0000-1000-8000-00805f9b34fb') } },
  [characteristicPath]: {
    [interfaces.characteristic]: {
      UUID: variant('s', '00002a37-0000-1000-8000-00805f9b34fb'),
      Service: variant('o', servicePath),
      Flags: variant('as', ['notify']),
    },
  },
}

/** A tree, what it means, and what it told. */
export interface TreeTrial {
  readonly tree: ObjectTree
  readonly air: Air
  readonly tally: Tally
  readonly events: RadioEvent[]
  readonly values: (readonly [string, Uint8Array])[]
  kinds(): readonly string[]
  change(path: string, name: string, changes: Readonly<Record<string, unknown>>, gone?: readonly string[]): void
}

export function plantTree(): TreeTrial {
  const events: RadioEvent[] = []
  const values: (readonly [string, Uint8Array])[] = []
  const tally = createTally()
  const air = new Air(
    () => now,
    (event) => events.push(event),
  )
  const tree = new ObjectTree(
    {
      adapter: (path, record) => air.adapter(path, record),
      device: (path, record, told) => air.device(path, record, told),
      value: (path, bytes) => values.push([path, bytes]),
      notifying: () => {},
    },
    tally,
  )
  return {
    ...{ tree, air, tally, events, values },
    kinds: () => events.map(({ type }) => type),
    change: (path, name, changes, gone = []) => tree.changed(path, [name, changes, gone]),
  }
}
