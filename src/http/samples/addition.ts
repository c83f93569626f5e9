import { z } from 'zod'
import { invalidArgument } from '../../health/error.js'
import { uuidField } from '../../health/predicate/predicate-fields.js'
import { faults } from '../../health/schema/faults.js'
import type { HttpParts } from '../http-parts.js'
import { type Owner, saveBody } from './readings.js'

/** What names samples that are stored. */
export const storedSchema = z.strictObject({ uuids: z.array(uuidField).min(1).max(10_000) })

const uuidsIn = (body: unknown): readonly string[] => {
  const parsed = storedSchema.safeParse(body)
  if (parsed.success) return parsed.data.uuids
  throw invalidArgument('the body is not valid', faults(parsed.error))
}

const namesStored = (body: unknown): boolean => typeof body === 'object' && body !== null && 'uuids' in body

/** Adds the samples in a body, or the stored ones that it names, to a workout; returns their UUIDs in order. */
export const addToWorkout = async (
  { store, ingest }: Pick<HttpParts, 'store' | 'ingest'>,
  owner: Owner & { readonly workout: string },
  body: unknown,
): Promise<readonly string[]> => {
  if (!namesStored(body)) return saveBody(ingest, owner, body)
  const uuids = uuidsIn(body)
  await store.associate(owner.user, owner.workout, uuids)
  return uuids
}
