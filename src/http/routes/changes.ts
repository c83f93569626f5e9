import { z } from 'zod'
import { changesJsonSchema } from '../../health/json/json-schema.js'
import type { ChangesQuery } from '../../store/health-store.js'
import { answers, eventsSchema } from '../answers.js'
import { forPrograms } from '../guard/boundary.js'
import type { HttpApp } from '../http-parts.js'
import { listOf, page, predicate, typeName, userParams } from '../query.js'
import { changesJson, followChanges } from '../stream/change-stream.js'
import type { Streams } from '../stream/streams.js'

const tags = ['changes']
// What a slow reader holds in memory; the next page is there in a moment.
const streamPage = 200
const anchor = z.string().min(1).max(1_024).optional().meta({ description: 'where the last page ended' })
const types = listOf(typeName).optional()
/** The query of a page of changes. */
export const changesQuerySchema = z.strictObject({ type: types, predicate, anchor, limit: page.limit })
const streamQuery = z.strictObject({ type: types, predicate, anchor })
const streamHeaders = z.looseObject({ 'last-event-id': anchor })

export const changesRoutes = (app: HttpApp, { events, commits }: Streams): void => {
  const params = userParams

  app.get(
    '/changes',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'What was added and deleted since an anchor',
        params,
        querystring: changesQuerySchema,
        response: answers({ 200: changesJsonSchema }, 404, 410),
      },
    },
    async (request) => {
      const { type, ...query } = request.query
      return changesJson(await request.store.changes({ ...query, user: request.params.user, types: type }))
    },
  )

  app.get(
    '/changes/stream',
    {
      exposeHeadRoute: false,
      ...forPrograms,
      schema: {
        tags,
        summary: 'The same as server-sent events, going on live; `id` is the anchor',
        params,
        querystring: streamQuery,
        headers: streamHeaders,
        response: answers({ 200: eventsSchema('each event holds a page of changes') }, 404, 410),
      },
    },
    async (request, reply) => {
      const { user } = request.params
      const { store } = request
      const { type, predicate: wanted } = request.query
      const query: ChangesQuery = { user, types: type, predicate: wanted, limit: streamPage }
      const watch = commits.watch(user)
      try {
        const first = await store.changes({
          ...query,
          anchor: request.headers['last-event-id'] ?? request.query.anchor,
        })
        const stream = events.open(reply)
        stream.onClose(watch.end)
        await followChanges({ store, stream, watch, query }, first)
          .catch((error: unknown) => request.log.warn({ err: error }, 'stream of changes ended'))
          .finally(() => stream.end())
      } finally {
        watch.end()
      }
    },
  )
}
