import { z } from 'zod'
import { HealthError } from '../../health/error.js'
import { answers } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { idParams } from '../query.js'

const targetSchema = z.strictObject({
  type: z.string(),
  unit: z.string(),
  from: z.number().optional(),
  to: z.number().optional(),
})

const stepSchema = z.strictObject({
  kind: z.string(),
  name: z.string().optional(),
  repetition: z.int().optional().meta({ description: 'the how-manieth time, from 1, where the step is repeated' }),
  end: z.strictObject({
    by: z.string(),
    value: z.number().optional().meta({ description: 's, m, kcal or count/min' }),
  }),
  target: targetSchema.optional(),
  targetAtEnd: targetSchema.optional().meta({ description: 'of a ramp, which begins at `target`' }),
})

const outlineSchema = z.strictObject({ id: z.string().optional(), name: z.string(), steps: z.array(stepSchema) })

/** What a running workout is to do by its plan. */
export const outlineRoute = (app: HttpApp, { sessions }: HttpParts): void => {
  app.get(
    '/sessions/:id/plan',
    {
      schema: {
        tags: ['sessions'],
        summary: 'The steps of the plan that a session follows, repeats unrolled, targets in absolute numbers',
        params: idParams,
        response: answers({ 200: outlineSchema }, 404),
      },
    },
    ({ params: { user, id } }) => {
      const outline = sessions.find(id)?.user === user ? sessions.outlineOf(id) : undefined
      if (outline === undefined) throw new HealthError('notFound', 'there is no such session that follows a plan')
      return outline
    },
  )
}
