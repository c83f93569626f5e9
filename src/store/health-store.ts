import type { Span } from '../health/clock.js'
import type { Predicate } from '../health/predicate/predicate.js'
import type { DeletedSample, MetadataValue, NewSample, Owned, Sample } from '../health/sample.js'
import type { Statistics, StatisticsOption } from '../health/statistics.js'
import type { QuantityTypeName, SampleTypeName } from '../health/type.js'
import type { Documents } from './documents.js'
import type { Housekeeping } from './housekeeping/housekeeping.js'
import type { OriginBook } from './origins.js'

/** What became of a batch: the UUID each sample is known by, in the order given, and how many were new. */
export interface SaveResult {
  readonly uuids: readonly string[]
  readonly stored: number
  /** Samples that were there already: the same reading again, or a sync version that is not higher. */
  readonly duplicates: number
}

/** How samples are saved. */
export interface SaveOptions {
  /**
   * Whether they are a delivery that is repeated until it is acknowledged: then the same reading with the same UUID again
   * is a duplicate. Otherwise a UUID that was there before is `invalidArgument`, unless the sample is synced.
   */
  readonly replays?: boolean | undefined
  /** A workout that they are added to in the same commit; its own figures stay as they are. `notFound` without it. */
  readonly workout?: string | undefined
  /**
   * Workouts that go in the same commit, because what is saved was made of them: the new ones keep what was added to them,
   * and may have the UUID of one. `notFound` when one is not there.
   */
  readonly replaces?: readonly string[] | undefined
}

/** Which samples. Every condition given must hold; times are epoch ms, half-open. */
export interface SampleQuery {
  readonly types?: readonly SampleTypeName[] | undefined
  readonly start?: number | undefined
  readonly end?: number | undefined
  /** HealthKit's query options: `strictStartDate` wants the start inside, `strictEndDate` the end. None: overlap. */
  readonly strict?: readonly ('strictStartDate' | 'strictEndDate')[] | undefined
  readonly sources?: readonly string[] | undefined
  readonly devices?: readonly string[] | undefined
  readonly metadata?: Readonly<Record<string, MetadataValue>> | undefined
  readonly uuids?: readonly string[] | undefined
  /** Anything further that has to hold. */
  readonly predicate?: Predicate | undefined
}

/**
 * What samples are sorted by. The keys after `end` are of workouts, and a query that is sorted by one finds workouts
 * alone: seconds without pauses, metres over all kinds of distance, active energy, flights climbed, swimming strokes.
 */
export type SortKey = 'start' | 'end' | 'duration' | 'distance' | 'energy' | 'flights' | 'strokes'

export type Direction = 'ascending' | 'descending'

/** One key to sort by. What lacks the figure comes last either way. */
export interface SortOrder {
  readonly by: SortKey
  readonly order: Direction
}

/** A page of what matches. `cursor` is what the page before returned, and belongs to the same query and order. */
export interface SamplePageQuery extends SampleQuery {
  /**
   * By these keys, the first one first, and where all are equal by UUID in the direction of the last one. A direction
   * alone is by start; ascending by start when left out.
   */
  readonly sort?: Direction | readonly SortOrder[] | undefined
  /** At most this many; default 1,000. */
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

export interface SamplePage {
  readonly items: readonly Sample[]
  readonly cursor?: string | undefined
}

export interface StatisticsQuery
  extends Pick<SampleQuery, 'start' | 'end' | 'strict' | 'sources' | 'devices' | 'predicate'> {
  readonly type: QuantityTypeName
  /** Default: everything the type's aggregation style allows. An option of the other style is `invalidArgument`. */
  readonly options?: readonly StatisticsOption[] | undefined
  /** Sources, most trusted first; where cumulative samples overlap, the first one counts. */
  readonly sourcePriority?: readonly string[] | undefined
  readonly separateBySource?: boolean | undefined
  /** Whether time that samples of one source cover twice counts once (the default) or every time (semantics § 9.10). */
  readonly overlaps?: 'once' | 'all' | undefined
  /** Whether to tell what each source contributed to the sum and what was set aside. */
  readonly explain?: boolean | undefined
}

/** Statistics of each of several spans, which may overlap. */
export interface CollectionQuery extends Omit<StatisticsQuery, 'start' | 'end'> {
  readonly spans: readonly Span[]
  /** What strict options are about; from the first span's start to the last one's end when left out. */
  readonly window?: Span | undefined
}

export interface ChangesQuery {
  /** One person; all people when left out. */
  readonly user?: string | undefined
  readonly types?: readonly SampleTypeName[] | undefined
  /** Only additions for which this holds; deletions are told whatever the deleted sample was. */
  readonly predicate?: Predicate | undefined
  /** Where the last page ended; from the beginning when left out. */
  readonly anchor?: string | undefined
  /** At most this many, added and deleted together; default 1,000. */
  readonly limit?: number | undefined
}

/** A page of the feed. Deletions are to be applied before additions. */
export interface Changes {
  readonly deleted: readonly DeletedSample[]
  readonly added: readonly Owned[]
  readonly anchor: string
  /** Whether to go on with `anchor` at once; with a predicate a page may be empty and yet not the last. */
  readonly more: boolean
}

/** Whose quantities they are, what they measure, and what saved and made them. */
export interface QuantityOrigin {
  readonly user: string
  readonly type: QuantityTypeName
  readonly source: string
  readonly device?: string | undefined
}

/** Quantities without metadata as columns, a row for each, in the order of the feed. */
export interface QuantityColumns {
  readonly origins: readonly QuantityOrigin[]
  /** The place of each row's origin in `origins`. */
  readonly originOf: Uint32Array<ArrayBuffer>
  /** Epoch ms. */
  readonly starts: Float64Array<ArrayBuffer>
  readonly ends: Float64Array<ArrayBuffer>
  /** In the type's canonical unit. */
  readonly values: Float64Array<ArrayBuffer>
}

/** A sample, and how many of its page's quantities were added before it. */
export interface PlacedSample extends Owned {
  readonly after: number
}

/** A page of the feed whose plain quantities are columns; together, `samples` and `quantities` are what was added. */
export interface PackedChanges extends Omit<Changes, 'added'> {
  readonly samples: readonly PlacedSample[]
  readonly quantities: QuantityColumns
}

/** What one group commit changed, handed to subscribers right after it is durable. */
export type Commit = Omit<Changes, 'more'>

/** Counts since the start, and the present sizes; each one is shown on /metrics. */
export interface StoreFigures {
  readonly commits: number
  readonly stored: number
  readonly duplicates: number
  readonly deleted: number
  readonly journalQuantities: number
  readonly journalRows: number
  readonly seriesRows: number
  readonly condensations: number
  /** Batches that wait for the commit in progress. */
  readonly pending: number
  /** Deletions that are told to who follows the changes, and how many were forgotten since the start. */
  readonly tombstones: number
  readonly purged: number
  /** Pages of the file, and how many of them are free. */
  readonly pages: number
  readonly freePages: number
}

/**
 * Where health data is kept, and the feed that everything follows.
 *
 * A promise of a write resolves once it is durable. A reader cannot tell whether a quantity rests in the journal or
 * condensed into a series. Errors are `HealthError`s: `invalidArgument`, `notFound`, `databaseInaccessible`.
 */
export interface HealthStore {
  readonly documents: Documents
  readonly housekeeping: Housekeeping
  readonly origins: OriginBook

  /** Keeps all of them or none. The same device, type and start is the same reading and is kept once. */
  save(user: string, samples: readonly NewSample[], options?: SaveOptions): Promise<SaveResult>
  /**
   * Adds samples to a workout, all of them or none; those that it has already stay. The feed tells of the others as added
   * once more, so that who follows the workout's samples sees them. `notFound` points at what is not there. A newer
   * version of a sample takes its place; a deleted sample leaves, and a deleted workout leaves its samples.
   */
  associate(user: string, workout: string, uuids: readonly string[]): Promise<void>
  /** Deletes all of them or none; an unknown one, or (with `source`) one of another source, fails the whole. */
  delete(user: string, uuids: readonly string[], source?: string): Promise<void>
  /**
   * Deletes what matches (with `sources`, of these alone) and returns how many samples that were. Up to 5,000 go in one
   * commit, all or none. More go in steps of so many, because a commit holds up all that is saved meanwhile: followers
   * see one step after the other, and when one fails those before it stay done and the call can be repeated.
   */
  deleteMatching(user: string, query: SampleQuery): Promise<number>

  find(user: string, uuid: string): Promise<Sample | undefined>
  samples(user: string, query: SamplePageQuery): Promise<SamplePage>
  /** Undefined when no quantity matches. */
  statistics(user: string, query: StatisticsQuery): Promise<Statistics | undefined>
  /** The same for each of these spans, in their order: a statistics collection with its buckets. */
  collection(user: string, query: CollectionQuery): Promise<readonly (Statistics | undefined)[]>
  /** What has saved samples of these types (all types when left out), ordered. */
  sources(user: string, types?: readonly SampleTypeName[]): Promise<readonly string[]>

  changes(query: ChangesQuery): Promise<Changes>
  /** The same pages and anchors, for a follower of much that needs no UUIDs: a fraction of the work. */
  packedChanges(query: ChangesQuery): Promise<PackedChanges>
  /** The anchor after the newest commit. */
  anchor(): string
  /** Calls `listener` after every commit, in order. Returns the function that ends it. */
  subscribe(listener: (commit: Commit) => void): () => void

  /** Resolves when every write accepted so far is durable and its subscribers have been called. */
  settled(): Promise<void>
  /** Packs the journal into series samples. The store does so by itself; a workout's end asks for it. */
  condense(): Promise<void>
  /** Whether the last write worked; the reason when it did not. */
  health(): { readonly ok: boolean; readonly reason?: string | undefined }
  figures(): StoreFigures
  /** Commits what waits and closes the file; calling it twice is harmless. */
  close(): Promise<void>
}
