import { HealthError } from '../../health/error.js'
import { activitySummaryJsonSchema } from '../../health/json/activity-summary-json.js'
import { type SummaryScope, summariesQuerySchema, summaryPage } from '../activity/summary-page.js'
import { answers, listSchema } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { userParams } from '../query.js'

const tags = ['activity']

const scopeOf = ({ store, clock, users }: HttpParts, user: string): SummaryScope => {
  const person = users.get(user)
  if (person === undefined) throw new HealthError('notFound', 'there is no such user')
  return { store, clock, user, person }
}

/** A person's days: what they did, and what they wanted to. */
export const activityRoutes = (app: HttpApp, parts: HttpParts): void => {
  app.get(
    '/activity-summaries',
    {
      schema: {
        tags,
        summary: "Move, exercise and stand on each day of the person's calendar, with goals",
        params: userParams,
        querystring: summariesQuerySchema,
        response: answers({ 200: listSchema(activitySummaryJsonSchema) }, 404),
      },
    },
    (request) => summaryPage(scopeOf(parts, request.params.user), request.query),
  )
}
