import type { KnownSensor } from '../../devices/ble/sensor-settings.js'
import type { DeviceProperties } from '../health/origin.js'
import type { SampleTypeName } from '../health/type.js'

export type DeviceTransport = 'mqtt' | 'ble'

/** What a device says about itself, as HKDevice has it. */
export interface DeviceFacts {
  readonly name?: string | undefined
  readonly manufacturer?: string | undefined
  readonly model?: string | undefined
  readonly hardware?: string | undefined
  readonly firmware?: string | undefined
  readonly serial?: string | undefined
  readonly types?: readonly SampleTypeName[] | undefined
}

/** A device that is known here. `user` is its owner; without one its samples wait. `lastSeen` is epoch ms. */
export interface Device extends DeviceFacts {
  readonly id: string
  readonly transport: DeviceTransport
  readonly user?: string | undefined
  readonly status: 'online' | 'offline' | 'unknown'
  /** Percent. */
  readonly battery?: number | undefined
  readonly lastSeen?: number | undefined
  /** Whether it may sign in to the embedded broker. */
  readonly registered: boolean
  /** Who it is in the air, and what was said about it; of a Bluetooth sensor alone. */
  readonly sensor?: DeviceSensor | undefined
}

/** How a Bluetooth sensor is reached and read. */
export type DeviceSensor = Omit<KnownSensor, 'device' | 'serial'>

/** What it says about itself, by HealthKit's names. */
export const propertiesOf = ({
  name,
  manufacturer,
  model,
  hardware,
  firmware,
  serial,
}: DeviceFacts): DeviceProperties => ({
  name,
  manufacturer,
  model,
  hardwareVersion: hardware,
  firmwareVersion: firmware,
  localIdentifier: serial,
})

/** A credential for the broker, shown once; only its hash is kept. */
export interface DeviceCredential {
  readonly device: string
  readonly username: string
  readonly password: string
}

/** The devices that are known, and whose they are. Changes resolve when durable. */
export interface Devices {
  all(): readonly Device[]
  get(device: string): Device | undefined
  /** Its owner, if it is known and has one. */
  userOf(device: string): string | undefined
  /** Registers a device for the broker; `conflict` when it is registered already. */
  add(device: string, user?: string): Promise<DeviceCredential>
  /**
   * Takes a Bluetooth sensor as ours, with an owner or, again, with other settings. `conflict` when the name is another
   * device's, or the sensor has another name here.
   */
  pair(sensor: KnownSensor, facts: DeviceFacts & { readonly user?: string | undefined }): Promise<Device>
  /** Changes what was said about a sensor; `invalidArgument` for a device that is none. */
  configure(device: string, settings: DeviceSensor['settings']): Promise<Device>
  /** Gives it an owner; `notFound` for an unknown device or user. */
  assign(device: string, user: string): Promise<Device>
  forget(device: string): Promise<void>
  /** What its birth message said; an unknown device becomes known, without an owner. */
  introduce(device: string, facts: DeviceFacts & { readonly user?: string | undefined }): Promise<Device>
  /** Notes that it was heard from, its status or battery, in memory; written now and then. */
  notice(device: string, facts: Partial<Pick<Device, 'status' | 'battery' | 'lastSeen'>>): void
  /** Whether this is the device's password. */
  authenticate(username: string, password: string): boolean
  /** Calls `listener` with every changed device. Returns the function that ends it. */
  subscribe(listener: (device: Device) => void): () => void
}
