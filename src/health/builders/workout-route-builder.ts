import { HealthError } from '../error.js'
import { type Location, locationsMax } from '../kinds/location.js'
import { workoutRouteSample } from '../kinds/new-samples.js'
import type { Metadata, NewWorkoutRouteSample } from '../sample.js'
import type { SampleFacts } from '../sample-rules.js'
import { Taking } from './taking.js'

/**
 * Collects where a workout goes (HKWorkoutRouteBuilder, semantics § 8.2). After `finish` or `discard` every call throws
 * `invalidArgument`.
 */
export class WorkoutRouteBuilder {
  /** As many locations as one route takes; a workout may have several routes. */
  static readonly maximumCount = locationsMax

  readonly #origin: Pick<SampleFacts, 'source' | 'device' | 'timeZone'>
  readonly #locations: Location[] = []
  readonly #taking = new Taking()
  #metadata: Metadata = {}

  constructor(origin: Pick<SampleFacts, 'source' | 'device' | 'timeZone'>) {
    this.#origin = origin
  }

  /** How many locations were inserted. */
  get count(): number {
    return this.#locations.length
  }

  /** Inserts locations in any order; throws `dataSizeExceeded`, and takes none of them, when there are too many. */
  insert(locations: readonly Location[]): void {
    this.#taking.check()
    if (this.#locations.length + locations.length > locationsMax)
      throw new HealthError('dataSizeExceeded', `more than ${locationsMax} locations`)
    for (const location of locations) this.#locations.push(location)
  }

  /** Adds to the metadata of the route; of a key that was there before the new value counts. */
  addMetadata(metadata: Metadata): void {
    this.#taking.check()
    this.#metadata = { ...this.#metadata, ...metadata }
  }

  /**
   * The route to save, its locations oldest first. Throws `invalidArgument`, and stays open, when there is none, or one
   * that cannot be.
   *
   * @param workoutUuid Of the saved workout that the route belongs to.
   */
  finish(workoutUuid: string, metadata: Metadata = {}): NewWorkoutRouteSample {
    this.#taking.check()
    const sample = workoutRouteSample({
      ...this.#origin,
      workoutUuid,
      locations: [...this.#locations],
      metadata: { ...this.#metadata, ...metadata },
    })
    this.#taking.end()
    return sample
  }

  /** Forgets everything. */
  discard(): void {
    this.#taking.end()
    this.#locations.length = 0
  }
}
