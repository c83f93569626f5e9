import { categoryTypeRows } from './data/category-types.js'
import { categoryValues } from './data/category-values.js'
import { identifiers } from './data/identifiers.js'
import { quantityTypeRows } from './data/quantity-types.js'
import { workoutActivityTypeRows } from './data/workout-activity-types.js'

export type QuantityTypeName = (typeof quantityTypeRows)[number]['name']
export type CategoryTypeName = (typeof categoryTypeRows)[number]['name']
export type CorrelationTypeName = keyof (typeof identifiers)['HKCorrelationTypeIdentifier']
export type WorkoutActivityTypeName = (typeof workoutActivityTypeRows)[number]['name']
/** The kinds of samples that have one type, of the same name. */
export type SingleTypeName =
  | 'workout'
  | 'heartbeatSeries'
  | 'workoutRoute'
  | 'electrocardiogram'
  | 'audiogram'
  | 'stateOfMind'
/** Every name that a sample's `type` can have. */
export type SampleTypeName = QuantityTypeName | CategoryTypeName | CorrelationTypeName | SingleTypeName

/** How the values of a quantity type may be put together (HKQuantityAggregationStyle). */
export type AggregationStyle = (typeof quantityTypeRows)[number]['aggregation']

/** A quantity type: its canonical unit is the one that values rest in. */
export interface QuantityType {
  readonly family: 'quantity'
  readonly name: QuantityTypeName
  readonly identifier: string
  readonly unit: string
  readonly dimension: string
  readonly aggregation: AggregationStyle
  readonly readOnly: boolean
}

/** A category type and the cases of its enumeration, name to raw value. */
export interface CategoryType {
  readonly family: 'category'
  readonly name: CategoryTypeName
  readonly identifier: string
  readonly values: Readonly<Record<string, number>>
  readonly readOnly: boolean
}

export interface CorrelationType {
  readonly family: 'correlation'
  readonly name: CorrelationTypeName
  readonly identifier: string
}

/** The type of a kind of samples that has but one. */
export interface SingleType<Name extends SingleTypeName = SingleTypeName> {
  readonly family: Name
  readonly name: Name
  readonly identifier: (typeof identifiers)['HKObjectTypeIdentifier'][Name]
}

export type SampleType =
  | QuantityType
  | CategoryType
  | CorrelationType
  | { [Name in SingleTypeName]: SingleType<Name> }[SingleTypeName]

export const quantityTypes: readonly QuantityType[] = quantityTypeRows.map((row) => ({
  family: 'quantity',
  name: row.name,
  identifier: row.identifier,
  unit: row.unit,
  dimension: row.dimension,
  aggregation: row.aggregation,
  readOnly: 'readOnly' in row,
}))

// A case whose raw value nobody has published (null in the table) cannot be kept as a number, so it is no case here.
const knownCases = (cases: Readonly<Record<string, number | null>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(cases).filter((entry): entry is [string, number] => entry[1] !== null))

export const categoryTypes: readonly CategoryType[] = categoryTypeRows.map((row) => ({
  family: 'category',
  name: row.name,
  identifier: row.identifier,
  values: knownCases(categoryValues[row.valueEnum]),
  readOnly: 'readOnly' in row,
}))

const correlationTypes: readonly CorrelationType[] = Object.entries(identifiers.HKCorrelationTypeIdentifier).map(
  ([name, identifier]) => ({ family: 'correlation', name: name as CorrelationTypeName, identifier }),
)

/** The type of a kind that has but one. */
export const singleType = <Name extends SingleTypeName>(name: Name): SingleType<Name> => ({
  family: name,
  name,
  identifier: identifiers.HKObjectTypeIdentifier[name],
})

/** Every sample type, quantity types first. */
export const sampleTypes: readonly SampleType[] = [
  ...quantityTypes,
  ...categoryTypes,
  ...correlationTypes,
  singleType('workout'),
  singleType('heartbeatSeries'),
  singleType('workoutRoute'),
  singleType('electrocardiogram'),
  singleType('audiogram'),
  singleType('stateOfMind'),
]

const byName = new Map<string, SampleType>(
  sampleTypes.flatMap((type) => [
    [type.name, type],
    [type.identifier, type],
  ]),
)

/** The type with this name or full HealthKit identifier; undefined when there is none. */
export const findType = (name: string): SampleType | undefined => byName.get(name)

const quantityByName = new Map<string, QuantityType>(quantityTypes.map((type) => [type.name, type]))

/** The quantity type with this name, which the compiler knows to exist. */
export const quantityType = (name: QuantityTypeName): QuantityType => quantityByName.get(name) as QuantityType

const activityNames: ReadonlyMap<string, WorkoutActivityTypeName> = new Map(
  workoutActivityTypeRows.flatMap((row) => [
    [row.name, row.name],
    [row.identifier, row.name],
  ]),
)

/** The activity type with this name or full identifier; undefined when there is none. */
export const findActivityType = (name: string): WorkoutActivityTypeName | undefined => activityNames.get(name)
