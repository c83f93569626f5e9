import { z } from 'zod'
import type { Fault } from '../error.js'
import { canonicalise } from '../rules/canonical.js'
import { maximumDurationMs } from '../rules/duration.js'
import { readMetadata } from '../rules/metadata.js'
import { isSystemMade } from '../rules/reading-rules.js'
import { slugPattern } from '../slug.js'
import { distantFuture, isoTimePattern, parseInstant, timeLimit } from '../time.js'
import { isTimeZone } from '../time-zone.js'
import { findType, type SampleType, sampleTypes } from '../type.js'
import { uuidPattern } from '../uuid.js'

const isInstant = (value: unknown): boolean => parseInstant(value) !== undefined

export const instantSchema = z
  .union([z.string().regex(isoTimePattern), z.number().min(0).lt(timeLimit)])
  .refine(isInstant, 'is not an instant')
  .meta({ description: 'ISO 8601 with an offset, or epoch milliseconds' })

const slugSchema = z.string().regex(slugPattern)

const metadataSchema = z
  .record(
    z.string().min(1),
    z.union([z.string(), z.number(), z.boolean(), z.strictObject({ value: z.number(), unit: z.string() })]),
  )
  .meta({ description: "HealthKit's keys in any spelling, or the client's own" })

/** What every reading may have besides its type and start. */
export const factFields = {
  end: instantSchema.optional().meta({ description: 'the start when left out; of a series its last time' }),
  source: slugSchema.optional(),
  device: slugSchema.optional(),
  uuid: z.string().regex(uuidPattern).optional(),
  timeZone: z
    .string()
    .refine(isTimeZone, 'is not an IANA time zone')
    .optional()
    .meta({ description: "IANA name of the zone the person was in; the profile's when left out" }),
  metadata: metadataSchema.optional(),
}

/** Names and identifiers of the types of a family that a reading may be of. */
export const typeSchema = (family: SampleType['family']) => {
  const types = sampleTypes.filter((type) => type.family === family && !isSystemMade(type))
  return z.enum(types.flatMap(({ name, identifier }) => [name, identifier]))
}

/** The facts of a reading in its JSON. */
export interface FactShape {
  readonly type: string
  readonly start?: string | number | undefined
  readonly end?: string | number | undefined
  readonly metadata?: unknown
}

/** Whether a reading that begins at `start` (epoch ms) may end at `end`. */
export function lasts({ type: name }: FactShape, start: number | undefined, end: number | undefined): boolean {
  const type = findType(name)
  if (type === undefined || start === undefined || end === undefined) return false
  return end >= start && end < distantFuture && end - start <= maximumDurationMs(type)
}

/** Whether a reading that says its start, and perhaps its end, says sound ones. */
export const endsInTime = (shape: FactShape): boolean =>
  lasts(shape, parseInstant(shape.start), parseInstant(shape.end ?? shape.start))

/** Whether the metadata keeps the rules of its keys, which depend on the type. */
export function hasSoundMetadata(shape: FactShape): boolean {
  const type = findType(shape.type)
  const faults: Fault[] = []
  if (type !== undefined) readMetadata({ members: { ...shape }, pointer: '', faults }, type)
  return faults.length === 0
}

/** Whether every value can be told in the canonical unit of the type. */
export function areQuantities(type: string, unit: string | undefined, values: readonly number[]): boolean {
  const found = findType(type)
  const conversion = found?.family === 'quantity' ? canonicalise(found, unit) : undefined
  return conversion !== undefined && values.every((value) => Number.isFinite(conversion(value)))
}
