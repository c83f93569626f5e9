import type { StreamedRecording } from '../exchange/recording.js'
import type { NewSample, WorkoutSample } from '../health/sample.js'
import type { SampleTypeName } from '../health/type.js'
import type { WorkoutEvent } from '../health/workout.js'
import type { PastWorkout } from '../session/past-workout.js'
import type { HealthStore } from '../store/health-store.js'
import type { ImportProblem } from './imports.js'
import { originOf, type RecordingOrigin } from './origin.js'
import { type Facts, type IsPlausible, routesOf, samplesOf } from './recording-samples.js'
import { zoneOf } from './zone.js'

/** What recordings are imported with. */
export interface RecordingParts {
  readonly store: HealthStore
  readonly newId: () => string
  readonly isPlausible: IsPlausible
  /** Makes the record of a workout from what is stored, unless it is there. */
  readonly record: (past: PastWorkout) => Promise<{ readonly workout: { readonly id: string } }>
}

/** What became of a recording. */
export interface ImportedRecording {
  readonly workout: string
  readonly saved: number
  readonly skipped: number
  readonly problems: readonly ImportProblem[]
}

/** How many samples are saved at once. */
const batchMax = 1_000
/** A record whose end is earlier by more is of less of the same ride, ms. */
const sameEndMs = 1_000

/** Pauses and laps as a session would have had them. */
const eventsOf = ({ pauses, laps }: StreamedRecording): readonly WorkoutEvent[] =>
  [
    ...pauses.flatMap(({ start, end }) => [
      { event: 'pause' as const, at: start },
      { event: 'resume' as const, at: end },
    ]),
    ...laps.slice(1).map(({ start }) => ({ event: 'lap' as const, at: start })),
  ].toSorted((one, other) => one.at - other.at)

/** Files have whole seconds: one of ours that comes back begins up to so much before what it was written from, ms. */
const fileStepMs = 1_000
/** The same ride in another format begins and ends within this, ms: not every format has a record of every second. */
const sameRideMs = 10_000

/**
 * The workout that is there already: of the same start and activity, or of the same start and source, because a file that
 * was cut short may not say what activity it was; or of about the same start and end, because another format may know
 * fewer activities.
 */
async function knownWorkout(
  store: HealthStore,
  user: string,
  { start, end, activityType, source }: Pick<PastWorkout, 'start' | 'end' | 'activityType' | 'source'>,
): Promise<WorkoutSample | undefined> {
  const near = { start: start - sameRideMs, end: start + sameRideMs + 1, strict: ['strictStartDate' as const] }
  const { items } = await store.samples(user, { types: ['workout'], ...near })
  const found = items.filter((sample) => sample.kind === 'workout').toSorted((one, other) => other.end - one.end)
  const together = found.filter((sample) => Math.abs(sample.start - start) < fileStepMs)
  return (
    together.find(({ workout }) => workout.activityType === activityType) ??
    together.find((sample) => sample.source === source) ??
    found.find((sample) => Math.abs(sample.end - end) <= sameRideMs) ??
    (await mergedWorkout(store, user, { start, end, source }))
  )
}

/** The workout that this one was merged into. */
async function mergedWorkout(
  store: HealthStore,
  user: string,
  { start, end, source }: Pick<PastWorkout, 'start' | 'end' | 'source'>,
): Promise<WorkoutSample | undefined> {
  const { items } = await store.samples(user, { types: ['workout'], start, end })
  return items
    .filter((sample) => sample.kind === 'workout')
    .filter(({ metadata, workout }) => metadata.mergedFrom !== undefined && workout.sources.includes(source))
    .find((sample) => sample.start <= start && end - sample.end <= sameEndMs)
}

/** Whether a recording has more of a ride than the record of it. One that was split ends where it was meant to. */
const isLonger = ({ end }: StreamedRecording, known: WorkoutSample | undefined): known is WorkoutSample =>
  known !== undefined && end - known.end > sameEndMs && known.metadata.splitFrom === undefined

class RecordingImport {
  readonly #parts: RecordingParts
  readonly #user: string
  readonly #recording: StreamedRecording
  readonly #origin: RecordingOrigin
  readonly #onSaved: (samples: number) => void
  #saved = 0
  #skipped = 0
  #refused = 0

  constructor(parts: RecordingParts, user: string, recording: StreamedRecording, onSaved: (samples: number) => void) {
    this.#parts = parts
    this.#user = user
    this.#recording = recording
    this.#origin = originOf(recording.device)
    this.#onSaved = onSaved
  }

  /** Saves the samples first and the record last: a crash leaves samples that the next import finds, and no half workout. */
  async run(): Promise<ImportedRecording> {
    const known = await this.#known()
    // What another source saved of the same ride has its own samples: these would be there twice.
    if (known !== undefined && known.source !== this.#origin.source) return this.#leave(known)
    const hasMore = isLonger(this.#recording, known)
    if (hasMore) await this.#forget(known)
    const facts = await this.#describe()
    await this.#save(samplesOf(this.#recording, facts, this.#parts.isPlausible))
    const workout = await this.#record(facts, { known, isLonger: hasMore })
    return { workout, saved: this.#saved, skipped: this.#skipped, problems: this.#problems() }
  }

  #known(): Promise<WorkoutSample | undefined> {
    const { start, end, activityType } = this.#recording
    return knownWorkout(this.#parts.store, this.#user, { start, end, activityType, source: this.#origin.source })
  }

  #leave({ workout }: WorkoutSample): ImportedRecording {
    const { readings, heartbeats } = this.#recording
    let skipped = heartbeats.length
    for (const _ of readings) skipped += 1
    return { workout: workout.id, saved: 0, skipped, problems: [] }
  }

  async #describe(): Promise<Facts> {
    const { origins } = this.#parts.store
    const { source, device, properties } = this.#origin
    if (device !== undefined && properties !== undefined) await origins.describeDevice(device, properties)
    const { utcOffset, start: at } = this.#recording
    return { source, device, timeZone: zoneOf(utcOffset, { own: origins.timeZoneOf(this.#user), at }) }
  }

  // What was cut off in a part has the start of the whole and another end: the last beats, the way, the energy of all.
  #forget({ uuid }: WorkoutSample): Promise<number> {
    const { readings, heartbeats, route } = this.#recording
    const types = new Set<SampleTypeName>(heartbeats.map(({ type }) => type))
    for (const { type } of readings) types.add(type)
    for (const _ of route) types.add('workoutRoute')
    return this.#parts.store.deleteMatching(this.#user, {
      types: [...types],
      sources: [this.#origin.source],
      predicate: { workout: uuid },
    })
  }

  // The route goes before the record, which counts from it what went up and down.
  async #record(
    facts: Facts,
    { known, isLonger }: { readonly known: WorkoutSample | undefined; readonly isLonger: boolean },
  ): Promise<string> {
    const isKnown = known !== undefined && !isLonger
    const own = isKnown ? known.uuid : this.#parts.newId()
    const routes = await this.#save(routesOf(this.#recording, facts, own))
    const id = isKnown ? own : await this.#make(own, known?.uuid)
    // A route that was there may be of a record that was never made.
    if (routes.length > 0) await this.#parts.store.associate(this.#user, id, routes)
    return id
  }

  async #make(id: string, replaces: string | undefined): Promise<string> {
    const { activityType, location, start, end, parts: activities } = this.#recording
    const past = { id, user: this.#user, source: this.#origin.source, replaces }
    const events = eventsOf(this.#recording)
    const { workout } = await this.#parts.record({ ...past, activityType, location, start, end, events, activities })
    return workout.id
  }

  async #save(samples: Iterable<NewSample | undefined>): Promise<readonly string[]> {
    const uuids: string[] = []
    let batch: NewSample[] = []
    for (const sample of samples) {
      if (sample === undefined) this.#refused += 1
      else batch.push(sample)
      if (batch.length < batchMax) continue
      uuids.push(...(await this.#saveBatch(batch)))
      batch = []
    }
    if (batch.length > 0) uuids.push(...(await this.#saveBatch(batch)))
    return uuids
  }

  async #saveBatch(batch: readonly NewSample[]): Promise<readonly string[]> {
    const { uuids, stored, duplicates } = await this.#parts.store.save(this.#user, batch, { replays: true })
    this.#saved += stored
    this.#skipped += duplicates
    this.#onSaved(batch.length)
    return batch[0]?.kind === 'workoutRoute' ? [...uuids] : []
  }

  #problems(): readonly ImportProblem[] {
    if (this.#refused === 0) return []
    return [
      { code: 'implausible', message: `${this.#refused} samples were left out: no body or sensor gives such values` },
    ]
  }
}

/** Saves a recording's samples and makes its record of them, unless they are there; `onSaved` hears of every batch. */
export const importRecording = (
  parts: RecordingParts,
  { user, recording }: { readonly user: string; readonly recording: StreamedRecording },
  onSaved: (samples: number) => void,
): Promise<ImportedRecording> => new RecordingImport(parts, user, recording, onSaved).run()
