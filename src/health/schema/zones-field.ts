import { z } from 'zod'
import { findType } from '../type.js'

const mostBorders = 20
const mostTypes = 20

const ascends = (borders: readonly number[]): boolean =>
  borders.every((border, index) => index === 0 || border > (borders[index - 1] ?? 0))

/** The name of a quantity type, or its full HealthKit identifier. */
export const quantityTypeField = z
  .string()
  .refine((name) => findType(name)?.family === 'quantity', 'is not a quantity type')
  .transform((name) => findType(name)?.name ?? name)

const bordersField = z
  .array(z.number().positive())
  .min(1)
  .max(mostBorders)
  .refine(ascends, 'borders do not ascend')
  .meta({ description: 'borders between zones in the canonical unit, ascending' })

/** A person's borders between zones by type (HKWorkoutZoneConfiguration): n of them make n + 1 zones. */
export const zonesField = z.record(quantityTypeField, bordersField)

const isDiscrete = (name: string): boolean => {
  const type = findType(name)
  return type?.family === 'quantity' && type.aggregation !== 'cumulative'
}

/** The same of one workout or activity, where only what can be in a zone may be named. */
export const ownZonesField = zonesField
  .superRefine((zones, context) => {
    for (const name of Object.keys(zones))
      if (!isDiscrete(name)) context.addIssue({ code: 'custom', path: [name], message: 'has amounts, and so no zones' })
  })
  .refine((zones) => Object.keys(zones).length <= mostTypes, `are of more than ${mostTypes} types`)
