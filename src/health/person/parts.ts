import type { PagedPerson } from './lists.js'

/** Saving and deleting. */
export type Writes = Pick<PagedPerson, 'save' | 'addToWorkout' | 'associate' | 'delete' | 'deleteMatching'>

/** Samples, and what saved them. */
export type SampleReads = Pick<PagedPerson, 'sample' | 'samplesPage' | 'correlationsPage' | 'sources' | 'origins'>

/** The quantities inside samples. */
export type QuantityReads = Pick<PagedPerson, 'quantitiesPage' | 'quantitiesOfTypePage'>

/** What samples hold by the thousand. */
export type BulkReads = Pick<PagedPerson, 'heartbeatsPage' | 'voltagesPage' | 'locationsPage' | 'workoutLocationsPage'>

/** Figures over quantities. */
export type FigureReads = Pick<PagedPerson, 'statistics' | 'statisticsCollectionPage' | 'statisticsCollectionUpdates'>

/** A person's days, and what they are. */
export type DayReads = Pick<
  PagedPerson,
  'activitySummariesPage' | 'activitySummaryUpdates' | 'characteristics' | 'preferredUnits'
>

export type WorkoutReads = Pick<PagedPerson, 'workout' | 'workoutsPage'>

/** What was added and deleted. */
export type Feed = Pick<PagedPerson, 'changesPage' | 'changes'>
