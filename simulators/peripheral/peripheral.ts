import type { Timers } from '../timers.js'

/** Four upper-case digits for a UUID of the Bluetooth SIG, else the 128 bits in lower case. */
export type GattUuid = string

/** As BlueZ spells them. */
export type GattFlag = 'read' | 'write' | 'write-without-response' | 'notify' | 'indicate'

/** What a peripheral says to everybody who listens. */
export interface Broadcast {
  readonly name?: string | undefined
  readonly services: readonly GattUuid[]
  /** By company identifier. */
  readonly manufacturerData?: ReadonlyMap<number, Uint8Array> | undefined
  readonly serviceData?: ReadonlyMap<GattUuid, Uint8Array> | undefined
  /** Assigned Numbers, 2.6.2. */
  readonly appearance?: number | undefined
}

/** A characteristic that is served. Reading and writing throw an `AttError`. */
export interface GattCharacteristic {
  readonly uuid: GattUuid
  readonly flags: readonly GattFlag[]
  readonly read?: (() => Uint8Array | Promise<Uint8Array>) | undefined
  readonly write?: ((value: Uint8Array) => void | Promise<void>) | undefined
  /** Tells the values that it notifies or indicates, while somebody listens. Returns the function that ends it. */
  readonly subscribe?: ((listener: (value: Uint8Array) => void) => () => void) | undefined
}

export interface GattService {
  readonly uuid: GattUuid
  readonly characteristics: readonly GattCharacteristic[]
}

/** A Bluetooth Low Energy peripheral, wherever it is served: in a simulated air, or on a real adapter. */
export interface Peripheral {
  readonly name: string
  readonly services: readonly GattService[]
  /** As it is now. */
  broadcast(): Broadcast
  /** Lets its life go on with the time of these timers; returns the function that ends it. */
  run(timers: Timers): () => void
}

/** An error of the Attribute Protocol, by its code (Core Specification, Vol 3, Part F, 3.4.1.1; profiles from 0x80). */
export class AttError extends Error {
  override readonly name = 'AttError'
  readonly code: number

  constructor(code: number) {
    super(`ATT error 0x${code.toString(16).padStart(2, '0')}`)
    this.code = code
  }
}

export const attErrors = {
  readNotPermitted: 0x02,
  writeNotPermitted: 0x03,
  insufficientAuthentication: 0x05,
  invalidLength: 0x0d,
  controlPointNotSupported: 0x80,
  improperlyConfigured: 0x81,
  procedureInProgress: 0xfe,
} as const

const assigned = '-0000-1000-8000-00805f9b34fb'

/** The 128 bits as D-Bus tells them: `180D` is `0000180d-0000-1000-8000-00805f9b34fb`. */
export const longUuid = (uuid: GattUuid): string => (uuid.length === 4 ? `0000${uuid.toLowerCase()}${assigned}` : uuid)

/** The short form where there is one. */
export const shortUuid = (uuid: string): GattUuid => {
  const long = uuid.toLowerCase()
  return long.startsWith('0000') && long.endsWith(assigned) ? long.slice(4, 8).toUpperCase() : long
}
