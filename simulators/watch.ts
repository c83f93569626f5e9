import type { Logger } from 'pino'
import type { Clock } from '../src/health/clock.js'
import { type FaultName, withFaults } from './faults.js'
import type { Ride } from './ride.js'
import { Link, type LinkMessage } from './watch-link.js'
import { birthOf, deviceTopic, messagesOf, type WatchIdentity, type WatchMessage } from './watch-messages.js'
import { createWindow, type Window } from './window.js'

/** A watch, what it wears, and how it is to go about it. */
export interface WatchOptions extends WatchIdentity {
  readonly url: string
  readonly username: string
  readonly password: string
  readonly ride: Ride
  /** Times real time; 0 is as fast as it is acknowledged. */
  readonly speed: number
  readonly clock: Clock
  readonly sleep: (ms: number) => Promise<void>
  readonly faults?: readonly FaultName[] | undefined
  /** Share of the ride that is acknowledged, 0 to 1, after every message. */
  readonly onProgress?: ((share: number) => void) | undefined
  /** Takes the watch off before the ride is over; what was sent is still waited for. */
  readonly signal?: AbortSignal | undefined
  readonly retryMs?: number | undefined
  readonly log?: Pick<Logger, 'info' | 'warn'> | undefined
}

/** What was published and acknowledged; `start` and `end` are the ride's, epoch ms, as the watch's clock had them. */
export interface WatchReport {
  readonly device: string
  readonly messages: number
  readonly samples: number
  readonly events: number
  /** Messages that the engine has answered with a refusal so far. */
  readonly rejected: number
  readonly reconnects: number
  readonly start: number
  readonly end: number
}

/** So many messages may be on their way at once. */
const windowSize = 64

/**
 * Publishes a ride as a watch does, and resolves once all of it is acknowledged. A workout event waits for the samples
 * before it and holds up those after it. Throws `unauthenticated` when the broker refuses the watch and
 * `databaseInaccessible` when it cannot be reached for about a minute.
 */
export const wearRide = async (options: WatchOptions): Promise<WatchReport> => {
  const ride = withFaults(options.ride, options.faults ?? [], options.seed)
  const counts = { messages: 0, samples: 0, events: 0, rejected: 0 }
  const link = Link.open(linkOptions(ride, options, () => counts.rejected++))
  const acknowledged = (message: WatchMessage): void => {
    counts.messages++
    counts.samples += message.samples
    if (message.kind === 'workout') counts.events++
    options.onProgress?.(shareOf(ride, message.at))
  }
  try {
    await publishAll(ride, options, (message) => link.publish(message).then(() => acknowledged(message)))
  } finally {
    await link.close(status(options, 'offline'))
  }
  return { device: options.device, ...counts, reconnects: link.reconnects, start: ride.start, end: ride.end }
}

const publishAll = async (
  ride: Ride,
  options: WatchOptions,
  publish: (message: WatchMessage) => Promise<void>,
): Promise<void> => {
  const window = createWindow(windowSize)
  const pace = createPace(ride.start, options)
  for (const message of messagesOf(ride, options)) {
    await pace(message.at)
    if (options.signal?.aborted) break
    await pass(window, message, publish)
  }
  await window.drain()
}

const pass = async (
  window: Window,
  message: WatchMessage,
  publish: (message: WatchMessage) => Promise<void>,
): Promise<void> => {
  const isAlone = message.kind === 'workout'
  if (isAlone) await window.drain()
  await window.start(() => publish(message))
  if (isAlone) await window.drain()
}

/** Waits until the ride's time has come by the clock, `speed` times faster than it was ridden. */
const createPace = (start: number, { speed, clock, sleep }: WatchOptions) => {
  const begun = clock()
  return async (at: number): Promise<void> => {
    const wait = speed === 0 ? 0 : begun + (at - start) / speed - clock()
    if (wait > 0) await sleep(wait)
  }
}

const shareOf = ({ start, end }: Ride, at: number): number =>
  Math.min(1, Math.max(0, (at - start) / (end - start || 1)))

const status = (watch: WatchIdentity, payload: 'online' | 'offline'): LinkMessage => ({
  topic: deviceTopic(watch, 'status'),
  payload,
  retain: true,
})

const linkOptions = (ride: Ride, options: WatchOptions, onInbox: () => void) => ({
  url: options.url,
  username: options.username,
  password: options.password,
  client: options.device,
  will: status(options, 'offline'),
  greetings: [birthOf(ride, options), status(options, 'online')],
  inbox: deviceTopic(options, 'rejected'),
  onInbox,
  retryMs: options.retryMs,
  log: options.log,
})
