import type { GattUuid } from '../../../devices/ble/radio/radio.js'
import type { RadioErrorCode } from '../../../devices/ble/radio/radio-error.js'

export interface FakeCharacteristic {
  readonly service: GattUuid
  readonly uuid: GattUuid
  readonly flags: readonly string[]
  /** What a read answers. */
  value?: Uint8Array
  /** What a write is answered with, as an indication; none when it returns undefined. */
  answer?: (request: Uint8Array) => Uint8Array | undefined
}

/** A peripheral in the simulated air, with the faults that it has now. */
export interface FakeSensor {
  readonly address: string
  readonly name: string
  readonly services: readonly GattUuid[]
  readonly characteristics: readonly FakeCharacteristic[]
  advertising: boolean
  /** Its advertisements are told once a scan, as BlueZ does while nothing changes in them. */
  toldOnce: boolean
  /** dBm, by adapter; -60 when left out. */
  readonly rssi: Map<string, number>
  paired: boolean
  /** So many attempts to connect fail. */
  refusals: number
  connectHangs: boolean
  disconnectHangs: boolean
  neverResolves: boolean
  /** Its objects vanish as soon as scanning ends. */
  vanishes: boolean
  /** Subscribing fails with this error. */
  notifyFault: RadioErrorCode | undefined
  muted: boolean
  manufacturerData: Map<number, Uint8Array>
  readonly written: Uint8Array[]
}

const text = (word: string): Uint8Array => new TextEncoder().encode(word)

export const heartRateStrap: readonly FakeCharacteristic[] = [
  { service: '180D', uuid: '2A37', flags: ['notify'] },
  { service: '180D', uuid: '2A38', flags: ['read'], value: Uint8Array.of(1) },
  { service: '180A', uuid: '2A25', flags: ['read'], value: text('S1') },
  { service: '180A', uuid: '2A29', flags: ['read'], value: text('Maker') },
  { service: '180F', uuid: '2A19', flags: ['read'], value: Uint8Array.of(80) },
]

export const fakeSensor = (address: string, given: Partial<FakeSensor> = {}): FakeSensor => ({
  address,
  name: 'Polar H10',
  services: ['180D'],
  characteristics: heartRateStrap,
  advertising: true,
  toldOnce: false,
  rssi: new Map(),
  paired: false,
  refusals: 0,
  connectHangs: false,
  disconnectHangs: false,
  neverResolves: false,
  vanishes: false,
  notifyFault: undefined,
  muted: false,
  manufacturerData: new Map(),
  written: [],
  ...given,
})
