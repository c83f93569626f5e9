import { z } from 'zod'
import { enumerations } from '../health/data/enumerations.js'
import { identifiers } from '../health/data/identifiers.js'
import { HealthError } from '../health/error.js'

type Cases = Readonly<Record<string, number>>

const caseOf = <Known extends Cases>(cases: Known) =>
  z.enum(Object.keys(cases) as [keyof Known & string, ...(keyof Known & string)[]]).optional()

/** Facts of a person that are no samples (HKCharacteristicType), by the names of HealthKit's cases. */
export const characteristicFields = {
  dateOfBirth: z.iso.date().optional(),
  biologicalSex: caseOf(enumerations.HKBiologicalSex),
  bloodType: caseOf(enumerations.HKBloodType),
  fitzpatrickSkinType: caseOf(enumerations.HKFitzpatrickSkinType),
  wheelchairUse: caseOf(enumerations.HKWheelchairUse),
  activityMoveMode: caseOf(enumerations.HKActivityMoveMode).meta({ description: 'what the move ring counts' }),
}

/** What is set of them; nothing is `notSet` here. */
export const characteristicsSchema = z.strictObject(characteristicFields)
export type Characteristics = z.infer<typeof characteristicsSchema>
export type CharacteristicName = keyof Characteristics

const names = Object.keys(characteristicFields) as readonly CharacteristicName[]

/** The characteristic with this name or HealthKit identifier; undefined when there is none. */
export const findCharacteristic = (text: string): CharacteristicName | undefined =>
  names.find((name) => name === text || identifiers.HKCharacteristicTypeIdentifier[name] === text)

/** What is set of a person's characteristics. */
export const characteristicsOf = (profile: Characteristics): Characteristics =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = profile[name]
      return value === undefined || value === 'notSet' ? [] : [[name, value]]
    }),
  )

/** One of them; throws `noData` when it is not set. */
export function characteristic(profile: Characteristics, name: CharacteristicName): string {
  const value = characteristicsOf(profile)[name]
  if (value === undefined) throw new HealthError('noData', `${name} is not set`)
  return value
}
