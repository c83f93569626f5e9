import type { enumerations } from '../data/enumerations.js'
import type { ActivitySummaryJson } from '../json/activity-summary-json.js'
import type { ChangesJson, SampleJson, StatisticsJson, WorkoutJson } from '../json/json-schema.js'
import type { SavedSamples } from '../json/sample-input.js'
import type { Heartbeat } from '../kinds/heartbeat.js'
import type { Location } from '../kinds/location.js'
import type { Origin } from '../origin.js'
import type { QuantityTypeName, SampleTypeName } from '../type.js'
import type {
  Abortable,
  ActivityQuery,
  ChangesFilter,
  ChangesQuery,
  CollectionFilter,
  CollectionQuery,
  CorrelationsQuery,
  DeletionQuery,
  InUnit,
  LocationsQuery,
  Paged,
  QuantitiesOfTypeQuery,
  QuantitiesQuery,
  SamplesQuery,
  SourcesFilter,
  StatisticsQuery,
  VoltagesQuery,
  Window,
  WorkoutsQuery,
} from './queries.js'

/** A page of a list; with `cursor` there is more. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly cursor?: string | undefined
}

/** One quantity of a series; times are ISO 8601, an instant has no `end`. */
export interface QuantityJson {
  readonly start: string
  readonly end?: string | undefined
  readonly value: number
  /** Of the sample that holds it, when it is asked for. */
  readonly uuid?: string | undefined
}

/** A page of quantities, in `unit`. */
export interface QuantitiesPage extends Page<QuantityJson> {
  readonly type: string
  readonly unit: string
}

type Case<Enumeration extends keyof typeof enumerations> = keyof (typeof enumerations)[Enumeration] & string

/** Facts of a person that are no samples; what is not set is left out. */
export interface CharacteristicsJson {
  /** A date. */
  readonly dateOfBirth?: string | undefined
  readonly biologicalSex?: Case<'HKBiologicalSex'> | undefined
  readonly bloodType?: Case<'HKBloodType'> | undefined
  readonly fitzpatrickSkinType?: Case<'HKFitzpatrickSkinType'> | undefined
  readonly wheelchairUse?: Case<'HKWheelchairUse'> | undefined
  readonly activityMoveMode?: Case<'HKActivityMoveMode'> | undefined
}

/** The rings that go on: the days that changed, and all of them, oldest first. */
export interface ActivityUpdate {
  readonly changed: readonly ActivitySummaryJson[]
  readonly days: readonly ActivitySummaryJson[]
}

/** A location of a route; `time` is ISO 8601. */
export interface LocationJson extends Omit<Location, 'time'> {
  readonly time: string
}

/** Volts, so many seconds since the start. */
export interface VoltageJson {
  readonly timeSinceStart: number
  readonly voltage: number
}

/** A page of the voltages of a lead; `samplingFrequency` in Hz. */
export interface VoltagesPage extends Page<VoltageJson> {
  readonly lead: string
  readonly samplingFrequency: number
}

/** A statistics collection that goes on: the buckets that changed, and all of them, oldest first. */
export interface CollectionUpdate {
  readonly changed: readonly StatisticsJson[]
  readonly collection: readonly StatisticsJson[]
}

/**
 * The health of one person, as a program asks for it: HealthKit's queries over the objects that the HTTP API speaks
 * (times in ISO 8601, values with their unit). It is the same in the process of the store and over HTTP.
 *
 * A plural noun is an iteration over everything, page by page; with `Page` at its end it is one page. What goes on for
 * ever ends by its signal, by `return()` (or leaving the loop), and when the store is closed. Errors are `HealthError`s.
 */
export interface Person {
  readonly id: string

  /**
   * Keeps all of them or none, and resolves once they are durable with their UUIDs in order. At most 10,000. What is
   * wrong is pointed at from the list, also when it is one: `/samples/0/unit`.
   */
  save(samples: SavedSamples): Promise<readonly string[]>
  /** Saves samples and makes them the workout's; its own figures stay as they are. `notFound` */
  addToWorkout(workout: string, samples: SavedSamples): Promise<readonly string[]>
  /** Makes stored samples the workout's. `notFound` */
  associate(workout: string, uuids: readonly string[]): Promise<void>
  /** `notFound` when there is no such sample. */
  delete(uuid: string): Promise<void>
  /** Deletes what matches and returns how many samples that were. */
  deleteMatching(query: DeletionQuery): Promise<number>

  /** Undefined when there is no such sample. */
  sample(uuid: string, options?: InUnit): Promise<SampleJson | undefined>
  samplesPage(query?: SamplesQuery): Promise<Page<SampleJson>>
  samples(query?: SamplesQuery & Abortable): AsyncIterableIterator<SampleJson>
  /** Blood pressure and food, by themselves and by what they are made of. */
  correlationsPage(query?: CorrelationsQuery): Promise<Page<SampleJson>>
  correlations(query?: CorrelationsQuery & Abortable): AsyncIterableIterator<SampleJson>
  /** The quantities inside a sample, oldest first; a sample of one quantity is a series of one. `notFound`. */
  quantitiesPage(uuid: string, query?: QuantitiesQuery): Promise<QuantitiesPage>
  quantities(uuid: string, query?: QuantitiesQuery & Abortable): AsyncIterableIterator<QuantityJson>
  /** The quantities inside all samples of a type, in order of time. */
  quantitiesOfTypePage(query: QuantitiesOfTypeQuery): Promise<QuantitiesPage>
  quantitiesOfType(query: QuantitiesOfTypeQuery & Abortable): AsyncIterableIterator<QuantityJson>
  /** The beats of a heartbeat series. `notFound` */
  heartbeatsPage(uuid: string, query?: Paged): Promise<Page<Heartbeat>>
  heartbeats(uuid: string, query?: Paged & Abortable): AsyncIterableIterator<Heartbeat>
  /** The voltages of a lead of an electrocardiogram. `notFound` */
  voltagesPage(uuid: string, query?: VoltagesQuery): Promise<VoltagesPage>
  voltages(uuid: string, query?: VoltagesQuery & Abortable): AsyncIterableIterator<VoltageJson>
  /** The locations of a workout route. `notFound` */
  locationsPage(uuid: string, query?: LocationsQuery): Promise<Page<LocationJson>>
  locations(uuid: string, query?: LocationsQuery & Abortable): AsyncIterableIterator<LocationJson>
  /** What has saved samples of these types (of all types when left out) for which the rest holds, ordered. */
  sources(types?: readonly SampleTypeName[], where?: SourcesFilter): Promise<readonly string[]>
  /** The same in full: every revision of them, with every device. */
  origins(types?: readonly SampleTypeName[]): Promise<readonly Origin[]>

  /** Undefined when no quantity matches. */
  statistics(query: StatisticsQuery): Promise<StatisticsJson | undefined>
  /** A bucket each, oldest first; one without quantities has a count of 0. */
  statisticsCollectionPage(query: CollectionQuery): Promise<Page<StatisticsJson>>
  statisticsCollection(query: CollectionQuery & Abortable): AsyncIterableIterator<StatisticsJson>
  /** The collection as it is, then again whenever something of it was added or deleted. At most 10,000 buckets. */
  statisticsCollectionUpdates(query: CollectionFilter & Abortable): AsyncIterableIterator<CollectionUpdate>

  /** What the person did on each day of their calendar, and wanted to: the rings. */
  activitySummariesPage(query?: ActivityQuery): Promise<Page<ActivitySummaryJson>>
  activitySummaries(query?: ActivityQuery & Abortable): AsyncIterableIterator<ActivitySummaryJson>
  /** The days as they are, then again whenever something of them changes. */
  activitySummaryUpdates(query?: Window & Abortable): AsyncIterableIterator<ActivityUpdate>

  /** Date of birth, sex, blood type and the like. */
  characteristics(): Promise<CharacteristicsJson>
  /** By type the unit that the person wants to see values in, of all quantity types when left out. */
  preferredUnits(types?: readonly QuantityTypeName[]): Promise<Readonly<Record<string, string>>>

  /** Undefined when there is no such workout. */
  workout(id: string): Promise<WorkoutJson | undefined>
  workoutsPage(query?: WorkoutsQuery): Promise<Page<WorkoutJson>>
  workouts(query?: WorkoutsQuery & Abortable): AsyncIterableIterator<WorkoutJson>

  /** The locations of all routes of a workout, oldest first. `notFound` */
  workoutLocationsPage(id: string, query?: LocationsQuery): Promise<Page<LocationJson>>
  workoutLocations(id: string, query?: LocationsQuery & Abortable): AsyncIterableIterator<LocationJson>

  /** One page of what was added and deleted since an anchor; `anchorExpired` when the anchor is too old. */
  changesPage(query?: ChangesQuery): Promise<ChangesJson>
  /** The same, going on: pages of what has been since the anchor, then a page after every commit. Empty ones are left out. */
  changes(query?: ChangesFilter & Abortable): AsyncIterableIterator<ChangesJson>
}
