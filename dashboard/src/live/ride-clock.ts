import type { LiveWorkout } from '../wire.js'

/** The ride's elapsed time as last told, and whether it runs at the pace of the wall's clock. Times in ms. */
export interface RideClock {
  readonly session: string
  readonly running: boolean
  /** Seconds, at `receivedAt`. */
  readonly elapsed: number
  readonly receivedAt: number
  /** A ride that is replayed faster or slower only moves with its messages. */
  readonly replay: boolean
  /** Where the pace was measured last: ride time and page time. */
  readonly mark: { readonly at: number; readonly receivedAt: number }
}

const measureMs = 1000
const jitterSeconds = 2

/** Elapsed seconds to show now. `alive`: the stream stands, so silence means that nothing has changed. */
export const elapsedNow = (clock: RideClock, now: number, alive: boolean): number =>
  clock.running && alive && !clock.replay ? clock.elapsed + Math.max(0, now - clock.receivedAt) / 1000 : clock.elapsed

/** The clock after a message about the session. */
export const nextClock = (previous: RideClock | undefined, session: LiveWorkout, receivedAt: number): RideClock => {
  const running = session.state === 'running'
  const here = { at: Date.parse(session.at), receivedAt }
  const fresh = { session: session.id, running, elapsed: session.elapsed, receivedAt, replay: false, mark: here }
  if (previous?.session !== session.id || !previous.running) return fresh
  const replay = measure(previous, here) ?? previous.replay
  const mark = receivedAt - previous.mark.receivedAt >= measureMs ? here : previous.mark
  const next = { ...fresh, replay, mark }
  return { ...next, elapsed: steady(previous, next) }
}

const measure = ({ mark }: RideClock, here: RideClock['mark']): boolean | undefined => {
  const passed = here.receivedAt - mark.receivedAt
  if (passed < measureMs) return undefined
  const pace = (here.at - mark.at) / passed
  return pace > 2 || pace < 0.5
}

// A message is a little older than the ticking it interrupts; going back by a second would flicker.
const steady = (previous: RideClock, next: RideClock): number => {
  if (!next.running || next.replay) return next.elapsed
  const shown = elapsedNow(previous, next.receivedAt, true)
  return shown > next.elapsed && shown - next.elapsed < jitterSeconds ? shown : next.elapsed
}
