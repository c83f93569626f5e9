import type { RadioError } from './radio-error.js'

/** A Bluetooth device address, upper case with colons: `C0:FF:EE:00:00:01`. */
export type BluetoothAddress = string

/**
 * A UUID of a service or characteristic: four upper-case digits for one that the Bluetooth SIG has assigned (`180D`),
 * else the 128 bits in lower case.
 */
export type GattUuid = string

/** An adapter. Its address is its identity: names such as `hci0` change when it is plugged in again. */
export interface Adapter {
  readonly address: BluetoothAddress
  readonly name: string
  readonly powered: boolean
  /** Switched off by rfkill, so that nobody can power it on. */
  readonly blocked: boolean
  /** Whether somebody, perhaps another program, is scanning with it. */
  readonly discovering: boolean
}

/** A sensor as one adapter knows it. The same sensor near two adapters is two peripherals with one address. */
export interface Peripheral {
  /** Names it while it is known: the adapter's address, a slash and its own. */
  readonly id: string
  readonly adapter: BluetoothAddress
  readonly address: BluetoothAddress
  readonly addressType: 'public' | 'random'
  readonly name?: string | undefined
  /** What it advertises, or has shown when it was connected. */
  readonly services: readonly GattUuid[]
  /** dBm, of the last advertisement in the present scan; absent when it was not heard in it. */
  readonly rssi?: number | undefined
  readonly connected: boolean
  /** Whether its services are known, so that characteristics can be asked for. */
  readonly resolved: boolean
  readonly paired: boolean
}

/**
 * What a peripheral sent to everybody. `at` is epoch ms of its arrival. Its data are those that came with it: when only
 * the signal differs from the last one, there may be none.
 */
export interface Advertisement {
  readonly peripheral: Peripheral
  readonly at: number
  /** By company identifier. */
  readonly manufacturerData: ReadonlyMap<number, Uint8Array>
  readonly serviceData: ReadonlyMap<GattUuid, Uint8Array>
}

/** A characteristic of a connected peripheral. Two with one UUID differ in `handle`. */
export interface Characteristic {
  /** Names it while its peripheral stays resolved. */
  readonly handle: string
  readonly service: GattUuid
  readonly uuid: GattUuid
  /** `read`, `write`, `write-without-response`, `notify`, `indicate` and the like, as BlueZ spells them. */
  readonly flags: readonly string[]
}

/** What happens in the air and below. A listener never throws; one that does is the radio's fault to log. */
export type RadioEvent =
  /** Bluetooth as a whole went or came: the bus, or bluetoothd. After a loss every peripheral is gone. */
  | { readonly type: 'available' }
  | { readonly type: 'unavailable'; readonly error: RadioError }
  /** An adapter came, or its power, block or discovery changed. */
  | { readonly type: 'adapter'; readonly adapter: Adapter }
  | { readonly type: 'adapterGone'; readonly adapter: BluetoothAddress }
  /** Heard in a scan. */
  | { readonly type: 'advertisement'; readonly advertisement: Advertisement }
  /** A link came up, whoever asked for it; came down; its services became known. */
  | { readonly type: 'connected' | 'disconnected' | 'resolved'; readonly peripheral: Peripheral }
  /** The peripheral is no longer known: neither connect nor its handles work until it is heard again. */
  | { readonly type: 'gone'; readonly peripheral: Peripheral }
  /** A notification or indication, once each. `at` is epoch ms of its arrival. */
  | {
      readonly type: 'value'
      readonly peripheral: string
      readonly handle: string
      readonly value: Uint8Array
      readonly at: number
    }

/**
 * Bluetooth Low Energy as the central sees it, whatever is below. It keeps no policy: no retry, no reconnect, no queue.
 * Every promise settles within the limit of its step (`reference: connect 25 s, read or write 5 s, disconnect 5 s`) and
 * rejects with a `RadioError` alone.
 */
export interface Radio {
  /** Why Bluetooth cannot be used now; undefined when it can. */
  fault(): RadioError | undefined
  adapters(): readonly Adapter[]
  /** Everything that is known now, near or not. */
  peripherals(): readonly Peripheral[]
  /** Returns the function that ends it. */
  subscribe(listener: (event: RadioEvent) => void): () => void

  /**
   * Scans with an adapter until stopped. `everyAdvertisement` asks for each one, for values that are broadcast; else one
   * is told when it differs from the last. Calling it again changes the options.
   */
  startScan(adapter: BluetoothAddress, options?: { readonly everyAdvertisement?: boolean }): Promise<void>
  stopScan(adapter: BluetoothAddress): Promise<void>

  /** Resolves when the link is up; services may be resolved later. */
  connect(peripheral: string): Promise<void>
  /** Ends the link, or an attempt at one; resolves also when there is none. */
  disconnect(peripheral: string): Promise<void>
  /** Pairs, answering what the peripheral asks for without a person's help (Just Works). */
  pair(peripheral: string): Promise<void>
  /** Keeps the peripheral known while it is away. */
  trust(peripheral: string): Promise<void>
  /** Forgets the peripheral, its bond and what was cached of its services. */
  remove(peripheral: string): Promise<void>

  /** Of a resolved peripheral, in the order of their handles. */
  characteristics(peripheral: string): Promise<readonly Characteristic[]>
  read(handle: string): Promise<Uint8Array>
  write(handle: string, value: Uint8Array, options?: { readonly withoutResponse?: boolean }): Promise<void>
  /** Notifications or indications from now on; calling it again changes nothing, and never doubles a value. */
  startNotify(handle: string): Promise<void>
  stopNotify(handle: string): Promise<void>

  setPowered(adapter: BluetoothAddress, powered: boolean): Promise<void>
  /** Counts and sizes for /metrics: calls, time-outs, rejected calls, match rules, bus connections, listeners. */
  figures(): Readonly<Record<string, number>>
  /** Stops scans, ends the links that it made, and closes, within 5 s. */
  close(): Promise<void>
}
