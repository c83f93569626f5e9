import { z } from 'zod'
import type { Progress } from '../../store/housekeeping/housekeeping.js'
import { answers } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { tellChore, wantsEvents } from '../stream/chore-stream.js'
import type { Streams } from '../stream/streams.js'

const tags = ['store']
const count = z.int().min(0)

const checkReportSchema = z
  .strictObject({
    ok: z.boolean(),
    faults: z
      .array(z.strictObject({ place: z.string(), problem: z.string() }))
      .meta({ description: 'the first hundred' }),
    faultCount: count,
    checked: z.strictObject({ batches: count, blocks: count, samples: count, deletions: count, journal: count }),
  })
  .meta({ description: 'What a check of the store found' })

const vacuumReportSchema = z
  .strictObject({
    mode: z.enum(['incremental', 'full']),
    pagesBefore: count,
    pagesAfter: count,
    pageSize: count.meta({ description: 'bytes' }),
  })
  .meta({ description: 'What a vacuum did' })

const wish = z.strictObject({ full: z.boolean().optional() }).nullish()
const checkQuery = z.strictObject({ full: z.enum(['true', 'false']).default('false') })

/** What keeps the store's file sound and small. Either route tells its progress to who accepts `text/event-stream`. */
export const storeRoutes = (app: HttpApp, { store }: HttpParts, streams: Streams): void => {
  const { housekeeping } = store

  app.get(
    '/store/check',
    {
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: 'Whether the file is sound; `full=true` compares every index with its table, too',
        querystring: checkQuery,
        response: answers({ 200: checkReportSchema }, 409),
      },
    },
    (request, reply) => {
      const full = request.query.full === 'true'
      if (!wantsEvents(request)) return housekeeping.check({ full })
      return tellChore(streams, reply, (say) =>
        housekeeping.check({ full, onProgress: (progress: Progress) => say('progress', progress) }),
      )
    },
  )

  app.post(
    '/store/vacuum',
    {
      schema: {
        tags,
        summary: 'Give free pages back; `full` writes the whole file anew while writes wait',
        body: wish,
        response: answers({ 200: vacuumReportSchema }, 409, 413, 415),
      },
    },
    (request, reply) => {
      const full = request.body?.full ?? false
      if (!wantsEvents(request)) return housekeeping.vacuum({ full })
      return tellChore(streams, reply, (say) =>
        housekeeping.vacuum({ full, onProgress: (progress: Progress) => say('progress', progress) }),
      )
    },
  )
}
