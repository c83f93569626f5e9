import type { ElectrocardiogramLead } from '../kinds/electrocardiogram.js'
import type { Predicate } from '../predicate/predicate.js'
import type { MetadataValue } from '../sample.js'
import type { StatisticsOption } from '../statistics.js'
import type {
  CategoryTypeName,
  CorrelationTypeName,
  QuantityTypeName,
  SampleTypeName,
  WorkoutActivityTypeName,
} from '../type.js'

/** An instant as it may be given: ISO 8601 with an offset, or epoch milliseconds. */
export type Instant = string | number

/** A window of time, half-open: `start` is in, `end` is out; a missing side is open. */
export interface Window {
  readonly start?: Instant | undefined
  readonly end?: Instant | undefined
}

/** Which part of a long list: at most `limit`, after the page that gave `cursor`. */
export interface Paged {
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

/** The unit to answer in, instead of the canonical one of the type. */
export interface InUnit {
  readonly unit?: string | undefined
}

/** Aborting it ends what goes on: its iteration is done, without an error. */
export interface Abortable {
  readonly signal?: AbortSignal | undefined
}

/** Values of metadata keys, HealthKit's in any of their spellings and one's own. */
export type MetadataValues = Readonly<Record<string, MetadataValue>>

type SortKey = 'start' | 'end' | 'duration' | 'distance' | 'energy' | 'flights' | 'strokes'

/** What to sort by, from the least on; with a minus before it, from the most on. A direction alone is by start. */
export type Sort = 'ascending' | 'descending' | SortKey | `-${SortKey}`

/** What of a sample has to be inside the window; when left out, what overlaps it is meant. */
export type StrictOption = 'strictStartDate' | 'strictEndDate'

/** Which samples; every condition that is given has to hold. */
export interface SamplesFilter extends Window {
  readonly types?: readonly SampleTypeName[] | undefined
  readonly strict?: readonly StrictOption[] | undefined
  readonly sources?: readonly string[] | undefined
  readonly devices?: readonly string[] | undefined
  readonly uuids?: readonly string[] | undefined
  readonly metadata?: MetadataValues | undefined
  readonly predicate?: Predicate | undefined
}

/** Samples, sorted and page by page. */
export interface SamplesQuery extends SamplesFilter, Paged, InUnit {
  /** Only what belongs to this workout. */
  readonly workout?: string | undefined
  /** By start, ascending, when left out; where all keys are equal, by UUID. */
  readonly sort?: Sort | readonly Sort[] | undefined
}

/** What to delete: at least the types are to be said. */
export interface DeletionQuery extends Omit<SamplesFilter, 'metadata'> {
  readonly types: readonly SampleTypeName[]
}

/** Correlations by themselves and by their objects. */
export interface CorrelationsQuery extends Omit<SamplesFilter, 'types' | 'metadata'>, Paged {
  readonly types?: readonly CorrelationTypeName[] | undefined
  /** A predicate for each member type: an object of the type has to match. */
  readonly objects?: Readonly<Partial<Record<QuantityTypeName | CategoryTypeName, Predicate>>> | undefined
  readonly sort?: Sort | readonly Sort[] | undefined
}

/** Quantities of one sample. */
export interface QuantitiesQuery extends Paged, InUnit {}

/** Quantities inside all samples of a type. The window is about the quantities, the rest about the samples. */
export interface QuantitiesOfTypeQuery extends Window, Paged, InUnit {
  readonly type: QuantityTypeName
  readonly sources?: readonly string[] | undefined
  readonly devices?: readonly string[] | undefined
  readonly predicate?: Predicate | undefined
  /** By the start of the quantities when left out, or by that of the samples that hold them. */
  readonly sort?: 'quantity' | 'sample' | undefined
  /** Tell with each quantity the UUID of the sample that holds it. */
  readonly includeSample?: boolean | undefined
}

/** Which samples the sources have to have saved. */
export interface SourcesFilter extends Window {
  readonly strict?: readonly StrictOption[] | undefined
  readonly devices?: readonly string[] | undefined
  readonly predicate?: Predicate | undefined
}

/** Locations of a half-open window. */
export interface LocationsQuery extends Window, Paged {}

/** Voltages of one lead. */
export interface VoltagesQuery extends Paged {
  /** The first one that there is when left out. */
  readonly lead?: ElectrocardiogramLead | undefined
}

/** Figures over the quantities of a type. */
export interface StatisticsQuery extends Window, InUnit {
  readonly type: QuantityTypeName
  /** All that the type's aggregation style allows when left out. */
  readonly options?: readonly StatisticsOption[] | undefined
  readonly strict?: readonly StrictOption[] | undefined
  readonly sources?: readonly string[] | undefined
  readonly devices?: readonly string[] | undefined
  readonly separateBySource?: boolean | undefined
  /** Whether time that samples of one source cover twice counts once (the default) or every time. */
  readonly overlaps?: 'once' | 'all' | undefined
  /** Tell what each source contributed to a sum, and what was set aside. */
  readonly explain?: boolean | undefined
  readonly predicate?: Predicate | undefined
}

/** The same for each bucket of time, by the calendar. */
export interface CollectionFilter extends StatisticsQuery {
  /** A bucket's length as ISO 8601 duration: `P1D`, `PT1H`, `P1M`. */
  readonly interval: string
  /** Where a bucket begins, an instant or a local date; its time of day sets the cut. */
  readonly anchorDate?: Instant | undefined
  /** IANA name; the person's own when left out. */
  readonly timeZone?: string | undefined
}

/** The same page by page. */
export interface CollectionQuery extends CollectionFilter, Paged {}

/** Finished workouts. */
export interface WorkoutsQuery extends Window, Paged {
  readonly activityType?: WorkoutActivityTypeName | undefined
  readonly strict?: readonly StrictOption[] | undefined
  /** Seconds without pauses. */
  readonly minDuration?: number | undefined
  readonly maxDuration?: number | undefined
  readonly predicate?: Predicate | undefined
  /** Newest first when left out. */
  readonly sort?: Sort | readonly Sort[] | undefined
}

/** Days of the person's calendar. */
export interface ActivityQuery extends Paged {
  /** An instant or a local date; half-open as every window. */
  readonly start?: Instant | undefined
  readonly end?: Instant | undefined
  /** By date. */
  readonly sort?: 'ascending' | 'descending' | undefined
}

/** What was added and deleted since an anchor. */
export interface ChangesFilter {
  readonly types?: readonly SampleTypeName[] | undefined
  /** Only additions for which this holds; deletions are told whatever the deleted sample was. */
  readonly predicate?: Predicate | undefined
  /** Where the last page ended; from the beginning when left out. */
  readonly anchor?: string | undefined
}

/** The same, at most `limit` of them. */
export interface ChangesQuery extends ChangesFilter {
  readonly limit?: number | undefined
}
