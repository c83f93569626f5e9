import { z } from 'zod'
import { originJsonSchema } from '../../health/json/origin-json.js'
import { answers } from '../answers.js'
import { forPrograms } from '../guard/boundary.js'
import type { HttpApp } from '../http-parts.js'
import { userParams } from '../query.js'
import { matchingSources, sourcesQuerySchema } from '../samples/sources.js'

/** Sources by name, and what is known of them. */
export const sourcesSchema = z.strictObject({
  items: z.array(z.string()),
  origins: z.array(originJsonSchema).meta({ description: 'every revision of them, with every device' }),
})

/** What samples come from. */
export const sourcesRoutes = (app: HttpApp): void => {
  app.get(
    '/sources',
    {
      ...forPrograms,
      schema: {
        tags: ['samples'],
        summary: 'What has saved samples, in which versions, from which devices',
        params: userParams,
        querystring: sourcesQuerySchema,
        response: answers({ 200: sourcesSchema }, 404),
      },
    },
    async ({ store, params, query }) => {
      const items = await matchingSources(store, params.user, query)
      const origins = store.origins.all(params.user, query.type).filter(({ source }) => items.includes(source.source))
      return { items: [...items], origins }
    },
  )
}
