import { HealthError } from '../../../src/health/error.js'
import { type ReadyMapping, readyFileSchema } from './mapping-entry.js'
import type { MappingSettings } from './mapping-schema.js'

/** What is to be different with a ready mapping. */
export interface ReadyUse {
  readonly use: ReadyMapping
  /** Whether it may begin, pause and end the workout of its device's owner. */
  readonly workouts: boolean
  readonly publishers?: readonly string[] | undefined
}

/** The mappings in a ready mapping's file, as they are to be used. Throws `invalidArgument` when it is none. */
export function readyMappingsIn(file: unknown, { use, workouts, publishers }: ReadyUse): readonly MappingSettings[] {
  const parsed = readyFileSchema.safeParse(file)
  if (!parsed.success) throw new HealthError('invalidArgument', `the ready mapping ${use} is damaged`)
  return parsed.data.mappings.map(({ events, publishers: own, ...mapping }) => ({
    ...mapping,
    ...(workouts ? { events } : {}),
    publishers: publishers === undefined ? own : [...publishers],
  }))
}
