import { z } from 'zod'
import { sampleJsonSchema } from '../../health/json/json-schema.js'
import { sampleJson } from '../../health/json/sample-json.js'
import { answers, listSchema, nothing } from '../answers.js'
import { forPrograms } from '../guard/boundary.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { checkUnit, inUnit, unitText, userParams, uuidParams } from '../query.js'
import { bodyQuerySchema, pageQueryOf } from '../samples/body-query.js'
import { correlationPageQueryOf, correlationsQuerySchema } from '../samples/correlation-query.js'
import { knownSample } from '../samples/known-sample.js'
import { readingsBodySchema, saveBody } from '../samples/readings.js'
import { deletionQuerySchema, samplePageQueryOf, sampleQueryOf, samplesQuerySchema } from '../samples/sample-query.js'
import { include, toldSamples } from '../samples/told.js'
import { samplesAsked } from '../samples/workout-records.js'
import { validateAllButBody } from '../validate.js'

const tags = ['samples']
const uuidsSchema = z.strictObject({ uuids: z.array(z.string()) })
const deletedSchema = z.strictObject({ deleted: z.int().meta({ description: 'how many samples that were' }) })
/** Many samples: saving and deleting them. */
export const samplesRoutes = (app: HttpApp, { ingest }: HttpParts): void => {
  const params = userParams

  app.post(
    '/samples',
    {
      ...forPrograms,
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
      const { params, principal, program } = request
      const uuids = await saveBody(ingest, { user: params.user, source: principal.name, program }, request.body)
      return reply.code(201).send({ uuids })
    },
  )

  app.delete(
    '/samples',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'Delete all samples of a type, of a time or of a source',
        params,
        querystring: deletionQuerySchema,
        response: answers({ 200: deletedSchema }, 404),
      },
    },
    async (request) => ({
      deleted: await request.store.deleteMatching(request.params.user, sampleQueryOf(request.query)),
    }),
  )
}

/** Finding samples. */
export const findingRoutes = (app: HttpApp): void => {
  const params = userParams

  app.get(
    '/samples',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'Find samples',
        params,
        querystring: samplesQuerySchema,
        response: answers({ 200: listSchema(sampleJsonSchema) }, 404),
      },
    },
    async (request) => {
      const { unit, type, workout, include } = request.query
      const { user } = request.params
      checkUnit(unit, type)
      const found = await samplesAsked(request.store, { user, workout }, samplePageQueryOf(request.query))
      return { items: await toldSamples(request.store, { user, unit, include }, found.items), cursor: found.cursor }
    },
  )

  app.post(
    '/samples/query',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'Find samples by a query in the body, so that no condition is in an address',
        params,
        body: bodyQuerySchema,
        response: answers({ 200: listSchema(sampleJsonSchema) }, 404, 413, 415),
      },
    },
    async (request) => {
      const { unit, type, workout } = request.body
      checkUnit(unit, type)
      const found = await samplesAsked(request.store, { user: request.params.user, workout }, pageQueryOf(request.body))
      return { items: found.items.map((sample) => sampleJson(sample, unit)), cursor: found.cursor }
    },
  )

  app.get(
    '/correlations',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'Find correlations by themselves and by their objects',
        params,
        querystring: correlationsQuerySchema,
        response: answers({ 200: listSchema(sampleJsonSchema) }, 404),
      },
    },
    async (request) => {
      const found = await request.store.samples(request.params.user, correlationPageQueryOf(request.query))
      return { items: found.items.map((sample) => sampleJson(sample)), cursor: found.cursor }
    },
  )
}

/** One sample. */
export const sampleRoutes = (app: HttpApp): void => {
  const params = uuidParams

  app.get(
    '/samples/:uuid',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'A sample',
        params,
        querystring: z.strictObject({ unit: unitText, include }),
        response: answers({ 200: sampleJsonSchema }, 404),
      },
    },
    async (request) => {
      const sample = await knownSample(request.store, request.params)
      const told = inUnit(() => sampleJson(sample, request.query.unit))
      if (request.query.include === undefined) return told
      const [origin] = await request.store.origins.of(request.params.user, [sample.uuid])
      return origin === undefined ? told : { ...told, origin }
    },
  )

  app.delete(
    '/samples/:uuid',
    { ...forPrograms, schema: { tags, summary: 'Delete a sample', params, response: answers({ 204: nothing }, 404) } },
    async (request, reply) => {
      await request.store.delete(request.params.user, [request.params.uuid])
      return reply.code(204).send()
    },
  )
}
