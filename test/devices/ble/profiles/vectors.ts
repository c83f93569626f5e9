import { readFileSync } from 'node:fs'
import { z } from 'zod'

const warnings = z.array(z.string()).optional()

const singleSchema = z.object({
  id: z.string(),
  kind: z.undefined().optional(),
  characteristic: z.string(),
  hex: z.string(),
  decoded: z.record(z.string(), z.json()).nullable(),
  expect: z.enum(['ok', 'reject', 'rejectOrPartial']).default('ok'),
  error: z.string().optional(),
  warnings,
  note: z.string(),
})

const sequenceSchema = z.object({
  id: z.string(),
  kind: z.enum(['sequence', 'ftmsRecord']),
  characteristic: z.string(),
  notifications: z.array(z.object({ tMs: z.number(), hex: z.string() })),
})

const fileSchema = z.object({ vectors: z.array(z.union([sequenceSchema, singleSchema])) })

/** One payload, and what it says. */
export type SingleVector = z.infer<typeof singleSchema>
/** Payloads one after the other. */
export type SequenceVector = z.infer<typeof sequenceSchema>

const { vectors } = fileSchema.parse(JSON.parse(readFileSync('test/fixtures/ble/example-vectors.json', 'utf8')))

export const singleVectors: readonly SingleVector[] = vectors.filter((vector) => vector.kind === undefined)
export const sequenceVectors: readonly SequenceVector[] = vectors.filter((vector) => vector.kind !== undefined)

export const octetsOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))
export const hexOf = (octets: Uint8Array): string => Buffer.from(octets).toString('hex')
