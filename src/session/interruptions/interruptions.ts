import type { Clock, Span } from '../../health/clock.js'
import { within } from '../../health/exercise/timer.js'
import type { Sample } from '../../health/sample.js'
import type { Workout } from '../../health/workout.js'
import type { HealthStore } from '../../store/health-store.js'
import type { JournaledMachine } from '../journal/journaled-machine.js'
import { filledBy, heardDuring, leftOf } from './heard.js'
import { type Hole, leastSilence } from './hole.js'

/** How long before a hole it is looked how often something was heard, ms. */
const rhythmMs = 60_000

const spanOf = ({ start, end }: Hole): Span => ({ start, end })

/** A record that says what was not heard of it, when there is anything: it may have ended before, as an orphan does. */
export const withInterruptions = (workout: Workout, holes: readonly Hole[]): Workout => {
  const interruptions = within(holes, workout)
  return interruptions.length === 0 ? workout : { ...workout, interruptions }
}

/** What a silence was, if that is so long that readings are missing; undefined when it is not. Epoch ms. */
async function holeIn(store: HealthStore, user: string, silence: Span): Promise<Hole | undefined> {
  const { start } = silence
  // The newest reading may be of an instant, which a half-open window has to reach past.
  const window = { start: start - rhythmMs, end: start + 1 }
  const heard: Span[] = []
  for await (const span of heardDuring(store, user, window)) heard.push(span)
  // Where nobody was heard before, nothing is missing.
  if (heard.length === 0) return undefined
  const since = heard.reduce((first, one) => Math.min(first, one.start), start)
  const least = leastSilence(heard, { start: Math.max(window.start, since), end: start })
  return silence.end - start >= least ? { ...silence, least } : undefined
}

interface InterruptionsParts {
  readonly store: HealthStore
  readonly clock: Clock
}

/** The times in a session at which the engine was down and nothing was heard, as far as nothing has turned up since. */
export class Interruptions {
  readonly #parts: InterruptionsParts
  readonly #machine: JournaledMachine
  #left: readonly Hole[] = []

  constructor(parts: InterruptionsParts, machine: JournaledMachine) {
    this.#parts = parts
    this.#machine = machine
  }

  /** In time order. */
  get spans(): readonly Span[] {
    return this.#left.map(spanOf)
  }

  /** The engine is back: a workout of the present has gone on since its newest fact, epoch ms. */
  async resume(newest: number): Promise<void> {
    const { store, clock } = this.#parts
    const { context } = this.#machine.snapshot
    const isGoingOn = context.live && this.#machine.snapshot.matches('active')
    const hole = isGoingOn ? await holeIn(store, context.user, { start: newest, end: clock() }) : undefined
    if (hole) await this.#machine.interrupt(hole)
    this.#left = await leftOf(store, context.user, this.#machine.holes)
  }

  take(samples: readonly Sample[]): void {
    this.#left = filledBy(this.#left, samples)
  }
}
