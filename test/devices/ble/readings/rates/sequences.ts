import { readFileSync } from 'node:fs'
import { z } from 'zod'

const rateSchema = z.object({
  value: z.number().nullable(),
  tolerance: z.number().optional(),
  acceptRange: z.tuple([z.number(), z.number()]).optional(),
  alsoAccept: z.array(z.number().nullable()).optional(),
  why: z.string().optional(),
})

const stepSchema = z.object({
  tMs: z.number(),
  hex: z.string(),
  expect: z.record(z.string(), z.union([rateSchema, z.number()])).optional(),
})

const sequenceSchema = z.object({
  id: z.string(),
  kind: z.literal('sequence'),
  characteristic: z.string(),
  wheelCircumferenceM: z.number().optional(),
  notifications: z.array(stepSchema),
})

const recordSchema = z.object({
  id: z.string(),
  kind: z.literal('ftmsRecord'),
  characteristic: z.string(),
  notifications: z.array(stepSchema),
  expect: z.object({ records: z.number(), record: z.record(z.string(), z.number()) }),
})

const file = z.object({ vectors: z.array(z.unknown()) })
const { vectors } = file.parse(JSON.parse(readFileSync('test/fixtures/ble/example-vectors.json', 'utf8')))
const those = <T>(schema: z.ZodType<T>): readonly T[] =>
  vectors.map((vector) => schema.safeParse(vector).data).filter((vector) => vector !== undefined)

/** Notifications of counters, and the rate right after each. */
export const sequences = those(sequenceSchema)
/** Notifications of a machine, and the record that they make. */
export const recordSequences = those(recordSchema)

type Expected = z.infer<typeof rateSchema> | number

/** Whether a rate is what the file's `sequenceRules` accept; `undefined` counts as null. */
export function isAccepted(actual: unknown, expected: Expected): boolean {
  const rate = actual ?? null
  if (typeof expected === 'number') return typeof rate === 'number' && Math.abs(rate - expected) <= 0.001
  const { value, tolerance = 0.001, acceptRange, alsoAccept = [] } = expected
  if (alsoAccept.some((other) => other === rate)) return true
  if (typeof rate !== 'number' || value === null) return rate === value
  const [low, high] = acceptRange ?? [value - tolerance, value + tolerance]
  return rate >= low && rate <= high
}
