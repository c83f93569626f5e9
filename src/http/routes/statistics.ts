import { z } from 'zod'
import { HealthError } from '../../health/error.js'
import { statisticsJsonSchema } from '../../health/json/json-schema.js'
import { statisticsJson } from '../../health/json/workout-json.js'
import type { Statistics } from '../../health/statistics.js'
import type { StatisticsOption } from '../../store/health-store.js'
import { answers, listSchema } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { checkUnit, flag, listOf, quantityTypeName, sources, span, typeName, unitText, userParams } from '../query.js'

const tags = ['statistics']
const options = [
  'cumulativeSum',
  'discreteAverage',
  'discreteMin',
  'discreteMax',
  'mostRecent',
  'duration',
] as const satisfies readonly StatisticsOption[]

const querySchema = z.strictObject({
  type: quantityTypeName,
  options: listOf(z.enum(options)).optional(),
  ...span,
  source: sources,
  separateBySource: flag.optional(),
  unit: unitText,
})

const statistics = async (
  { store, users }: HttpParts,
  user: string,
  query: z.infer<typeof querySchema>,
): Promise<Statistics> => {
  const { source, unit, ...wanted } = query
  const sourcePriority = users.get(user)?.sourcePriority?.[query.type]
  const found = await store.statistics(user, { ...wanted, sources: source, sourcePriority })
  if (found === undefined) throw new HealthError('noData', 'no quantity matches')
  return found
}

export const statisticsRoutes = (app: HttpApp, parts: HttpParts): void => {
  const params = userParams

  app.get(
    '/statistics',
    {
      schema: {
        tags,
        summary: 'Figures over the quantities of a type',
        params,
        querystring: querySchema,
        response: answers({ 200: statisticsJsonSchema }, 404),
      },
    },
    async (request) => {
      checkUnit(request.query.unit, [request.query.type])
      return statisticsJson(await statistics(parts, request.params.user, request.query), request.query.unit)
    },
  )

  app.get(
    '/sources',
    {
      schema: {
        tags: ['samples'],
        summary: 'What has saved samples',
        params,
        querystring: z.strictObject({ type: listOf(typeName).optional() }),
        response: answers({ 200: listSchema(z.string()) }, 404),
      },
    },
    async (request) => ({ items: await parts.store.sources(request.params.user, request.query.type) }),
  )
}
