import type { Clock } from '../health/clock.js'
import { invalidArgument } from '../health/error.js'

const liveWithinMs = 60_000
const caughtUpWithinMs = 10_000
/** A fact that lies further ahead comes from a broken clock. */
const aheadMs = 86_400_000

/** Throws `invalidArgument` when an instant lies so far ahead that no clock is wrong by so much. */
export function checkNotAhead(
  { at, end = at }: { readonly at: number; readonly end?: number | undefined },
  clock: Clock,
): void {
  const message = 'lies in the future'
  if (at - clock() > aheadMs) throw invalidArgument(`at ${message}`, [{ pointer: '/at', message }])
  if (end - clock() > aheadMs) throw invalidArgument(`end ${message}`, [{ pointer: '/end', message }])
}

/** Whether a workout that starts at an instant happens now; else it replays one of the past. */
export const isLiveStart = (start: number, clock: Clock): boolean => Math.abs(start - clock()) <= liveWithinMs

/**
 * The present of a session. Of a live one the clock tells it, or the newest fact where that is ahead: a device's clock, or
 * a simulated ride that started now and goes faster. Of a replay, which runs at any speed, the newest fact tells it, until
 * the facts have caught up with the clock.
 */
export class Present {
  readonly #clock: Clock
  #isLive: boolean
  #newest: number

  constructor(clock: Clock, isLive: boolean, start: number) {
    this.#clock = clock
    this.#isLive = isLive
    this.#newest = start
  }

  get isLive(): boolean {
    return this.#isLive
  }

  /** Epoch ms. */
  get at(): number {
    return this.#isLive ? Math.max(this.#clock(), this.#newest) : this.#newest
  }

  /** Something happened at an instant. */
  note(at: number): void {
    if (at - this.#clock() > aheadMs) return
    this.#newest = Math.max(this.#newest, at)
    if (this.#clock() - this.#newest <= caughtUpWithinMs) this.#isLive = true
  }
}
