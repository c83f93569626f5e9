import { z } from 'zod'
import { HealthError } from '../../health/error.js'
import { statisticsJsonSchema } from '../../health/json/json-schema.js'
import { statisticsJson } from '../../health/json/workout-json.js'
import type { Statistics } from '../../health/statistics.js'
import { answers, eventsSchema, listSchema } from '../answers.js'
import { forPrograms } from '../guard/boundary.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { checkUnit, userParams } from '../query.js'
import type { Watch } from '../stream/commit-watch.js'
import type { Streams } from '../stream/streams.js'
import { collectionPage } from './collection.js'
import {
  type CollectionAsked,
  collectionQuerySchema,
  collectionStreamQuerySchema,
  openCollection,
} from './collection-query.js'
import { type LiveCollection, openLiveCollection } from './collection-stream.js'
import { type StatisticsAsked, statisticsQueryOf, statisticsQuerySchema } from './statistics-query.js'

const tags = ['statistics']

const statistics = async ({ store, users }: HttpParts, user: string, asked: StatisticsAsked): Promise<Statistics> => {
  const found = await store.statistics(user, statisticsQueryOf(users, user, asked))
  if (found === undefined) throw new HealthError('noData', 'no quantity matches')
  return found
}

const streamHeaders = z.looseObject({ 'last-event-id': z.string().min(1).max(1_024).optional() })

interface LiveRequest {
  readonly params: { readonly user: string }
  readonly query: CollectionAsked
  readonly headers: z.infer<typeof streamHeaders>
}

const openLive = async (
  { store, clock, ...parts }: HttpParts,
  watch: Watch,
  { params, query, headers }: LiveRequest,
): Promise<LiveCollection> => {
  const collection = await openCollection({ store, clock, ...parts }, params.user, query)
  return openLiveCollection({ store, clock, watch, collection, unit: query.unit }, headers['last-event-id'])
}

/** Figures over quantities: of one span, of each bucket, and of each bucket as they change. */
export const statisticsRoutes = (app: HttpApp, parts: HttpParts, { events, commits }: Streams): void => {
  const params = userParams

  app.get(
    '/statistics',
    {
      ...forPrograms,
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
      return statisticsJson(
        await statistics({ ...parts, store: request.store }, request.params.user, request.query),
        request.query.unit,
      )
    },
  )

  app.get(
    '/statistics/collection',
    {
      ...forPrograms,
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
      return collectionPage({ ...parts, store: request.store }, request.params.user, request.query)
    },
  )

  app.get(
    '/statistics/collection/stream',
    {
      exposeHeadRoute: false,
      ...forPrograms,
      schema: {
        tags,
        summary: 'A collection as server-sent events: all buckets at first, then those that change',
        params,
        querystring: collectionStreamQuerySchema,
        headers: streamHeaders,
        response: answers({ 200: eventsSchema('`collection` holds all items, `buckets` those that changed') }, 404),
      },
    },
    async (request, reply) => {
      checkUnit(request.query.unit, [request.query.type])
      const watch = commits.watch(request.params.user)
      try {
        const live = await openLive({ ...parts, store: request.store }, watch, request)
        const stream = events.open(reply)
        stream.onClose(watch.end)
        await live
          .follow(stream)
          .catch((error: unknown) => request.log.warn({ err: error }, 'stream of statistics ended'))
          .finally(() => stream.end())
      } finally {
        watch.end()
      }
    },
  )
}
