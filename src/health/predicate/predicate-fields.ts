import { z } from 'zod'
import { enumerations } from '../data/enumerations.js'
import { borderField } from '../schema/command-fields.js'
import { slugPattern } from '../slug.js'
import { findType, type QuantityTypeName, type SampleTypeName } from '../type.js'
import { isCompatible, parseUnit, type Unit } from '../unit.js'
import { uuidPattern } from '../uuid.js'

const listMax = 1_000

/** Several values; one may come without brackets. */
export const listField = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).max(listMax))

export const comparisonField = z.enum(['==', '!=', '<', '<=', '>', '>='])
export const numberField = z.strictObject({ is: comparisonField, value: z.number() })

/** The name of a sample type, or its full HealthKit identifier. */
export const typeField = z.string().transform((text, context): SampleTypeName => {
  const type = findType(text)
  if (type !== undefined) return type.name
  context.addIssue({ code: 'custom', message: 'is not a type' })
  return z.NEVER
})

/** The name of a quantity type, or its full HealthKit identifier. */
export const quantityTypeField = z.string().transform((text, context): QuantityTypeName => {
  const type = findType(text)
  if (type?.family === 'quantity') return type.name
  context.addIssue({ code: 'custom', message: 'is not a quantity type' })
  return z.NEVER
})

/** The unit of this text; undefined when there is none. */
export const knownUnit = (text: string): Unit | undefined => {
  try {
    return parseUnit(text)
  } catch {
    return undefined
  }
}

/** Whether values of a type can be told in a unit. */
export const isUnitOf = (name: QuantityTypeName, text: string): boolean => {
  const [type, unit] = [findType(name), knownUnit(text)]
  return type?.family === 'quantity' && unit !== undefined && isCompatible(unit, parseUnit(type.unit))
}

export const unitField = z
  .string()
  .refine((text) => knownUnit(text) !== undefined, 'is not a unit that HealthKit knows')
  .meta({ description: 'the canonical unit when left out' })

export const uuidField = z
  .string()
  .regex(uuidPattern, 'is not a UUID')
  .transform((text) => text.toLowerCase())
export const slugField = z.string().regex(slugPattern, 'is not a slug')

export const windowField = z.strictObject({
  start: borderField.optional(),
  end: borderField.optional(),
  strictStartDate: z.boolean().optional(),
  strictEndDate: z.boolean().optional(),
})

const text = z.string().max(1_000)

export const revisionField = z.strictObject({
  source: slugField.optional(),
  version: text.optional(),
  productType: text.optional(),
  operatingSystemVersion: text.optional(),
})

const deviceProperties = {
  name: text.optional(),
  manufacturer: text.optional(),
  model: text.optional(),
  hardwareVersion: text.optional(),
  firmwareVersion: text.optional(),
  softwareVersion: text.optional(),
  localIdentifier: text.optional(),
  udiDeviceIdentifier: text.optional(),
}

export const deviceField = z.strictObject(deviceProperties)
export const devicePropertyField = z.strictObject({ property: deviceField.keyof(), in: z.array(text).max(listMax) })

const casesOf = (name: 'HKStateOfMindKind' | 'HKStateOfMindLabel' | 'HKStateOfMindAssociation') =>
  z.enum(Object.keys(enumerations[name]))

export const stateOfMindField = z.strictObject({
  kind: casesOf('HKStateOfMindKind').optional(),
  label: casesOf('HKStateOfMindLabel').optional(),
  association: casesOf('HKStateOfMindAssociation').optional(),
  valence: numberField.optional(),
})

export const electrocardiogramField = z.strictObject({
  classification: z.enum(Object.keys(enumerations.HKElectrocardiogramClassification)),
})
