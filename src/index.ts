// The public names: a program that embeds the store or speaks its vocabulary imports these and nothing deeper.
export { HeartbeatSeriesBuilder, type HeartbeatSeriesStart } from './health/builders/heartbeat-series-builder.js'
export {
  type InsertedQuantity,
  QuantitySeriesBuilder,
  type SeriesEnd,
  type SeriesStart,
} from './health/builders/quantity-series-builder.js'
export { WorkoutRouteBuilder } from './health/builders/workout-route-builder.js'
export { type Bucket, bucketsOfWindow } from './health/calendar/bucket-page.js'
export { bucketAt, bucketsOver, type Calendar } from './health/calendar/buckets.js'
export { dayAt, dayStart } from './health/calendar/civil-day.js'
export { type Interval, parseInterval } from './health/calendar/interval.js'
export { openZone, type Zone } from './health/calendar/zone.js'
export type { Clock, RandomBytes, Span } from './health/clock.js'
export { type ErrorCode, type Fault, HealthError } from './health/error.js'
export type {
  ChangesJson,
  DeletedJson,
  LiveWorkoutJson,
  SampleJson,
  StatisticsJson,
  WorkoutJson,
} from './health/json/json-schema.js'
export { parseReadings } from './health/json/reading-json.js'
export type { MadeSample, SampleInput, SavedSamples } from './health/json/sample-input.js'
export { deletedJson, sampleJson } from './health/json/sample-json.js'
export { statisticsJson, workoutJson } from './health/json/workout-json.js'
export type { ClampingRange, SensitivityPoint, SensitivityTest } from './health/kinds/audiogram.js'
export type { Electrocardiogram, LeadVoltages } from './health/kinds/electrocardiogram.js'
export type { Heartbeat } from './health/kinds/heartbeat.js'
export type { Location } from './health/kinds/location.js'
export {
  audiogramSample,
  electrocardiogramSample,
  heartbeatSeriesSample,
  stateOfMindSample,
  workoutRouteSample,
} from './health/kinds/new-samples.js'
export { type SeriesFigures, sampleFigures } from './health/kinds/series-figures.js'
export { type StateOfMind, valenceClassification } from './health/kinds/state-of-mind.js'
export type { DeviceProperties, Origin, SourceRevision } from './health/origin.js'
export type {
  CollectionUpdate,
  Page,
  Person,
  QuantitiesPage,
  QuantityJson,
} from './health/person/person.js'
export type {
  Comparison,
  MetadataCondition,
  Predicate,
  TimeWindow,
  WorkoutFigure,
} from './health/predicate/predicate.js'
export { parsePredicate } from './health/predicate/predicate-json.js'
export type {
  AudiogramSample,
  CategorySample,
  CorrelationSample,
  DeletedSample,
  ElectrocardiogramSample,
  HeartbeatSeriesSample,
  Metadata,
  MetadataValue,
  NewAudiogramSample,
  NewCategorySample,
  NewCorrelationSample,
  NewElectrocardiogramSample,
  NewHeartbeatSeriesSample,
  NewQuantitySample,
  NewSample,
  NewSeriesSample,
  NewStateOfMindSample,
  NewWorkoutRouteSample,
  NewWorkoutSample,
  Owned,
  QuantitySample,
  Reading,
  Sample,
  SeriesSample,
  StateOfMindSample,
  WorkoutRouteSample,
  WorkoutSample,
} from './health/sample.js'
export {
  categorySample,
  correlationSample,
  quantitySample,
  seriesSample,
  workoutSample,
} from './health/sample-rules.js'
export type { Contribution, MostRecent, Statistics } from './health/statistics.js'
export { distantFuture, hasUndeterminedDuration, isoTime, parseInstant } from './health/time.js'
export { isTimeZone } from './health/time-zone.js'
export {
  type CategoryTypeName,
  type CorrelationTypeName,
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
export type { DeclaredFigures, DeclaredStatistics, LiveWorkout, Workout, WorkoutEvent } from './health/workout.js'
export {
  type LibraryOptions,
  type LibrarySource,
  type LibraryStore,
  openHealthStore,
} from './library/open-health-store.js'
export type {
  Changes,
  ChangesQuery,
  CollectionQuery,
  Commit,
  HealthStore,
  SamplePage,
  SamplePageQuery,
  SampleQuery,
  SaveResult,
  StatisticsQuery,
} from './store/health-store.js'
export { openMemoryStore, openStore, type StoreOptions } from './store/open-store.js'
export type { OriginBook } from './store/origins.js'
