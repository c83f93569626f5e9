import { z } from 'zod'
import { workoutJsonSchema } from '../../health/json/json-schema.js'
import { workoutJson } from '../../health/json/workout-json.js'
import { uuidField } from '../../health/predicate/predicate-fields.js'
import { activityTypeField, instantField } from '../../health/schema/command-fields.js'
import { slugSchema } from '../../privacy/profile.js'
import { answers } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { idParams, userParams } from '../query.js'

const tags = ['workouts']
const workoutsMax = 30
const partsMax = 100

const mergeSchema = z.strictObject({
  workouts: z.array(uuidField).min(2).max(workoutsMax).meta({
    description: 'at most 24 h apart; where they overlap, laps and activities are those of the first that has any',
  }),
  source: slugSchema.optional().meta({ description: 'theirs when left out, `vitald` when they have several' }),
  activityType: activityTypeField.optional().meta({ description: 'what all of it was, whatever the records say' }),
})

const splitSchema = z.union([
  z.strictObject({
    at: z.array(instantField).min(1).max(partsMax).meta({ description: 'within the workout, 1 s apart or more' }),
  }),
  z.strictObject({
    laps: z.array(z.int().min(1)).min(1).max(partsMax).meta({ description: 'numbers of the laps to split it after' }),
  }),
])

/** What can be made of finished workouts: one of several, several of one, or the same with what came late. */
export const workoutEditingRoutes = (app: HttpApp, { editing }: Pick<HttpParts, 'editing'>): void => {
  app.post(
    '/workouts/merge',
    {
      schema: {
        tags,
        summary: 'Make one workout of several; their samples stay, their records go',
        params: userParams,
        body: mergeSchema,
        response: answers({ 201: workoutJsonSchema }, 404, 413, 415),
      },
    },
    async (request, reply) => {
      const workout = await editing.merge(request.params.user, request.body)
      return reply.code(201).send(workoutJson(workout))
    },
  )

  app.post(
    '/workouts/:id/split',
    {
      schema: {
        tags,
        summary: 'Make several workouts of one; its samples stay, its record goes',
        params: idParams,
        body: splitSchema,
        response: answers({ 201: z.strictObject({ items: z.array(workoutJsonSchema) }) }, 404, 413, 415),
      },
    },
    async (request, reply) => {
      const { user, id } = request.params
      const parts = await editing.split(user, id, request.body)
      return reply.code(201).send({ items: parts.map(workoutJson) })
    },
  )

  app.post(
    '/workouts/:id/recompute',
    {
      schema: {
        tags,
        summary: 'Make the record of a workout anew, with what has come since it was finished',
        params: idParams,
        response: answers({ 200: workoutJsonSchema }, 404),
      },
    },
    async (request) => workoutJson(await editing.recompute(request.params.user, request.params.id)),
  )
}
