import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { HealthError } from '../../health/error.js'
import { activitySummaryJsonSchema } from '../../health/json/activity-summary-json.js'
import { answers, eventsSchema, listSchema } from '../answers.js'
import { forPrograms } from '../guard/boundary.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { userParams } from '../query.js'
import type { Streams } from '../stream/streams.js'
import { daysQuerySchema, type SummaryScope, summariesQuerySchema, summaryPage } from './summary-page.js'
import { openLiveSummaries } from './summary-stream.js'

const tags = ['activity']
const streamHeaders = z.looseObject({ 'last-event-id': z.string().min(1).max(1_024).optional() })

const scopeOf = ({ store, clock, users }: HttpParts, user: string): SummaryScope => {
  const person = users.get(user)
  if (person === undefined) throw new HealthError('notFound', 'there is no such user')
  return { store, clock, user, person }
}

// To a program, days that it may not read are none.
const mayRead = ({ program }: FastifyRequest, user: string): boolean => {
  program?.note(user, 'read', ['activitySummary'])
  return program === undefined || program.grants(user).readFrom('activitySummary') !== undefined
}

/** A person's days: what they did, and what they wanted to. */
export const activityRoutes = (app: HttpApp, parts: HttpParts, { events, commits }: Streams): void => {
  app.get(
    '/activity-summaries',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: "Move, exercise and stand on each day of the person's calendar, with goals",
        params: userParams,
        querystring: summariesQuerySchema,
        response: answers({ 200: listSchema(activitySummaryJsonSchema) }, 404),
      },
    },
    async (request) => {
      const { user } = request.params
      const found = await summaryPage(scopeOf(parts, user), request.query)
      return mayRead(request, user) ? found : { items: [] }
    },
  )

  app.get(
    '/activity-summaries/stream',
    {
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: 'The same as server-sent events: all days at first, then those that change',
        params: userParams,
        querystring: daysQuerySchema,
        headers: streamHeaders,
        response: answers({ 200: eventsSchema('`summaries` holds all items, `days` those that changed') }, 404),
      },
    },
    async (request, reply) => {
      const { user } = request.params
      const watch = commits.watch(user)
      try {
        const scope = () => scopeOf(parts, user)
        const live = await openLiveSummaries({ scope, watch, asked: request.query }, request.headers['last-event-id'])
        const stream = events.open(reply)
        stream.onClose(watch.end)
        await live
          .follow(stream)
          .catch((error: unknown) => request.log.warn({ err: error }, 'stream of activity summaries ended'))
          .finally(() => stream.end())
      } finally {
        watch.end()
      }
    },
  )
}
