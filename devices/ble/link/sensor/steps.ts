import type { Characteristic, Peripheral, Radio, RadioEvent } from '../../radio/radio.js'
import { RadioError } from '../../radio/radio-error.js'
import type { Timers } from '../../radio/timers.js'
import { adapterOf } from '../air/hearings.js'
import type { Scanner } from '../air/scanner.js'
import { limits } from '../limits.js'
import { pause, within } from '../patience.js'
import { usesOf } from './uses.js'

/** The way to the sensors, for one after the other. */
export interface Way {
  readonly radio: Radio
  readonly timers: Timers
  readonly scanner: Scanner
  find(peripheral: string): Peripheral | undefined
  /** Listens to what happens to one peripheral. */
  watch(peripheral: string, listener: (event: RadioEvent) => void): () => void
}

/** Makes the link, with nobody scanning. `scanThrough` keeps a peripheral known that vanishes when scanning ends. */
export const connect = async (
  { radio, timers, scanner, find }: Way,
  { target, scanThrough, signal }: { target: string; scanThrough: boolean; signal: AbortSignal },
): Promise<void> => {
  if (find(target)?.connected === true) return
  if (!scanThrough) {
    await scanner.hush(adapterOf(target))
    await pause(timers, limits.settle, signal)
  }
  if (signal.aborted) return
  const made = radio.connect(target)
  if (scanThrough) {
    await Promise.race([made, pause(timers, limits.settle, signal)])
    await scanner.hush(adapterOf(target))
  }
  await made
}

const ended = (): RadioError => new RadioError('notConnected', 'the link ended before its services were known')

/** Resolves when its services are known; the limit is the caller's. */
const resolved = ({ find, watch }: Way, target: string, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      leave()
      signal.removeEventListener('abort', stop)
      settle()
    }
    const stop = (): void => end(() => reject(ended()))
    const leave = watch(target, ({ type }) => {
      if (type === 'resolved') end(resolve)
      if (type === 'disconnected' || type === 'gone') stop()
    })
    signal.addEventListener('abort', stop)
    const now = find(target)
    if (now?.connected !== true) stop()
    else if (now.resolved) end(resolve)
  })

// Services can be said to be known a moment before their objects are there (`reference: bluez/bluez#1489`).
const listings = 3
const between = 300

/** The characteristics of a linked peripheral, once they are known and one of them is of use. */
export const resolve = async (way: Way, target: string, signal: AbortSignal): Promise<readonly Characteristic[]> => {
  await resolved(way, target, signal)
  for (let listing = 1; ; listing += 1) {
    const all = await way.radio.characteristics(target)
    if (usesOf(all).subscribed.length > 0) return all
    if (listing === listings || signal.aborted)
      throw new RadioError('notSupported', 'it offers nothing that is understood')
    await pause(way.timers, between, signal)
  }
}

// These are about the one characteristic; anything else is about the link.
const isOfOne = (error: unknown): boolean =>
  error instanceof RadioError &&
  ['notSupported', 'refusedBySensor', 'heldElsewhere', 'authenticationFailed'].includes(error.code)

/** Subscribes to all that is of use; rejects when nothing could be subscribed to. */
export const subscribe = async (
  { radio, timers }: Way,
  wanted: readonly Characteristic[],
  signal: AbortSignal,
): Promise<void> => {
  let refused: unknown
  let subscribed = 0
  for (const { handle } of wanted) {
    if (signal.aborted) return
    try {
      await within(timers, limits.call, radio.startNotify(handle))
      subscribed += 1
    } catch (error) {
      if (!isOfOne(error)) throw error
      refused ??= error
    }
  }
  if (subscribed === 0 && refused !== undefined) throw refused
}
