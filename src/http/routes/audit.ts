import { z } from 'zod'
import { slugSchema } from '../../privacy/profile.js'
import { answers, listSchema } from '../answers.js'
import { auditEntryJson, auditEntryJsonSchema } from '../audit-json.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { page, userParams } from '../query.js'

const limitDefault = 1_000

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
        response: answers({ 200: listSchema(auditEntryJsonSchema) }, 404),
      },
    },
    ({ params, query }) => ({
      items: audit
        .of(params.user)
        .filter(({ client }) => query.client === undefined || client === query.client)
        .slice(0, query.limit ?? limitDefault)
        .map(auditEntryJson),
    }),
  )
}
