import { z } from 'zod'
import { sampleJsonSchema, workoutJsonSchema } from '../../health/json/json-schema.js'
import { sampleJson } from '../../health/json/sample-json.js'
import { workoutJson } from '../../health/json/workout-json.js'
import { activityTypeField } from '../../health/schema/command-fields.js'
import { answers, listSchema, nothing } from '../answers.js'
import { forPrograms } from '../guard/boundary.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import {
  checkUnit,
  idParams,
  listOf,
  page,
  predicate,
  sources,
  span,
  strict,
  typeName,
  unitText,
  userParams,
} from '../query.js'
import { addToWorkout, storedSchema } from '../samples/addition.js'
import { readingsBodySchema } from '../samples/readings.js'
import { sortField } from '../samples/sort-query.js'
import { knownWorkout, samplesOfWorkout, workoutPage } from '../samples/workout-records.js'
import { validateAllButBody } from '../validate.js'

const tags = ['workouts']
const seconds = z.coerce.number().min(0).optional().meta({ description: 'seconds without pauses' })
/** The query of a page of workouts. */
export const workoutsQuerySchema = z.strictObject({
  activityType: activityTypeField.optional(),
  ...span,
  strict,
  minDuration: seconds,
  maxDuration: seconds,
  predicate,
  sort: sortField.meta({ description: 'newest first when left out' }),
  ...page,
})
const samplesQuery = z.strictObject({
  type: listOf(typeName).optional(),
  ...span,
  strict,
  source: sources,
  predicate,
  sort: sortField,
  unit: unitText,
  ...page,
})
const uuidsSchema = z.strictObject({ uuids: z.array(z.string()) })
/** What adds samples to a workout: new ones, or the UUIDs of some that are stored. */
const additionSchema = z.union([storedSchema, readingsBodySchema])

/** All workouts. */
export const workoutsRoutes = (app: HttpApp): void => {
  app.get(
    '/workouts',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'Finished workouts, newest first',
        params: userParams,
        querystring: workoutsQuerySchema,
        response: answers({ 200: listSchema(workoutJsonSchema) }, 404),
      },
    },
    async (request) => {
      const found = await workoutPage(request.store, request.params.user, request.query)
      return { items: found.items.map(workoutJson), cursor: found.cursor }
    },
  )
}

/** One workout. */
export const workoutRoutes = (app: HttpApp, { ingest }: HttpParts): void => {
  const params = idParams
  const record = { 200: workoutJsonSchema }

  app.get(
    '/workouts/:id',
    { ...forPrograms, schema: { tags, summary: 'A workout', params, response: answers(record, 404) } },
    async (request) => workoutJson((await knownWorkout(request.store, request.params.user, request.params.id)).workout),
  )

  app.delete(
    '/workouts/:id',
    {
      ...forPrograms,
      schema: { tags, summary: 'Delete a workout, not its samples', params, response: answers({ 204: nothing }, 404) },
    },
    async (request, reply) => {
      const { uuid } = await knownWorkout(request.store, request.params.user, request.params.id)
      await request.store.delete(request.params.user, [uuid])
      return reply.code(204).send()
    },
  )

  app.get(
    '/workouts/:id/samples',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'What was recorded in a workout',
        params,
        querystring: samplesQuery,
        response: answers({ 200: listSchema(sampleJsonSchema) }, 404),
      },
    },
    async (request) => {
      const { type, unit, source, ...pageQuery } = request.query
      checkUnit(unit, type)
      const { workout } = await knownWorkout(request.store, request.params.user, request.params.id)
      const query = { ...pageQuery, types: type, sources: source }
      const found = await samplesOfWorkout(request.store, { user: request.params.user, workout }, query)
      return { items: found.items.map((sample) => sampleJson(sample, unit)), cursor: found.cursor }
    },
  )

  app.post(
    '/workouts/:id/samples',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'Add samples to a workout, whose own figures stay as they are',
        params,
        body: additionSchema,
        response: answers({ 201: uuidsSchema }, 404, 409, 413, 415),
      },
      validatorCompiler: validateAllButBody,
    },
    async (request, reply) => {
      const { user, id: workout } = request.params
      const { store, program } = request
      const owner = { user, source: request.principal.name, workout, program }
      return reply.code(201).send({ uuids: await addToWorkout({ store, ingest }, owner, request.body) })
    },
  )
}
