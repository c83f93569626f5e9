import { enumerations } from '../data/enumerations.js'
import { metadataKeyRows } from '../data/metadata-keys.js'
import { unitTable } from '../data/units.js'
import { workoutActivityTypeRows } from '../data/workout-activity-types.js'
import { findType, type SampleType } from '../type.js'
import { parseUnit, type Unit } from '../unit.js'

interface MetadataKeyRow {
  readonly identifier: string
  readonly key: string
  readonly valueType: 'string' | 'number' | 'bool' | 'date' | 'quantity'
  readonly enum?: string
  readonly dimension?: string
  readonly requiredFor?: string
}

/** A predefined metadata key and what its value has to be. */
export interface MetadataKey {
  /** HealthKit's identifier without its prefix, camelCase: what it is kept under. */
  readonly name: string
  readonly valueType: MetadataKeyRow['valueType']
  /** Of a number that stands for a case: the cases and their raw values. */
  readonly cases?: Readonly<Record<string, number | null>> | undefined
  /** Of a quantity: a unit of its dimension, or `ofSample` when that is the dimension of the sample itself. */
  readonly unit?: Unit | 'ofSample' | undefined
}

const rows: readonly MetadataKeyRow[] = metadataKeyRows

const activityTypes: Readonly<Record<string, number>> = Object.fromEntries(
  workoutActivityTypeRows.map(({ name, rawValue }) => [name, rawValue]),
)

const casesByName: Readonly<Record<string, Readonly<Record<string, number | null>>>> = {
  ...enumerations,
  HKWorkoutActivityType: activityTypes,
}

const prefix = 'HKMetadataKey'
const leadingCapitals = /^[A-Z0-9]+(?=[A-Z][a-z])|^[A-Z]/ // VO2MaxValue begins with VO2, TimeZone with T

const shortName = ({ identifier }: MetadataKeyRow): string =>
  identifier.slice(prefix.length).replace(leadingCapitals, (capitals) => capitals.toLowerCase())

const baseUnits: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(unitTable.dimensions).map(([name, { base }]) => [name, base])),
  percent: '%',
  count: 'count',
}

/** A unit of a dimension written as `energy/(mass*time)`. Throws when a name in it is no dimension. */
export const unitOfDimension = (dimension: string): Unit =>
  parseUnit(dimension.replace(/\w+/g, (name) => baseUnits[name] ?? name))

const unitOf = ({ dimension }: MetadataKeyRow): MetadataKey['unit'] => {
  if (dimension === undefined) return undefined
  return dimension === 'same as the sample' ? 'ofSample' : unitOfDimension(dimension)
}

const keyOf = (row: MetadataKeyRow): MetadataKey => ({
  name: shortName(row),
  valueType: row.valueType,
  cases: row.enum === undefined ? undefined : casesByName[row.enum],
  unit: unitOf(row),
})

const spellings = (row: MetadataKeyRow): readonly string[] => [shortName(row), row.identifier, row.key]

const keys: ReadonlyMap<string, MetadataKey> = new Map(
  rows.flatMap((row) => spellings(row).map((spelling) => [spelling, keyOf(row)])),
)

/** The predefined key with this short name, identifier or raw string; undefined for a key of the client's own. */
export const findMetadataKey = (spelling: string): MetadataKey | undefined => keys.get(spelling)

const requiredNames: ReadonlyMap<SampleType | undefined, string> = new Map(
  rows.flatMap((row) => (row.requiredFor === undefined ? [] : [[findType(row.requiredFor), shortName(row)]])),
)

/** The key that a sample of this type cannot be without; undefined for all types but a few. */
export const requiredMetadataKey = (type: SampleType): string | undefined => requiredNames.get(type)
