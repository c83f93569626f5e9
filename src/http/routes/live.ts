import { answers, eventsSchema } from '../answers.js'
import { forPrograms } from '../guard/boundary.js'
import type { HttpApp } from '../http-parts.js'
import { userParams } from '../query.js'
import type { Streams } from '../stream/streams.js'

/** The present of a person as it happens. */
export const liveRoutes = (app: HttpApp, { events, live }: Streams): void => {
  app.get(
    '/live',
    {
      exposeHeadRoute: false,
      ...forPrograms,
      schema: {
        tags: ['live'],
        summary:
          'Server-sent events `sample`, `session`, `device`: first the present state, then every change, `source`, `zone`, `units` too',
        params: userParams,
        response: answers({ 200: eventsSchema('each event holds one JSON object') }, 404),
      },
    },
    (request, reply) => {
      const { params, program } = request
      program?.note(params.user, 'read')
      live.add(params.user, events.open(reply), program)
    },
  )
}
