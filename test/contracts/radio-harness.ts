import type { BluetoothAddress, GattUuid, Radio } from '../../devices/ble/radio/radio.js'

/**
 * A radio with one adapter, powered on, and one heart rate strap in the air that nobody is connected to. The strap has,
 * in the order of their handles: 180D with 2A37 (notify), 2A38 (read, answers 01) and 2A39 (write); 180F twice, each with
 * one 2A19 (read, notify; the first answers 5A, the second 32).
 */
export interface RadioHarness {
  readonly radio: Radio
  readonly adapter: BluetoothAddress
  readonly strap: BluetoothAddress

  /** The strap sends this value of its n-th characteristic of this UUID, 0 when left out, to those who asked for it. */
  notify(uuid: GattUuid, value: Uint8Array, nth?: number): unknown
  /** What was written to its 2A39, in order. */
  written(): readonly Uint8Array[]
  /** The strap ends the link. */
  drop(): unknown
  /** The next so many attempts to connect fail as when it is out of range. */
  refuse(attempts: number): unknown
  /** Advertises or does not. */
  advertise(on: boolean): unknown
  /** The adapter is pulled out, or put in again, powered on. */
  unplug(): unknown
  plug(): unknown
  /** Bluetooth as a whole goes, and comes back with the adapter powered on. */
  goAway(): unknown
  comeBack(): unknown
  /** Ends everything, the radio too; harmless when the radio is closed already. */
  close(): Promise<void>
}
