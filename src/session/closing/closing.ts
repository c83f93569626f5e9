import type { Clock } from '../../health/clock.js'
import type { Sample } from '../../health/sample.js'
import type { FinishStep, Workout } from '../../health/workout.js'
import type { HealthStore } from '../../store/health-store.js'
import { type StoppedSession, saveWorkout } from '../save-workout.js'
import { Drain, drainMs } from './drain.js'
import { keptSteps, stepsUpToDrain, stepsUpToSave } from './finish-steps.js'

export interface ClosingParts {
  readonly store: HealthStore
  readonly clock: Clock
  /** Resolves when what sensors have said until now is with the store, as far as it ever will be. */
  readonly heard?: (() => Promise<void>) | undefined
}

/** How a session comes to its end: its sensors are drained, its workout is saved, or why that is not possible. */
export class Closing {
  readonly #parts: ClosingParts
  readonly #drain = new Drain()
  #workout: Workout | undefined
  #steps: readonly FinishStep[] | undefined
  #failure: unknown

  constructor(parts: ClosingParts) {
    this.#parts = parts
  }

  /** The saved record. */
  get workout(): Workout | undefined {
    return this.#workout
  }

  /** What a finish did, once it is saved. */
  get steps(): readonly FinishStep[] | undefined {
    return this.#steps
  }

  /** Why the workout could not be saved. */
  get failure(): unknown {
    return this.#failure
  }

  /** Hears what sensors say. */
  note(samples: readonly Sample[]): void {
    this.#drain.note(samples)
  }

  /** The clock has come to `now`. */
  check(now: number): void {
    this.#drain.check(now)
  }

  /** Waits for what sensors measured before `end`. In a replay everything is there already. */
  async drain(end: number, isLive: boolean): Promise<readonly FinishStep[]> {
    const { clock } = this.#parts
    const isDry = !isLive || (await this.#drain.wait(end, clock() + drainMs))
    return stepsUpToDrain(end, { at: clock(), isDry })
  }

  /** Saves the workout of the session that `stopped` tells once everything is stored. */
  async save(stopped: () => Promise<Omit<StoppedSession, 'store'>>): Promise<void> {
    const { store, clock } = this.#parts
    try {
      await this.#parts.heard?.()
      await store.settled()
      const { context, ...rest } = await stopped()
      const steps = stepsUpToSave(context.steps, clock())
      const { workout, metadata } = await saveWorkout({ store, context: { ...context, steps }, ...rest })
      this.#workout = workout
      this.#steps = keptSteps(metadata)
    } catch (error) {
      this.#failure = error
      throw error
    }
  }
}
