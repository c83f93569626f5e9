import { z } from 'zod'
import { HealthError, invalidArgument } from '../health/error.js'
import { predicateSchema } from '../health/predicate/predicate-json.js'
import { borderField } from '../health/schema/command-fields.js'
import { findType, type QuantityTypeName, type SampleTypeName } from '../health/type.js'
import { isCompatible, parseUnit, type Unit } from '../health/unit.js'
import { isUuid } from '../health/uuid.js'
import { slugSchema } from '../privacy/profile.js'

/** A time in a query, where a number is text too. */
const queryInstant = z
  .string()
  // A plus sign that was not encoded arrives as a space; no time has one of its own.
  .transform((text) => (/^-?\d+$/.test(text) ? Number(text) : text.replace(' ', '+')))
  .pipe(borderField)
  .meta({ description: 'ISO 8601 with an offset, or epoch milliseconds' })

const split = (value: unknown): unknown => {
  const texts = typeof value === 'string' ? [value] : value
  return Array.isArray(texts) ? texts.flatMap((text) => (typeof text === 'string' ? text.split(',') : [text])) : texts
}

/** Several values: the name repeated, or commas between them. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.preprocess(split, z.array(item).min(1).max(1_000))

/** The name of a sample type, or its full HealthKit identifier. */
export const typeName = z.string().transform((text, context): SampleTypeName => {
  const type = findType(text)
  if (type !== undefined) return type.name
  context.addIssue({ code: 'custom', message: 'is not a type' })
  return z.NEVER
})

/** The name of a quantity type, or its full HealthKit identifier. */
export const quantityTypeName = z.string().transform((text, context): QuantityTypeName => {
  const type = findType(text)
  if (type?.family === 'quantity') return type.name
  context.addIssue({ code: 'custom', message: 'is not a quantity type' })
  return z.NEVER
})

export const flag = z.enum(['true', 'false']).transform((text) => text === 'true')
export const span = { start: queryInstant.optional(), end: queryInstant.optional() }
export const page = {
  limit: z.coerce.number().int().min(1).max(10_000).optional(),
  cursor: z.string().min(1).max(1_024).optional(),
}
export const sources = listOf(slugSchema).optional()
export const unitText = z.string().min(1).max(64).optional().meta({ description: 'the unit to answer in' })

// A schema would leave such a member out, and with it a condition.
const refusePrototypes = (name: string, value: unknown): unknown => {
  if (name === '__proto__') throw new SyntaxError('a member that is no name')
  return value
}

/** JSON in a URL. */
export const jsonText = z
  .string()
  .max(16_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text, refusePrototypes)
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' })
      return z.NEVER
    }
  })

/** A predicate in a URL: its JSON form as text. */
export const predicate = jsonText.pipe(predicateSchema).optional().meta({ description: 'a predicate, as JSON' })
export const strict = listOf(z.enum(['strictStartDate', 'strictEndDate']))
  .optional()
  .meta({ description: 'what has to be inside: the start, the end; when left out, what overlaps is meant' })

export const userParams = z.strictObject({ user: slugSchema })
export const uuid = z
  .string()
  .refine(isUuid, 'is not a UUID')
  .transform((text) => text.toLowerCase())
  .meta({ format: 'uuid' })
export const uuidParams = userParams.extend({ uuid })
export const idParams = userParams.extend({ id: uuid })

const knownUnit = (text: string): Unit | undefined => {
  try {
    return parseUnit(text)
  } catch {
    return undefined
  }
}

/** Refuses a unit that the values of one of `types` cannot be given in, before anything is read. */
export const checkUnit = (unit: string | undefined, types: readonly SampleTypeName[] | undefined): void => {
  if (unit === undefined) return
  const refuse = (message: string) => invalidArgument(`the unit ${message}`, [{ pointer: '/unit', message }])
  if (types === undefined) throw refuse('needs a type')
  const wanted = knownUnit(unit)
  if (wanted === undefined) throw refuse('is not one that HealthKit knows')
  for (const name of types) {
    const type = findType(name)
    if (type?.family !== 'quantity' || !isCompatible(wanted, parseUnit(type.unit)))
      throw refuse(`is not one of ${name}`)
  }
}

/** What `tell` makes of values in the unit that was asked for; points at the unit when it is not one of theirs. */
export const inUnit = <Told>(tell: () => Told): Told => {
  try {
    return tell()
  } catch (error) {
    if (!(error instanceof HealthError) || error.code !== 'invalidArgument') throw error
    throw invalidArgument(error.message, [{ pointer: '/unit', message: error.message }])
  }
}
