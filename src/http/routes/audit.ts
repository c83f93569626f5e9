import { z } from 'zod'
import { isoTime } from '../../health/time.js'
import { slugSchema } from '../../privacy/profile.js'
import { answers, listSchema } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { page, userParams } from '../query.js'

const limitDefault = 1_000
const entrySchema = z.strictObject({
  client: z.string(),
  action: z
    .string()
    .meta({ description: 'read, save, delete, refused (for want of permission), authorized, requested' }),
  types: z.array(z.string()).meta({ description: 'none: all that it may' }),
  first: z.iso.datetime(),
  last: z.iso.datetime(),
  times: z.int().meta({ description: 'how often between the first and the last, within a minute' }),
})

/** What programs did with a person's data. */
export const auditRoutes = (app: HttpApp, { audit }: HttpParts): void => {
  app.get(
    '/audit',
    {
      schema: {
        tags: ['clients'],
        summary: 'Who read, saved and deleted which types, newest first',
        params: userParams,
        querystring: z.strictObject({ client: slugSchema.optional(), limit: page.limit }),
        response: answers({ 200: listSchema(entrySchema) }, 404),
      },
    },
    ({ params, query }) => ({
      items: audit
        .of(params.user)
        .filter(({ client }) => query.client === undefined || client === query.client)
        .slice(0, query.limit ?? limitDefault)
        .map(({ user: _, first, last, ...entry }) => ({ ...entry, first: isoTime(first), last: isoTime(last) })),
    }),
  )
}
