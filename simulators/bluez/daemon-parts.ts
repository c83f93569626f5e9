import type { DbusConnection } from '../dbus/connection.js'
import type { ObjectTree } from '../dbus/object-tree.js'
import type { Air } from './air.js'

/** How long bluetoothd takes, ms. */
export interface BluezDelays {
  /** From the first advertisement that is heard to the link. */
  readonly connectMs: number
  /** From the link to known services. */
  readonly resolveMs: number
  /** From Disconnect to its answer; BlueZ takes 2,000. */
  readonly disconnectMs: number
  /** Until Connect gives up on a device that is not heard. */
  readonly giveUpMs: number
  /** Until a device that is neither linked, paired nor trusted is forgotten. */
  readonly temporaryMs: number
  /** Until the kernel reports an unchanged advertisement again, unless every one is asked for. */
  readonly cycleMs: number
}

/** As BlueZ has them, but for what would only make tests wait. */
export const usualDelays: BluezDelays = {
  connectMs: 20,
  resolveMs: 40,
  disconnectMs: 10,
  giveUpMs: 40_000,
  temporaryMs: 30_000,
  cycleMs: 10_240,
}

/** What is kept of a device over restarts of the daemon. */
export interface StoredDevice {
  readonly address: string
  readonly addressType: 'public' | 'random'
  readonly name?: string | undefined
  readonly isTrusted: boolean
  readonly isPaired: boolean
}

/** Kept devices, by the adapter's address and theirs: `AA…/BB…`. */
export type Storage = Map<string, StoredDevice>

/** What a program registered with the daemon, and when it has left. */
export interface Departures {
  /** Called with the unique name of each program that leaves the bus. */
  onDeparture(listener: (sender: string) => void): void
}

/** What the objects of one run of the daemon share. */
export interface DaemonParts extends Departures {
  readonly tree: ObjectTree
  readonly connection: DbusConnection
  readonly air: Air
  readonly delays: BluezDelays
  readonly storage: Storage
  /** How the agent of a program answers; undefined when it has none. */
  readonly confirm: (sender: string, device: string) => Promise<boolean> | undefined
}

export const names = {
  adapter: 'org.bluez.Adapter1',
  advertisement: 'org.bluez.LEAdvertisement1',
  advertisingManager: 'org.bluez.LEAdvertisingManager1',
  agent: 'org.bluez.Agent1',
  agentManager: 'org.bluez.AgentManager1',
  battery: 'org.bluez.Battery1',
  characteristic: 'org.bluez.GattCharacteristic1',
  descriptor: 'org.bluez.GattDescriptor1',
  device: 'org.bluez.Device1',
  gattManager: 'org.bluez.GattManager1',
  service: 'org.bluez.GattService1',
} as const
