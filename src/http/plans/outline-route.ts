import { HealthError } from '../../health/error.js'
import { planOutlineJsonSchema } from '../../health/json/plan-json.js'
import { answers } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { idParams } from '../query.js'

/** What a running workout is to do by its plan. */
export const outlineRoute = (app: HttpApp, { sessions }: HttpParts): void => {
  app.get(
    '/sessions/:id/plan',
    {
      schema: {
        tags: ['sessions'],
        summary: 'The steps of the plan that a session follows, repeats unrolled, targets in absolute numbers',
        params: idParams,
        response: answers({ 200: planOutlineJsonSchema }, 404),
      },
    },
    ({ params: { user, id } }) => {
      const outline = sessions.find(id)?.user === user ? sessions.outlineOf(id) : undefined
      if (outline === undefined) throw new HealthError('notFound', 'there is no such session that follows a plan')
      return outline
    },
  )
}
