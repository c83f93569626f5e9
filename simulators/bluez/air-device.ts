import type { GattCharacteristic, GattUuid, Peripheral } from '../peripheral/peripheral.js'
import type { Random } from '../seed.js'
import type { Timers } from '../timers.js'
import type { Placement } from './air.js'

/** Why a link ends: by the peripheral, by silence, by this side. */
export type LinkEnd = 'remote' | 'timeout' | 'local'

/** A link between an adapter and a device. */
export interface AirLink {
  /** Called once, when it ends for whatever reason. */
  readonly onEnd: (reason: LinkEnd) => void
  /** Called for each value that is notified. */
  readonly onValue: (characteristic: GattCharacteristic, value: Uint8Array) => void
}

/** How services become known after the link is up: after so many ms, never, or told before they are there. */
export type Resolution = number | 'never' | 'beforeObjects'

/** After so much silence a link is given up: the supervision time-out. */
const supervisionMs = 4_000

/** A peripheral in the air, with everything that can go wrong with it. */
export class AirDevice {
  readonly peripheral: Peripheral
  readonly address: string
  readonly addressType: 'public' | 'random'
  readonly servedBy: string | undefined
  readonly #surroundings: { readonly timers: Timers; readonly random: Random }
  readonly #subscriptions = new Map<GattCharacteristic, () => void>()
  #link: AirLink | undefined
  #endOfSilence: () => void = () => {}
  #isInRange = true
  #isAdvertising = true
  #isMuted = false
  #rssi: number
  #refusals = 0
  #hangs = 0
  #answerMs = 0
  #resolution: Resolution = 0

  constructor(
    peripheral: Peripheral,
    placement: Placement,
    surroundings: { readonly timers: Timers; readonly random: Random },
  ) {
    this.peripheral = peripheral
    this.address = placement.address
    this.addressType = placement.addressType ?? 'random'
    this.servedBy = placement.servedBy
    this.#rssi = placement.rssi ?? -58
    this.#surroundings = surroundings
  }

  /** Whether it advertises and can be received: a device with a link is silent. */
  isHeard(): boolean {
    return this.#isAdvertising && this.#isInRange && this.#link === undefined
  }

  get isLinked(): boolean {
    return this.#link !== undefined
  }

  get isInRange(): boolean {
    return this.#isInRange
  }

  /** ms that it takes to answer a request. */
  get answerMs(): number {
    return this.#answerMs
  }

  get resolution(): Resolution {
    return this.#resolution
  }

  /** dBm of one advertisement: the average and up to 4 dB of fading. */
  rssi(): number {
    return Math.max(-127, Math.min(20, this.#rssi + Math.floor(this.#surroundings.random.next() * 9) - 4))
  }

  /** An adapter's attempt to connect: a link, a refusal, or silence for good. */
  answerConnection(): 'accepted' | 'refused' | 'silent' {
    if (this.#hangs > 0) {
      this.#hangs--
      return 'silent'
    }
    if (this.#refusals === 0) return 'accepted'
    this.#refusals--
    return 'refused'
  }

  attach(link: AirLink): void {
    this.#link = link
  }

  /** Enables notifications of a characteristic, as a write to its descriptor does. */
  enable(characteristic: GattCharacteristic): void {
    if (this.#subscriptions.has(characteristic)) return
    const end = characteristic.subscribe?.((value) => this.#tell(characteristic, value))
    if (end !== undefined) this.#subscriptions.set(characteristic, end)
  }

  disable(characteristic: GattCharacteristic): void {
    this.#subscriptions.get(characteristic)?.()
    this.#subscriptions.delete(characteristic)
  }

  /** The characteristics whose notifications are enabled. */
  enabled(): readonly GattUuid[] {
    return [...this.#subscriptions.keys()].map(({ uuid }) => uuid)
  }

  /** Ends the link, if there is one. */
  drop(reason: LinkEnd = 'remote'): void {
    const link = this.#link
    if (link === undefined) return
    this.#link = undefined
    this.#endOfSilence()
    for (const end of this.#subscriptions.values()) end()
    this.#subscriptions.clear()
    link.onEnd(reason)
  }

  /** Goes out of range: silence, and the end of a link after its supervision time-out. */
  lose(): void {
    this.#isInRange = false
    this.#endOfSilence = this.#surroundings.timers.after(supervisionMs, () => this.drop('timeout'))
  }

  /** Comes back into range. */
  back(): void {
    this.#isInRange = true
    this.#endOfSilence()
  }

  advertise(isOn: boolean): void {
    this.#isAdvertising = isOn
  }

  /** Holds notifications back, and keeps the link. */
  mute(isOn: boolean): void {
    this.#isMuted = isOn
  }

  /** dBm. */
  setRssi(rssi: number): void {
    this.#rssi = rssi
  }

  /** Lets so many connections fail as soon as they are made (0x3E), which BlueZ calls an abort by the local host. */
  refuse(connections: number): void {
    this.#refusals = connections
  }

  /** Never answers so many attempts to connect. */
  hang(connections: number): void {
    this.#hangs = connections
  }

  /** Answers reads, writes and subscriptions so late. */
  slow(ms: number): void {
    this.#answerMs = ms
  }

  /** How services become known from the next link on. */
  resolve(resolution: Resolution): void {
    this.#resolution = resolution
  }

  /** Notifies these values at once, as far as the characteristic is enabled: a burst. */
  notify(uuid: GattUuid, values: readonly Uint8Array[]): void {
    for (const characteristic of this.#subscriptions.keys()) {
      if (characteristic.uuid === uuid) for (const value of values) this.#tell(characteristic, value)
    }
  }

  #tell(characteristic: GattCharacteristic, value: Uint8Array): void {
    if (!this.#isMuted && this.#isInRange) this.#link?.onValue(characteristic, value)
  }
}
