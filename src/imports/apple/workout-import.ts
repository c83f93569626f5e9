import type { AppleRoute, AppleWorkout } from '../../exchange/apple/finding.js'
import { timerTime } from '../../health/exercise/timer.js'
import type { Reading, Sample, WorkoutSample } from '../../health/sample.js'
import type { CollectionChange } from '../../health/workout.js'
import type { RecordingParts } from '../import-recording.js'
import { knownRide } from '../known-workout.js'
import type { ExportOrigin } from './apple-origin.js'
import { type DeclaredSum, declaredSums, spansOf, sportTypes, spread } from './declared.js'
import { identityUuid } from './identity.js'
import { readRoute, routeSamples } from './routes.js'
import type { SampleBatches } from './sample-batches.js'
import { counted, type Tallies } from './tallies.js'
import { activitiesOf, eventsOf } from './workout-facts.js'

/** What the workouts of an export are made with. */
export interface WorkoutParts extends Pick<RecordingParts, 'store' | 'record'> {
  readonly user: string
  readonly batches: SampleBatches
  readonly tallies: Tallies
  /** A file beside the document; undefined when there is none. */
  readonly fileAt: (path: string) => AsyncIterable<Uint8Array> | undefined
}

/** How much what others measured may differ from what a workout declares, and still be the same. */
const agreement = 0.1
const pageMax = 5_000

const noRoute = (count: number): string => counted(count, 'route is not there', 'routes are not there')
const damagedRoute = (count: number): string =>
  counted(count, 'route is damaged: its beginning was kept', 'routes are damaged: their beginnings were kept')
const emptyRoute = (count: number): string =>
  counted(count, 'route holds no places with their times', 'routes hold no places with their times')

const isVersionOf = ({ metadata }: Sample, route: AppleRoute): boolean => {
  const { syncIdentifier, syncVersion = 0 } = route.metadata
  return metadata.syncIdentifier === syncIdentifier && Number(metadata.syncVersion ?? 0) >= Number(syncVersion)
}

/** A workout of an export on its way into the store: its routes first, what it declares, and its record last. */
export class WorkoutImport {
  readonly #parts: WorkoutParts
  readonly #workout: AppleWorkout
  readonly #origin: ExportOrigin

  constructor(parts: WorkoutParts, workout: AppleWorkout) {
    this.#parts = parts
    this.#workout = workout
    this.#origin = parts.batches.originOf(workout.origin)
  }

  /** The id of its record, which may have been there. */
  async run(): Promise<string> {
    const { store, user } = this.#parts
    const { source } = this.#origin
    const known = await this.#known()
    // What another recorder or file has told of it has its own places.
    if (known !== undefined && known.source !== source) return known.uuid
    const id = known?.uuid ?? this.#ownId()
    const routes = await this.#saveRoutes(id)
    if (known === undefined) await this.#record(id)
    else await this.#skipDeclared()
    if (routes.length > 0) await store.associate(user, id, routes)
    return id
  }

  #ownId(): string {
    const { activityType, start, end } = this.#workout
    return identityUuid([this.#parts.user, this.#origin.source, 'workout', activityType, start, end])
  }

  async #known(): Promise<WorkoutSample | undefined> {
    const { store, user } = this.#parts
    const { activityType, start, end, origin } = this.#workout
    const own = await store.find(user, this.#ownId())
    if (own?.kind === 'workout') return own
    const { source, device } = this.#origin
    const recording = { activityType, start, end, device: { name: origin.source.name } }
    return (await knownRide({ store, user }, { recording, origin: { source, device } })).known
  }

  async #saveRoutes(id: string): Promise<readonly string[]> {
    const saved: string[] = []
    for (const route of await this.#newRoutes(id)) saved.push(...(await this.#saveRoute(id, route)))
    return saved
  }

  /** Those of which the workout has no such version yet. */
  async #newRoutes(id: string): Promise<readonly AppleRoute[]> {
    const { store, user, batches } = this.#parts
    const { routes } = this.#workout
    if (routes.length === 0) return routes
    const { items } = await store.samples(user, { types: ['workoutRoute'], predicate: { workout: id } })
    const left = [...items]
    return routes.filter((route) => {
      const at = left.findIndex((sample) => isVersionOf(sample, route))
      if (at >= 0) left.splice(at, 1)
      if (at >= 0) batches.skip(1)
      return at < 0
    })
  }

  async #saveRoute(id: string, route: AppleRoute): Promise<readonly string[]> {
    const { user, batches, tallies, fileAt } = this.#parts
    const file = fileAt(route.path)
    if (file === undefined) {
      tallies.add('missingRoute', noRoute)
      return []
    }
    const { locations, isWhole } = await readRoute(file)
    if (!isWhole) tallies.add('badMarkup', locations.length === 0 ? emptyRoute : damagedRoute)
    const { timeZone } = this.#workout
    const samples = routeSamples({ user, workout: id, origin: this.#origin, timeZone, route, locations })
    return batches.save(samples, this.#origin)
  }

  async #record(id: string): Promise<void> {
    const { user, record } = this.#parts
    const { activityType, location, start, end, timeZone, metadata, declared } = this.#workout
    await record({
      ...{ id, user, source: this.#origin.source, activityType, location, start, end, timeZone, metadata, declared },
      elapsed: timerTime(spansOf(this.#workout), { start, end }) / 1_000,
      events: eventsOf(this.#workout),
      activities: activitiesOf(this.#workout),
      collections: await this.#collections(),
    })
  }

  /**
   * What the workout's own source has measured counts from it alone, because it is what HealthKit has associated; what it
   * has not measured counts from whoever did (the watch's heart rate in the workout of an app).
   */
  async #collections(): Promise<readonly CollectionChange[]> {
    const { routes, start: at } = this.#workout
    const types = await this.#measuredByOwn()
    for (const type of await this.#fill(types)) types.add(type)
    if (routes.length > 0) types.add('workoutRoute')
    const filter = { sources: [this.#origin.source] }
    return types.size === 0
      ? []
      : [{ at, collect: Object.fromEntries([...types].sort().map((type) => [type, filter])) }]
  }

  async #measuredByOwn(): Promise<Set<string>> {
    const { store, user } = this.#parts
    const { start, end } = this.#workout
    const wanted = sportTypes(this.#workout)
    const types = new Set<string>()
    let cursor: string | undefined
    do {
      const query = { start, end: end + 1, sources: [this.#origin.source], limit: pageMax, cursor }
      const page = await store.samples(user, query)
      for (const { kind, type } of page.items)
        if ((kind === 'quantity' || kind === 'series') && wanted.has(type)) types.add(type)
      cursor = page.cursor
    } while (cursor !== undefined)
    return types
  }

  /** Saves what is declared and nobody has measured, so that there is a total of it; tells which types. */
  async #fill(measured: ReadonlySet<string>): Promise<readonly string[]> {
    const { store, user, batches } = this.#parts
    const { start, end } = this.#workout
    const filled: string[] = []
    for (const declared of declaredSums(this.#workout)) {
      if (measured.has(declared.type)) continue
      const others = await store.statistics(user, { type: declared.type, start, end })
      if (Math.abs((others?.sum ?? 0) - declared.sum) <= declared.sum * agreement) continue
      const samples = this.#spread(declared).flatMap(
        ([reading, uuid]) => batches.make(reading, this.#origin, uuid) ?? [],
      )
      await batches.save(samples, this.#origin)
      filled.push(declared.type)
    }
    return filled
  }

  /** The samples of an amount, and by what each is known. */
  #spread(declared: DeclaredSum): readonly (readonly [Reading, string])[] {
    const own = this.#ownId()
    return spread(declared, this.#workout).map((reading, place) => [
      reading,
      identityUuid([own, 'declared', declared.type, place]),
    ])
  }

  /** Counts what was made of what it declares when it came first. */
  async #skipDeclared(): Promise<void> {
    const { store, user, batches } = this.#parts
    const uuids = declaredSums(this.#workout).flatMap((declared) => this.#spread(declared).map(([, uuid]) => uuid))
    if (uuids.length === 0) return
    const { items } = await store.samples(user, { uuids, limit: uuids.length })
    batches.skip(items.length)
  }
}
