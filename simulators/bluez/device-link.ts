import type { DbusFailure } from '../dbus/dbus-failure.js'
import { AttError, type GattCharacteristic } from '../peripheral/peripheral.js'
import type { Timers } from '../timers.js'
import type { AirDevice, LinkEnd } from './air-device.js'
import type { BluezDelays } from './daemon-parts.js'
import { abortedByLocal, connectionCanceled, failures } from './failures.js'
import type { GattLink } from './gatt-objects.js'

/** What a link tells its device object. */
export interface LinkListener {
  connected(): void
  /** Services are to be told; `objects` is called when they are to be there. */
  resolved(): void
  disconnected(reason: LinkEnd): void
  value(characteristic: GattCharacteristic, value: Uint8Array): void
  /** An attempt gave up because nobody was heard. */
  gaveUp(): void
}

interface Attempt {
  readonly resolve: () => void
  readonly reject: (failure: DbusFailure) => void
  readonly cancelGiveUp: () => void
  /** Answered by the device, so that further advertisements do not matter. */
  isAnswered: boolean
}

interface Surroundings {
  readonly timers: Timers
  readonly delays: BluezDelays
  readonly listener: LinkListener
}

/** One device's link as bluetoothd keeps it: attempts, services, requests, the end. */
export class DeviceLink implements GattLink {
  readonly #surroundings: Surroundings
  #attempt: Attempt | undefined
  #device: AirDevice | undefined
  #isResolved = false
  #cancelResolve: () => void = () => {}
  readonly #requests = new Set<(error: AttError) => void>()

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  get isConnected(): boolean {
    return this.#device !== undefined
  }

  get isBusy(): boolean {
    return this.#attempt !== undefined
  }

  isResolved = (): boolean => this.#isResolved

  /** Resolves when the link is up. */
  connect(): Promise<void> {
    if (this.#attempt !== undefined) return Promise.reject(failures.inProgress())
    if (this.#device !== undefined) return Promise.resolve()
    const { timers, delays, listener } = this.#surroundings
    return new Promise((resolve, reject) => {
      const cancelGiveUp = timers.after(delays.giveUpMs, () => {
        this.#fail(abortedByLocal())
        listener.gaveUp()
      })
      this.#attempt = { resolve, reject, cancelGiveUp, isAnswered: false }
    })
  }

  /** An advertisement of the device: what an attempt waits for. */
  heard(device: AirDevice): void {
    const attempt = this.#attempt
    if (attempt === undefined || attempt.isAnswered) return
    attempt.isAnswered = true
    const answer = device.answerConnection()
    if (answer === 'silent') attempt.cancelGiveUp()
    else this.#answered(attempt, { device, isAccepted: answer === 'accepted' })
  }

  #answered(
    attempt: Attempt,
    { device, isAccepted }: { readonly device: AirDevice; readonly isAccepted: boolean },
  ): void {
    const { timers, delays } = this.#surroundings
    timers.after(delays.connectMs, () => {
      if (this.#attempt !== attempt) return
      if (isAccepted && device.isHeard()) this.#open(device)
      else this.#fail(abortedByLocal())
    })
  }

  /** Ends the link or the attempt; resolves when it is down. */
  disconnect(): Promise<void> {
    const { timers, delays } = this.#surroundings
    if (this.#attempt !== undefined) {
      this.#fail(connectionCanceled())
      return Promise.resolve()
    }
    if (this.#device === undefined) return Promise.reject(failures.notConnected())
    return new Promise((resolve) => {
      timers.after(delays.disconnectMs, () => {
        this.end('local')
        resolve()
      })
    })
  }

  /** Ends it at once, without an answer to anybody. */
  end(reason: LinkEnd): void {
    if (this.#attempt !== undefined) this.#fail(abortedByLocal())
    this.#device?.drop(reason)
  }

  request<T>(task: () => T | Promise<T>): Promise<T> {
    const device = this.#device
    if (device === undefined) return Promise.reject(failures.failed('Not connected'))
    return new Promise((resolve, reject) => {
      const give = (error: unknown): void => {
        this.#requests.delete(give)
        reject(error)
      }
      this.#requests.add(give)
      const ask = (): void => {
        // Out of range nobody answers; the end of the link does.
        if (!device.isInRange || !this.#requests.has(give)) return
        Promise.resolve()
          .then(task)
          .then(resolve, reject)
          .finally(() => this.#requests.delete(give))
      }
      if (device.answerMs === 0) ask()
      else this.#surroundings.timers.after(device.answerMs, ask)
    })
  }

  enable(characteristic: GattCharacteristic): void {
    this.#device?.enable(characteristic)
  }

  disable(characteristic: GattCharacteristic): void {
    this.#device?.disable(characteristic)
  }

  #open(device: AirDevice): void {
    const attempt = this.#attempt
    this.#attempt = undefined
    attempt?.cancelGiveUp()
    this.#device = device
    const { listener } = this.#surroundings
    device.attach({
      onEnd: (reason) => this.#closed(reason),
      onValue: (characteristic, value) => listener.value(characteristic, value),
    })
    listener.connected()
    attempt?.resolve()
    this.#awaitServices(device)
  }

  #awaitServices(device: AirDevice): void {
    const { timers, delays, listener } = this.#surroundings
    const { resolution } = device
    if (resolution === 'never') return
    const late = typeof resolution === 'number' ? resolution : 0
    this.#cancelResolve = timers.after(delays.resolveMs + late, () => {
      this.#isResolved = true
      listener.resolved()
    })
  }

  #closed(reason: LinkEnd): void {
    this.#device = undefined
    this.#isResolved = false
    this.#cancelResolve()
    // BlueZ calls what was under way an unlikely error.
    for (const give of [...this.#requests]) give(new AttError(0x0e))
    this.#surroundings.listener.disconnected(reason)
  }

  #fail(failure: DbusFailure): void {
    const attempt = this.#attempt
    this.#attempt = undefined
    attempt?.cancelGiveUp()
    attempt?.reject(failure)
  }
}
