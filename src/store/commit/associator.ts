import { HealthError, invalidArgument } from '../../health/error.js'
import type { Workout } from '../../health/workout.js'
import type { History } from '../archive/history.js'
import { uuidBytes } from '../archive/identity.js'
import type { SampleRow } from '../sqlite/sample-table.js'
import type { Draft } from './draft.js'

/** Which samples are added to a workout. */
export interface Addition {
  readonly user: string
  readonly workout: string
  readonly uuids: readonly string[]
}

/** The workouts that hold a sample, and of a workout the samples that were added to it. */
export interface Ties {
  readonly workouts: readonly Uint8Array[]
  readonly samples: readonly Uint8Array[]
}

const everything = -1

const missing = (pointer: string): HealthError =>
  new HealthError('notFound', 'what is to be associated is not there', [{ pointer, message: 'is not there' }])

/** Keeps which samples belong to a workout besides those that its session collected (semantics § 10.1). */
export class Associator {
  readonly #history: History
  readonly #draft: Draft

  constructor(history: History, draft: Draft) {
    this.#history = history
    this.#draft = draft
  }

  /**
   * Adds samples to a workout, and tells of them again; those that it has already stay. Throws a `HealthError` before it
   * has changed anything.
   */
  associate({ user, workout, uuids }: Addition): number {
    this.check(user, workout)
    for (const [at, uuid] of uuids.entries()) this.#checkSample(user, uuid, `/uuids/${at}`)
    this.#checkRoom(uuids)
    this.add(workout, uuids)
    return uuids.length
  }

  /** Throws `notFound` when the person has no such workout. */
  check(user: string, workout: string): void {
    const row = this.#rowOf(user, workout)
    if (row?.kind !== 'workout') throw missing('/workout')
  }

  /** The rows of a person's workouts; throws `notFound` when one is not there. */
  workouts(user: string, uuids: readonly string[]): readonly SampleRow[] {
    return [...new Set(uuids)].map((uuid, at) => {
      const row = this.#rowOf(user, uuid)
      if (row?.kind !== 'workout') throw missing(`/replaces/${at}`)
      return row
    })
  }

  /** Adds samples that are known to be there to a workout that is. The members of a correlation come with it. */
  add(workout: string, uuids: readonly string[]): void {
    const holder = uuidBytes(workout)
    for (const uuid of uuids) {
      const sample = uuidBytes(uuid)
      this.#addOne(holder, sample)
      for (const member of this.#history.tables.samples.members(sample)) this.#addOne(holder, member.uuid)
    }
  }

  // Who follows with a predicate on the workout has to see it appear.
  #addOne(workout: Uint8Array, sample: Uint8Array): void {
    const { associations } = this.#history.tables
    const told = associations.insert(workout, sample) ? this.#draft.tellAgain(sample) : undefined
    if (told) associations.tell(workout, told)
  }

  #checkRoom(uuids: readonly string[]): void {
    const { samples } = this.#history.tables
    const count = uuids.reduce((sum, uuid) => sum + 1 + samples.members(uuidBytes(uuid)).length, 0)
    if (count > this.#draft.room) throw invalidArgument('with their members, these are too many samples at once')
  }

  /** What a sample that is about to be replaced is tied to. */
  tiesOf(row: SampleRow): Ties {
    const { associations } = this.#history.tables
    return {
      workouts: [...associations.ofSample(row.uuid), ...this.#collectorsOf(row)],
      samples: row.kind === 'workout' ? associations.ofWorkout(row.uuid) : [],
    }
  }

  /** Puts a sample in the place of the one it replaces, even where its time is another one. */
  tie(uuid: string, { workouts, samples }: Ties): void {
    const { associations } = this.#history.tables
    for (const workout of workouts) associations.insert(workout, uuidBytes(uuid))
    for (const sample of samples) associations.insert(uuidBytes(uuid), sample)
  }

  #rowOf(user: string, uuid: string): SampleRow | undefined {
    const row = this.#history.tables.samples.byUuid(uuidBytes(uuid))
    return row && this.#history.stream(row.stream).user === user ? row : undefined
  }

  #checkSample(user: string, uuid: string, pointer: string): void {
    const row = this.#rowOf(user, uuid)
    if (row === undefined && this.#history.derived(uuid)?.stream.user !== user) throw missing(pointer)
    if (row?.kind !== 'workout') return
    throw invalidArgument('a workout holds no workouts', [{ pointer, message: 'is a workout' }])
  }

  /** The workouts whose session collected a sample. */
  #collectorsOf({ stream, start, kind }: SampleRow): readonly Uint8Array[] {
    if (kind === 'workout') return []
    const { user, source } = this.#history.stream(stream)
    const { samples, streams } = this.#history.tables
    return this.#history
      .matching(({ type }) => type === 'workout', user)
      .flatMap(({ id }) => samples.startingBetween(id, start - streams.longest(id), start + 1, everything))
      .filter((row) => row.start <= start && row.end >= start && sourcesOf(row).includes(source))
      .map(({ uuid }) => uuid)
  }
}

// Written from a workout that was checked.
const sourcesOf = ({ body }: SampleRow): readonly string[] =>
  (JSON.parse(body) as { readonly workout: Workout }).workout.sources
