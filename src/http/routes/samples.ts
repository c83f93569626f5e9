import { z } from 'zod'
import { HealthError, invalidArgument } from '../../health/error.js'
import { sampleJsonSchema } from '../../health/json/json-schema.js'
import { sampleJson } from '../../health/json/sample-json.js'
import type { Sample } from '../../health/sample.js'
import type { HealthStore, SamplePage } from '../../store/health-store.js'
import { answers, listSchema, nothing } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { checkUnit, inUnit, page, unitText, userParams, uuidParams } from '../query.js'
import { readingsBodySchema, saveBody } from '../samples/readings.js'
import {
  deletionQuerySchema,
  type SamplesQuery,
  samplePageQueryOf,
  sampleQueryOf,
  samplesQuerySchema,
} from '../samples/sample-query.js'
import { seriesPage, seriesPageSchema } from '../samples/series.js'
import { knownWorkout, samplesOfWorkout } from '../samples/workout-records.js'
import { validateAllButBody } from '../validate.js'

const tags = ['samples']
const uuidsSchema = z.strictObject({ uuids: z.array(z.string()) })
const deletedSchema = z.strictObject({ deleted: z.int().meta({ description: 'how many samples that were' }) })
/** The query of a sample's quantities. */
export const seriesQuerySchema = z.strictObject({
  unit: unitText,
  limit: page.limit,
  cursor: z.coerce.number().int().min(0).optional(),
})

const query = async (store: HealthStore, user: string, asked: SamplesQuery): Promise<SamplePage> => {
  if (asked.workout === undefined) return store.samples(user, samplePageQueryOf(asked))
  const { workout } = await knownWorkout(store, user, asked.workout)
  return samplesOfWorkout(store, { user, workout }, samplePageQueryOf(asked))
}

const find = async (store: HealthStore, { user, uuid }: z.infer<typeof uuidParams>): Promise<Sample> => {
  const sample = await store.find(user, uuid)
  if (sample === undefined) throw new HealthError('notFound', 'there is no such sample')
  return sample
}

/** Many samples: saving, asking for and deleting them. */
export const samplesRoutes = (app: HttpApp, { store, ingest }: HttpParts): void => {
  const params = userParams

  app.post(
    '/samples',
    {
      schema: {
        tags,
        summary: 'Save one sample or up to 10,000, all or none',
        params,
        body: readingsBodySchema,
        response: answers({ 201: uuidsSchema }, 404, 409, 413, 415),
      },
      validatorCompiler: validateAllButBody,
    },
    async (request, reply) => {
      const owner = { user: request.params.user, source: request.principal.name }
      const uuids = await saveBody(ingest, owner, request.body)
      return reply.code(201).send({ uuids })
    },
  )

  app.get(
    '/samples',
    {
      schema: {
        tags,
        summary: 'Find samples',
        params,
        querystring: samplesQuerySchema,
        response: answers({ 200: listSchema(sampleJsonSchema) }, 404),
      },
    },
    async (request) => {
      const { unit, type } = request.query
      checkUnit(unit, type)
      const found = await query(store, request.params.user, request.query)
      return { items: found.items.map((sample) => sampleJson(sample, unit)), cursor: found.cursor }
    },
  )

  app.delete(
    '/samples',
    {
      schema: {
        tags,
        summary: 'Delete all samples of a type, of a time or of a source',
        params,
        querystring: deletionQuerySchema,
        response: answers({ 200: deletedSchema }, 404),
      },
    },
    async (request) => ({ deleted: await store.deleteMatching(request.params.user, sampleQueryOf(request.query)) }),
  )
}

/** One sample. */
export const sampleRoutes = (app: HttpApp, { store }: HttpParts): void => {
  const params = uuidParams

  app.get(
    '/samples/:uuid',
    {
      schema: {
        tags,
        summary: 'A sample',
        params,
        querystring: z.strictObject({ unit: unitText }),
        response: answers({ 200: sampleJsonSchema }, 404),
      },
    },
    async (request) => {
      const sample = await find(store, request.params)
      return inUnit(() => sampleJson(sample, request.query.unit))
    },
  )

  app.get(
    '/samples/:uuid/series',
    {
      schema: {
        tags,
        summary: 'The quantities of a series sample',
        params,
        querystring: seriesQuerySchema,
        response: answers({ 200: seriesPageSchema }, 404),
      },
    },
    async (request) => {
      const sample = await find(store, request.params)
      if (sample.kind !== 'series' && sample.kind !== 'quantity') throw invalidArgument('the sample has no quantities')
      return inUnit(() => seriesPage(sample, request.query))
    },
  )

  app.delete(
    '/samples/:uuid',
    { schema: { tags, summary: 'Delete a sample', params, response: answers({ 204: nothing }, 404) } },
    async (request, reply) => {
      await store.delete(request.params.user, [request.params.uuid])
      return reply.code(204).send()
    },
  )
}
