// The public names: a program that embeds the store or speaks its vocabulary imports these and nothing deeper.
export type { Clock, RandomBytes, Span } from './health/clock.js'
export { type ErrorCode, type Fault, HealthError } from './health/error.js'
export { parseReadings } from './health/json/reading-json.js'
export { sampleJson } from './health/json/sample-json.js'
export type {
  CategorySample,
  CorrelationSample,
  DeletedSample,
  Metadata,
  NewSample,
  Owned,
  QuantitySample,
  Reading,
  Sample,
  SeriesSample,
  WorkoutSample,
} from './health/sample.js'
export { categorySample, correlationSample, quantitySample, seriesSample } from './health/sample-rules.js'
export type { Statistics } from './health/statistics.js'
export { isoTime, parseInstant } from './health/time.js'
export {
  categoryTypes,
  findActivityType,
  findType,
  type QuantityTypeName,
  quantityType,
  quantityTypes,
  type SampleType,
  type SampleTypeName,
  sampleTypes,
  type WorkoutActivityTypeName,
} from './health/type.js'
export { convert, isCompatible, parseUnit, type Unit, unitText } from './health/unit.js'
export { compare, type Quantity, quantity, valueIn } from './health/units/quantity.js'
export type { LiveWorkout, Workout, WorkoutEvent } from './health/workout.js'
export {
  type LibraryOptions,
  type LibrarySource,
  type LibraryStore,
  openHealthStore,
} from './library/open-health-store.js'
export type { Changes, ChangesQuery, Commit, HealthStore, SampleQuery, StatisticsQuery } from './store/health-store.js'
export { openMemoryStore, openStore, type StoreOptions } from './store/open-store.js'
