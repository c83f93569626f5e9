import { z } from 'zod'
import { anonymous, answers } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { type Figure, metricsText, metricsType } from '../metrics.js'

const tags = ['health']
const partSchema = z.strictObject({ part: z.string(), ok: z.boolean(), reason: z.string().optional() })
const readySchema = z.strictObject({ ok: z.boolean(), parts: z.array(partSchema) })

/** Alive, fit to serve, and the counters: for supervisors, without a sign-in and without a health value. */
export const healthRoutes = (
  app: HttpApp,
  { readiness, figures }: HttpParts,
  ownFigures: () => readonly Figure[],
): void => {
  app.get(
    '/healthz',
    {
      schema: {
        ...anonymous,
        tags,
        summary: 'Whether the engine is alive',
        response: answers({ 200: z.strictObject({ ok: z.literal(true) }) }),
      },
    },
    () => ({ ok: true }),
  )

  app.get(
    '/readyz',
    {
      schema: {
        ...anonymous,
        tags,
        summary: 'Whether every part is fit to serve',
        response: answers({ 200: readySchema, 503: readySchema }),
      },
    },
    (_request, reply) => {
      const parts = readiness()
      const ok = parts.every((part) => part.ok)
      return reply.code(ok ? 200 : 503).send({ ok, parts })
    },
  )

  app.get(
    '/metrics',
    {
      schema: {
        ...anonymous,
        tags,
        summary: 'Counters in the text format of Prometheus',
        response: answers({ 200: z.string() }),
      },
    },
    async (_request, reply) => reply.type(metricsType).send(await metricsText([...figures(), ...ownFigures()])),
  )
}
