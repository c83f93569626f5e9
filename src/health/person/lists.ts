import { itemsOf } from './iteration.js'
import type { Person } from './person.js'

/** A list of a person, which is asked for page by page. */
type ListName =
  | 'samples'
  | 'correlations'
  | 'quantities'
  | 'quantitiesOfType'
  | 'heartbeats'
  | 'voltages'
  | 'locations'
  | 'statisticsCollection'
  | 'activitySummaries'
  | 'workouts'
  | 'workoutLocations'

type Lists = Pick<Person, ListName>
type Pages = Pick<Person, `${ListName}Page`>

/** A person whose lists are only told page by page. */
export type PagedPerson = Omit<Person, ListName>

type SampleLists = Pick<Person, 'samples' | 'correlations' | 'quantities' | 'quantitiesOfType'>

const sampleLists = (pages: Pages, closing: AbortSignal | undefined): SampleLists => ({
  samples: ({ signal, ...query } = {}) =>
    itemsOf((cursor) => pages.samplesPage({ ...query, cursor }), query.cursor, closing, signal),
  correlations: ({ signal, ...query } = {}) =>
    itemsOf((cursor) => pages.correlationsPage({ ...query, cursor }), query.cursor, closing, signal),
  quantities: (uuid, { signal, ...query } = {}) =>
    itemsOf((cursor) => pages.quantitiesPage(uuid, { ...query, cursor }), query.cursor, closing, signal),
  quantitiesOfType: ({ signal, ...query }) =>
    itemsOf((cursor) => pages.quantitiesOfTypePage({ ...query, cursor }), query.cursor, closing, signal),
})

type BulkLists = Pick<Person, 'heartbeats' | 'voltages' | 'locations' | 'workoutLocations'>

const bulkLists = (pages: Pages, closing: AbortSignal | undefined): BulkLists => ({
  heartbeats: (uuid, { signal, ...query } = {}) =>
    itemsOf((cursor) => pages.heartbeatsPage(uuid, { ...query, cursor }), query.cursor, closing, signal),
  voltages: (uuid, { signal, ...query } = {}) =>
    itemsOf((cursor) => pages.voltagesPage(uuid, { ...query, cursor }), query.cursor, closing, signal),
  locations: (uuid, { signal, ...query } = {}) =>
    itemsOf((cursor) => pages.locationsPage(uuid, { ...query, cursor }), query.cursor, closing, signal),
  workoutLocations: (id, { signal, ...query } = {}) =>
    itemsOf((cursor) => pages.workoutLocationsPage(id, { ...query, cursor }), query.cursor, closing, signal),
})

const listsOf = (pages: Pages, closing: AbortSignal | undefined): Lists => ({
  ...sampleLists(pages, closing),
  ...bulkLists(pages, closing),
  statisticsCollection: ({ signal, ...query }) =>
    itemsOf((cursor) => pages.statisticsCollectionPage({ ...query, cursor }), query.cursor, closing, signal),
  activitySummaries: ({ signal, ...query } = {}) =>
    itemsOf((cursor) => pages.activitySummariesPage({ ...query, cursor }), query.cursor, closing, signal),
  workouts: ({ signal, ...query } = {}) =>
    itemsOf((cursor) => pages.workoutsPage({ ...query, cursor }), query.cursor, closing, signal),
})

/** The person, whose lists are read to their end or until `closing` is aborted. */
export const withLists = (paged: PagedPerson, closing?: AbortSignal): Person => ({
  ...paged,
  ...listsOf(paged, closing),
})
