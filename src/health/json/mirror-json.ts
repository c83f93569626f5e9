import { z } from 'zod'
import { patchOperationSchema } from './json-patch.js'
import { liveWorkoutJsonSchema, workoutJsonSchema } from './json-schema.js'

const seq = z.int().min(0).meta({ description: 'grows by one from event to event' })

/** The whole session: what a mirror begins with. */
export const mirrorSnapshotSchema = z.strictObject({ seq, session: liveWorkoutJsonSchema })
export type MirrorSnapshot = z.infer<typeof mirrorSnapshotSchema>

/** What makes the session as it is of the one before. */
export const mirrorDeltaSchema = z.strictObject({
  seq,
  at: z.iso.datetime().meta({ description: 'the instant the session is of' }),
  patch: z.array(patchOperationSchema).meta({ description: 'JSON Patch (RFC 6902) of add, replace and remove' }),
  types: z
    .array(z.string())
    .optional()
    .meta({ description: 'the types of what came or was deleted and counts in the workout' }),
})
export type MirrorDelta = z.infer<typeof mirrorDeltaSchema>

/** The last delta, and the saved workout; without one nothing was saved. */
export const mirrorEndSchema = mirrorDeltaSchema.extend({ record: workoutJsonSchema.optional() })
export type MirrorEnd = z.infer<typeof mirrorEndSchema>

/** Why nothing more of a session is told to who reads: what a new request would be answered. */
export const mirrorGoneSchema = z.strictObject({ code: z.literal('notFound'), message: z.string() })
export type MirrorGone = z.infer<typeof mirrorGoneSchema>
