import type { StreamedRecording } from '../exchange/recording.js'
import { typesCollectedIn } from '../health/exercise/collected-types.js'
import type { NewSample, WorkoutSample } from '../health/sample.js'
import type { SampleTypeName } from '../health/type.js'
import type { CollectionChange, WorkoutEvent } from '../health/workout.js'
import type { PastWorkout } from '../session/past-workout.js'
import type { HealthStore } from '../store/health-store.js'
import type { ImportProblem } from './imports.js'
import { type KnownRide, knownRide, sameEndMs } from './known-workout.js'
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

/** Only what one recorder has measured, of all that the sports collect. */
function ownCollections(
  { activityType, parts, start: at }: StreamedRecording,
  { source, device }: RecordingOrigin,
): readonly CollectionChange[] {
  const filter = { sources: [source], ...(device !== undefined && { devices: [device] }) }
  const sports = [activityType, ...parts.map((part) => part.activityType)]
  const types = sports.flatMap((sport) => [...typesCollectedIn(sport)])
  return [{ at, collect: Object.fromEntries(types.map((type) => [type, filter])) }]
}

/** Pauses and laps as a session would have had them. */
const eventsOf = ({ pauses, laps }: StreamedRecording): readonly WorkoutEvent[] =>
  [
    ...pauses.flatMap(({ start, end }) => [
      { event: 'pause' as const, at: start },
      { event: 'resume' as const, at: end },
    ]),
    ...laps.slice(1).map(({ start }) => ({ event: 'lap' as const, at: start })),
  ].toSorted((one, other) => one.at - other.at)

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
    const ride = await knownRide(
      { store: this.#parts.store, user: this.#user },
      { recording: this.#recording, origin: this.#origin },
    )
    const { known } = ride
    // What the same recorder has told live, or in another format, has its own samples: these would be there twice.
    if (known !== undefined && known.source !== this.#origin.source) return this.#leave(known)
    const hasMore = isLonger(this.#recording, known)
    if (hasMore) await this.#forget(known)
    const facts = await this.#describe()
    await this.#save(samplesOf(this.#recording, facts, this.#parts.isPlausible))
    const workout = await this.#record(facts, { ...ride, isLonger: hasMore })
    return { workout, saved: this.#saved, skipped: this.#skipped, problems: this.#problems() }
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
    { known, isBeside, isLonger }: KnownRide & { readonly isLonger: boolean },
  ): Promise<string> {
    const isKnown = known !== undefined && !isLonger
    const own = isKnown ? known.uuid : this.#parts.newId()
    const routes = await this.#save(routesOf(this.#recording, facts, own))
    const id = isKnown ? own : await this.#make(own, { known, isBeside })
    // A route that was there may be of a record that was never made.
    if (routes.length > 0) await this.#parts.store.associate(this.#user, id, routes)
    return id
  }

  async #make(id: string, { known, isBeside }: KnownRide): Promise<string> {
    const { activityType, location, start, end, parts: activities, declared } = this.#recording
    const past = { id, user: this.#user, source: this.#origin.source, replaces: known?.uuid }
    const facts = { activityType, location, start, end, events: eventsOf(this.#recording), activities }
    // Both recorders' samples lie in the same time: each workout is of its own.
    const collections = isBeside ? ownCollections(this.#recording, this.#origin) : undefined
    const { workout } = await this.#parts.record({ ...past, ...facts, collections, declared })
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
