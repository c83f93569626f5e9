import { z } from 'zod'
import type { DaemonEvent } from '../daemon/daemon-events.js'
import { type LiveFields, liveFields } from '../text/workout-fields.js'

const sampleFields = z.object({ type: z.string(), value: z.number().nullable(), stale: z.boolean() })
const mostTypes = 256
/** A workout whose figures are older than this when they are told is a replay, whose clock is its own. */
const replayAfterMs = 10_000

/** What a type's chosen source says now: nothing while it is stale. */
export interface LiveReading {
  readonly value: number | undefined
  readonly stale: boolean
}

/** What is known of a person's present. */
export class Board {
  #session: LiveFields | undefined
  #isReplay = false
  #isConnected = false
  #wasConnected = false
  #ended: string | undefined
  readonly #readings = new Map<string, LiveReading>()

  /** The workout that goes on. */
  get session(): LiveFields | undefined {
    return this.#session
  }

  get isConnected(): boolean {
    return this.#isConnected
  }

  /** Whether the daemon was ever heard. */
  get wasConnected(): boolean {
    return this.#wasConnected
  }

  /** The id of the workout that ended since this was asked last. */
  takeEnded(): string | undefined {
    const ended = this.#ended
    this.#ended = undefined
    return ended
  }

  /** What a type says now; undefined when nothing was heard of it. Without the daemon everything is stale. */
  reading(type: string): LiveReading | undefined {
    const known = this.#readings.get(type)
    return known && !this.#isConnected ? { value: undefined, stale: true } : known
  }

  /** Seconds that the workout's timer has run on since its figures were told. */
  since(now: number): number {
    if (this.#session?.state !== 'running' || this.#isReplay) return 0
    return Math.max(0, (now - Date.parse(this.#session.at)) / 1_000)
  }

  /** Takes an event at an instant, epoch ms. What it does not know it leaves out. */
  take({ event, data }: DaemonEvent, now: number): void {
    if (event === 'connected') {
      this.#isConnected = true
      this.#wasConnected = true
      this.#readings.clear()
    }
    if (event === 'disconnected') this.#isConnected = false
    if (event === 'sample') this.#takeSample(data)
    if (event === 'session') this.#takeSession(data === null ? undefined : liveFields.parse(data), now)
  }

  #takeSample(data: unknown): void {
    const { type, value, stale } = sampleFields.parse(data)
    if (this.#readings.size >= mostTypes && !this.#readings.has(type)) return
    this.#readings.set(type, { value: value ?? undefined, stale })
  }

  #takeSession(session: LiveFields | undefined, now: number): void {
    const before = this.#session?.id
    const goesOn = session !== undefined && session.state !== 'ended'
    if (before !== undefined && (!goesOn || session.id !== before)) this.#ended = before
    this.#session = goesOn ? session : undefined
    this.#isReplay = goesOn && now - Date.parse(session.at) > replayAfterMs
  }
}
