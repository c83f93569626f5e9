import { z } from 'zod'
import { bucketPage } from '../../health/calendar/bucket-page.js'
import { HealthError } from '../../health/error.js'
import { type StatisticsJson, statisticsJsonSchema } from '../../health/json/json-schema.js'
import { statisticsJson } from '../../health/json/workout-json.js'
import type { Statistics } from '../../health/statistics.js'
import { answers, listSchema } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { checkUnit, listOf, typeName, userParams } from '../query.js'
import { collectionItems } from '../statistics/collection.js'
import { type CollectionAsked, collectionQuerySchema, openCollection } from '../statistics/collection-query.js'
import { type StatisticsAsked, statisticsQueryOf, statisticsQuerySchema } from '../statistics/statistics-query.js'

const tags = ['statistics']
// As many as samples have on a page.
const limitDefault = 1_000

const statistics = async ({ store, users }: HttpParts, user: string, asked: StatisticsAsked): Promise<Statistics> => {
  const found = await store.statistics(user, statisticsQueryOf(users, user, asked))
  if (found === undefined) throw new HealthError('noData', 'no quantity matches')
  return found
}

const collection = async (
  parts: HttpParts,
  user: string,
  asked: CollectionAsked,
): Promise<{ items: StatisticsJson[]; cursor?: string | undefined }> => {
  const { calendar, window, query } = await openCollection(parts, user, asked)
  const { buckets, cursor } = bucketPage(calendar, window, asked.limit ?? limitDefault)
  return { items: await collectionItems(parts.store, { user, query, unit: asked.unit }, buckets), cursor }
}

export const statisticsRoutes = (app: HttpApp, parts: HttpParts): void => {
  const params = userParams

  app.get(
    '/statistics',
    {
      schema: {
        tags,
        summary: 'Figures over the quantities of a type',
        params,
        querystring: statisticsQuerySchema,
        response: answers({ 200: statisticsJsonSchema }, 404),
      },
    },
    async (request) => {
      checkUnit(request.query.unit, [request.query.type])
      return statisticsJson(await statistics(parts, request.params.user, request.query), request.query.unit)
    },
  )

  app.get(
    '/statistics/collection',
    {
      schema: {
        tags,
        summary: 'The same for each bucket of time, by the calendar',
        params,
        querystring: collectionQuerySchema,
        response: answers({ 200: listSchema(statisticsJsonSchema) }, 404),
      },
    },
    async (request) => {
      checkUnit(request.query.unit, [request.query.type])
      return collection(parts, request.params.user, request.query)
    },
  )

  app.get(
    '/sources',
    {
      schema: {
        tags: ['samples'],
        summary: 'What has saved samples',
        params,
        querystring: z.strictObject({ type: listOf(typeName).optional() }),
        response: answers({ 200: listSchema(z.string()) }, 404),
      },
    },
    async (request) => ({ items: await parts.store.sources(request.params.user, request.query.type) }),
  )
}
