import { identifiers } from '../data/identifiers.js'
import { findType, type SampleTypeName } from '../type.js'

const characteristics = identifiers.HKCharacteristicTypeIdentifier
const { activitySummary } = identifiers.HKObjectTypeIdentifier

/** A fact of a person that is no sample (HKCharacteristicType). */
type CharacteristicTypeName = keyof typeof characteristics

/** What is read and never saved: characteristics, and the summaries of days. */
type ReadOnlyTypeName = CharacteristicTypeName | 'activitySummary'

/** Whatever permission may be asked for (HKObjectType). */
export type ObjectTypeName = SampleTypeName | ReadOnlyTypeName

const readOnly: Readonly<Record<ReadOnlyTypeName, string>> = { ...characteristics, activitySummary }

/** Whether a type is no sample's. */
export const isReadOnlyName = (name: string): name is ReadOnlyTypeName => Object.hasOwn(readOnly, name)

const readOnlyNames = Object.keys(readOnly).filter(isReadOnlyName)

/** The type with this name or full HealthKit identifier; undefined when there is none. */
export const findObjectType = (text: string): ObjectTypeName | undefined =>
  readOnlyNames.find((name) => name === text || readOnly[name] === text) ?? findType(text)?.name
