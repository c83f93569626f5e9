import { z } from 'zod'
import { HealthError, invalidArgument } from '../../health/error.js'
import { parseReadings } from '../../health/json/reading-json.js'
import { readingSchema } from '../../health/json/reading-schema.js'
import type { Reading } from '../../health/sample.js'
import type { Ingest } from '../../ingest/ingest.js'
import type { Program } from '../../privacy/view/programs.js'

const samplesMax = 10_000

/** Whose samples they are, what saves them, and the workout that they are added to. */
export interface Owner {
  readonly user: string
  readonly source: string
  readonly workout?: string | undefined
  /** The program that saves them, which is held to what it may; undefined when the owner does. */
  readonly program?: Program | undefined
}

/** Saves readings as who they come from may; `authorizationDenied` and its like otherwise. */
export const saveReadings = (
  ingest: Ingest,
  { user, source, workout, program }: Owner,
  readings: readonly Reading[],
) => {
  const saving = () => ingest.save(user, source, readings, workout)
  return program === undefined ? saving() : program.saving({ user, readings, workout }, saving)
}

/** The body that saves samples: one, or many at once. It describes what `saveBody` judges. */
export const readingsBodySchema = z.union([
  z.strictObject({ samples: z.array(readingSchema).max(samplesMax) }),
  readingSchema,
])

const refuse = (pointer: string, message: string) => invalidArgument('the body is not valid', [{ pointer, message }])

const parseMany = ({ samples, ...rest }: Readonly<Record<string, unknown>>): readonly Reading[] => {
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined) throw refuse(`/${unknown}`, 'is unknown')
  if (!Array.isArray(samples)) throw refuse('/samples', 'is not a list')
  if (samples.length > samplesMax)
    throw new HealthError('dataSizeExceeded', `more than ${samplesMax} samples`, [
      { pointer: '/samples', message: 'has too many' },
    ])
  return parseReadings(samples)
}

const isMany = (body: unknown): body is Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null && 'samples' in body

const countOf = (body: unknown): number => {
  if (!isMany(body)) return 1
  return Array.isArray(body.samples) ? body.samples.length : 0
}

// The check is the hand-shaped one: a twentieth of the schema's cost, with the same verdicts.
const parseBody = (body: unknown): readonly Reading[] => (isMany(body) ? parseMany(body) : parseReadings([body]))

/** The readings in a body. One that cannot be read is counted as refused. */
const readBody = (ingest: Ingest, body: unknown): readonly Reading[] => {
  try {
    return parseBody(body)
  } catch (error) {
    if (error instanceof HealthError) ingest.refuse(error.code, countOf(body))
    throw error
  }
}

/** A sample alone is the body itself, so its faults are pointed at from there. */
const pointingFromRoot = (error: unknown): unknown => {
  if (!(error instanceof HealthError)) return error
  const errors = error.errors.map(({ pointer, message }) => ({
    pointer: pointer.replace(/^\/samples\/0/, ''),
    message,
  }))
  return new HealthError(error.code, error.message, errors, error.cause)
}

/**
 * Saves the samples in a body and returns their UUIDs in order. `invalidArgument` with a pointer to each fault,
 * `dataSizeExceeded` for more than 10,000 samples.
 */
export const saveBody = async (ingest: Ingest, owner: Owner, body: unknown) => {
  try {
    return await saveReadings(ingest, owner, readBody(ingest, body))
  } catch (error) {
    throw isMany(body) ? error : pointingFromRoot(error)
  }
}
