import { z } from 'zod'
import { sampleJsonSchema, workoutJsonSchema } from '../../health/json/json-schema.js'
import { sampleJson } from '../../health/json/sample-json.js'
import { workoutJson } from '../../health/json/workout-json.js'
import { activityTypeField } from '../../health/schema/command-fields.js'
import { answers, listSchema, nothing } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { checkUnit, idParams, listOf, page, sort, span, typeName, unitText, userParams } from '../query.js'
import { knownWorkout, samplesOfWorkout, workoutPage } from '../samples/workout-records.js'

const tags = ['workouts']
/** The query of a page of workouts. */
export const workoutsQuerySchema = z.strictObject({
  activityType: activityTypeField.optional(),
  ...span,
  sort,
  ...page,
})
const samplesQuery = z.strictObject({ type: listOf(typeName).optional(), sort, unit: unitText, ...page })

/** All workouts. */
export const workoutsRoutes = (app: HttpApp, { store }: HttpParts): void => {
  app.get(
    '/workouts',
    {
      schema: {
        tags,
        summary: 'Finished workouts, newest first',
        params: userParams,
        querystring: workoutsQuerySchema,
        response: answers({ 200: listSchema(workoutJsonSchema) }, 404),
      },
    },
    async (request) => {
      const found = await workoutPage(store, request.params.user, request.query)
      return { items: found.items.map(workoutJson), cursor: found.cursor }
    },
  )
}

/** One workout. */
export const workoutRoutes = (app: HttpApp, { store }: HttpParts): void => {
  const params = idParams
  const record = { 200: workoutJsonSchema }

  app.get(
    '/workouts/:id',
    { schema: { tags, summary: 'A workout', params, response: answers(record, 404) } },
    async (request) => workoutJson((await knownWorkout(store, request.params.user, request.params.id)).workout),
  )

  app.get(
    '/workouts/:id.json',
    { schema: { tags, summary: 'A workout as a file', params, response: answers(record, 404) } },
    async (request, reply) => {
      const { id, user } = request.params
      const { workout } = await knownWorkout(store, user, id)
      return reply.header('content-disposition', `attachment; filename="${id}.json"`).send(workoutJson(workout))
    },
  )

  app.delete(
    '/workouts/:id',
    {
      schema: { tags, summary: 'Delete a workout, not its samples', params, response: answers({ 204: nothing }, 404) },
    },
    async (request, reply) => {
      const { uuid } = await knownWorkout(store, request.params.user, request.params.id)
      await store.delete(request.params.user, [uuid])
      return reply.code(204).send()
    },
  )

  app.get(
    '/workouts/:id/samples',
    {
      schema: {
        tags,
        summary: 'What was recorded in a workout',
        params,
        querystring: samplesQuery,
        response: answers({ 200: listSchema(sampleJsonSchema) }, 404),
      },
    },
    async (request) => {
      const { type, unit, ...pageQuery } = request.query
      checkUnit(unit, type)
      const { workout } = await knownWorkout(store, request.params.user, request.params.id)
      const found = await samplesOfWorkout(store, { user: request.params.user, workout }, { ...pageQuery, types: type })
      return { items: found.items.map((sample) => sampleJson(sample, unit)), cursor: found.cursor }
    },
  )
}
