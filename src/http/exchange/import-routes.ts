import type { Readable } from 'node:stream'
import { z } from 'zod'
import { HealthError, invalidArgument } from '../../health/error.js'
import type { ImportFormat, ImportStatus, Imports } from '../../imports/imports.js'
import { answers } from '../answers.js'
import type { LongRequests } from '../guard/long-requests.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { idParams, userParams } from '../query.js'
import { type Say, tellChore, wantsEvents } from '../stream/chore-stream.js'
import type { EventStream } from '../stream/event-stream.js'
import type { Streams } from '../stream/streams.js'
import { importJson, importJsonSchema, reportJson } from './import-json.js'

const tags = ['workouts']
const formatQuery = z.strictObject({
  format: z
    .enum(['fit', 'tcx', 'gpx', 'apple-health'])
    .optional()
    .meta({ description: 'told by the file itself when left out' }),
})
const startedSchema = z.strictObject({ id: z.uuid() })

const mediaTypes: Readonly<Record<string, ImportFormat>> = {
  'application/vnd.ant.fit': 'fit',
  'application/fit': 'fit',
  'application/vnd.garmin.tcx+xml': 'tcx',
  'application/tcx+xml': 'tcx',
  'application/gpx+xml': 'gpx',
}

const formatOf = (contentType: string | undefined): ImportFormat | undefined => {
  const [type = ''] = (contentType ?? '').split(';')
  return mediaTypes[type.trim().toLowerCase()]
}

const noImport = () => new HealthError('notFound', 'there is no such import')
const unread = (error: unknown): unknown =>
  error instanceof HealthError ? error : invalidArgument('the file did not arrive whole')

/** Tells how far an import has come until it is over; resolves to its report. */
const follow = (imports: Imports, { id, user }: ImportStatus, say: Say, stream: EventStream): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const forget = imports.subscribe(id, (status) => {
      say('progress', { step: 'samples', done: status.progress.samples, of: status.progress.samples })
      end(status)
    })
    const end = ({ state, report }: ImportStatus): void => {
      if (state === 'running') return
      forget()
      resolve(report === undefined ? undefined : reportJson(report))
    }
    stream.onClose(() => {
      forget()
      resolve(undefined)
    })
    const present = imports.find(user, id)
    if (present === undefined) reject(noImport())
    else end(present)
  })

/** Files of recorded workouts on their way in, for the owner alone. The body is read as it comes and never held whole. */
const bodyRoutes = (app: HttpApp, { imports }: HttpParts, long: LongRequests): void => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))

  app.post(
    '/imports',
    {
      schema: {
        tags,
        summary:
          'Import recorded workouts: a FIT, TCX or GPX file as the body, packed with gzip or not; or all that the Health app of an iPhone exports: its `export.xml` or the `.zip` that it is in',
        params: userParams,
        querystring: formatQuery,
        response: answers({ 202: startedSchema }, 404, 413),
      },
    },
    async (request, reply) => {
      const body = request.body as Readable | undefined
      if (body === undefined || body === null) throw invalidArgument('there is no file in the body')
      const format = request.query.format ?? formatOf(request.headers['content-type'])
      // What is not read to its end stays open, so that the answer can still be sent.
      const chunks = body.iterator({ destroyOnReturn: false })
      const { id, read } = imports.start(request.params.user, { chunks, format })
      const ended = long.allow(request.raw)
      try {
        await read
      } catch (error) {
        throw unread(error)
      } finally {
        // What nobody reads would hold up the next request of the connection.
        await chunks.return?.()
        body.resume()
        ended()
      }
      return reply.code(202).header('location', `/v1/users/${request.params.user}/imports/${id}`).send({ id })
    },
  )
}

/** Imports of files, and what became of them. */
export const importRoutes = (
  app: HttpApp,
  parts: HttpParts,
  { streams, long }: { readonly streams: Streams; readonly long: LongRequests },
): void => {
  app.register(async (own: HttpApp) => bodyRoutes(own, parts, long))

  app.get(
    '/imports/:id',
    {
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: 'How far an import has come, and what became of it; told as events to who accepts `text/event-stream`',
        params: idParams,
        response: answers({ 200: importJsonSchema }, 404),
      },
    },
    (request, reply) => {
      const { id, user } = request.params
      const status = parts.imports.find(user, id)
      if (status === undefined) throw noImport()
      if (!wantsEvents(request)) return importJson(status)
      return tellChore(streams, reply, (say, stream) => follow(parts.imports, status, say, stream))
    },
  )
}
