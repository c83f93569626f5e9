import { z } from 'zod'
import { type QuantityTypeName, quantityType, quantityTypes } from '../type.js'

/** The unit that each type is to be shown in. */
export const preferredUnitsSchema = z
  .record(z.string(), z.string())
  .meta({ description: 'by type the unit that the person wants, the canonical one when nothing was said' })
export type PreferredUnits = Readonly<Record<string, string>>

/** What a person said of units. */
export interface UnitChoice {
  readonly units?: PreferredUnits | undefined
}

const allTypes = quantityTypes.map(({ name }) => name)

/** The units that a person wants values of these types in (HKHealthStore.preferredUnits); of all when left out. */
export const preferredUnits = (
  { units = {} }: UnitChoice,
  types: readonly QuantityTypeName[] = allTypes,
): PreferredUnits => Object.fromEntries(types.map((type) => [type, units[type] ?? quantityType(type).unit]))
