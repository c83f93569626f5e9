const second = 1_000

/**
 * How long each step of a link may take, ms. The radio has limits of its own for its calls; these hold also when it
 * breaks its promise, so they are a little longer.
 */
export const limits = {
  /** Two adapters hear the same advertisement a moment apart: the choice waits for both. */
  choice: 300,
  /** Between the end of scanning and connecting: many controllers cannot do both. */
  settle: 200,
  connect: 27 * second,
  /** Until the services are known, and their list has been read. */
  resolve: 25 * second,
  /** Everything that is read and subscribed to after that. */
  subscribe: 60 * second,
  /** One read, write or subscription. */
  call: 6 * second,
  disconnect: 6 * second,
  close: 5 * second,
  /** Scanning without a break for a sensor that is away; afterwards now and then. */
  eagerSearch: 20 * second,
  /** The same while a workout runs that it belongs to. */
  eagerSearchInWorkout: 180 * second,
  /** A strap may have no skin contact at first. */
  firstData: 10 * second,
  firstHeartRate: 30 * second,
  /** Without a value for so long, the last one is no longer true. */
  stale: 5 * second,
  /** Without a notification for so long, the link is dead whatever it says. */
  mute: 17 * second,
  /** The same, for one that has not sent anything yet. */
  muteFromStart: 30 * second,
  quickRetry: 500,
  /** Heard at once after a failure, it is not tried again before. */
  breath: second,
  /** A link that streamed for so long was a good one. */
  goodLink: 60 * second,
  tick: second,
  /** The clock went on without us: the machine was asleep, and so were its links. */
  clockJump: 15 * second,
  batteryPoll: 30 * 60 * second,
} as const

/** Up to so many failures a fresh advertisement ends the wait; then only one after the sensor was away. */
export const eagerAttempts = 5

/** How long to wait after so many failures in a row, ms. */
const steps = [1, 2, 4, 8, 15, 30, 60].map((seconds) => seconds * second)
const workoutCap = 10 * second

/** The wait before the next attempt, ms, spread by up to a fifth so that sensors lost together do not return together. */
export const backoff = (failures: number, hurry: boolean, random: number): number => {
  const step = steps[Math.min(Math.max(failures, 1), steps.length) - 1] ?? 60 * second
  const spread = Math.round(step * (0.8 + 0.4 * random))
  return Math.min(spread, hurry ? workoutCap : 60 * second)
}
