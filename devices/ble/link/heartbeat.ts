import type { Clock } from '../../../src/health/clock.js'
import type { Timers } from '../radio/timers.js'
import { limits } from './limits.js'

export interface HeartbeatParts {
  readonly clock: Clock
  readonly timers: Timers
  /** Once a second. `at` is epoch ms. */
  readonly beat: (at: number) => void
  /** The clock went on much further than the timers did: the machine has slept. */
  readonly jumped: () => void
}

export const createHeartbeat = ({ clock, timers, beat, jumped }: HeartbeatParts): { stop(): void } => {
  let last = clock()
  const tick = (): void => {
    const now = clock()
    if (now - last > limits.tick + limits.clockJump) jumped()
    last = now
    timer = timers.setTimeout(tick, limits.tick)
    beat(now)
  }
  let timer = timers.setTimeout(tick, limits.tick)
  return { stop: () => timers.clearTimeout(timer) }
}
