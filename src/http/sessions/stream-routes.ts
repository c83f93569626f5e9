import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { HealthError } from '../../health/error.js'
import type { Program } from '../../privacy/view/programs.js'
import { answers, eventsSchema } from '../answers.js'
import { forPrograms } from '../guard/boundary.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { idParams, userParams } from '../query.js'
import type { Streams } from '../stream/streams.js'
import { type MirrorPlace, parsePlace } from './mirror-place.js'
import type { MirrorRoom } from './mirror-room.js'

const place = z.string().max(256).optional()
const schema = {
  tags: ['sessions'],
  querystring: z.strictObject({ since: place.meta({ description: 'the `id` of the last event that was told' }) }),
  headers: z.looseObject({ 'last-event-id': place.meta({ description: 'the same; goes first' }) }),
  response: answers(
    {
      200: eventsSchema(
        '`snapshot`, then `delta` after `delta`, and `ended`, or `gone` when a program may see it no longer',
      ),
      204: z.null().meta({ description: 'The end was told already.' }),
    },
    404,
  ),
}

interface Asked {
  readonly params: { readonly user: string }
  readonly query: { readonly since?: string | undefined }
  readonly headers: { readonly 'last-event-id'?: string | undefined }
  readonly program: Program | undefined
}

const placeOf = ({ headers, query }: Asked): MirrorPlace | undefined =>
  parsePlace(headers['last-event-id'] ?? query.since)

const noSession = () => new HealthError('notFound', 'there is no such session')

/** A session as it happens, for any number of mirrors. */
export const sessionStreamRoutes = (app: HttpApp, { sessions }: HttpParts, { events, mirrors }: Streams): void => {
  const roomOf = ({ params: { user }, program }: Asked, session: string): Promise<MirrorRoom | undefined> =>
    mirrors.roomOf({ user, session, program })

  const mirror = (asked: Asked, reply: FastifyReply, room: MirrorRoom): void => {
    asked.program?.note(asked.params.user, 'read')
    room.add(events.open(reply), room.seqOf(placeOf(asked)))
  }
  // Who was cut off from a session is told its end before the next one begins.
  const activeRoom = async (asked: Asked): Promise<MirrorRoom | undefined> => {
    const from = placeOf(asked)
    const before = from && !from.isLast ? await roomOf(asked, from.session) : undefined
    const active = sessions.active(asked.params.user)
    return before ?? (active && roomOf(asked, active.id))
  }

  app.get(
    '/sessions/active/stream',
    {
      exposeHeadRoute: false,
      ...forPrograms,
      schema: { ...schema, summary: 'The newest running workout as server-sent events', params: userParams },
    },
    async (request, reply) => {
      const room = await activeRoom(request)
      if (room !== undefined) return mirror(request, reply, room)
      if (placeOf(request)?.isLast) return reply.code(204).send()
      throw noSession()
    },
  )

  app.get(
    '/sessions/:id/stream',
    {
      exposeHeadRoute: false,
      ...forPrograms,
      schema: {
        ...schema,
        summary: 'A session as server-sent events: all of it, every change, its record; resumes by `Last-Event-ID`',
        params: idParams,
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const from = placeOf(request)
      if (from?.isLast && from.session === id) return reply.code(204).send()
      const room = await roomOf(request, id)
      if (room === undefined) throw noSession()
      return mirror(request, reply, room)
    },
  )
}
