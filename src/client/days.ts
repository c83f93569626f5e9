import { z } from 'zod'
import { type ActivitySummaryJson, activitySummaryJsonSchema } from '../health/json/activity-summary-json.js'
import { createCollectionBoard } from '../health/person/collection-board.js'
import { endableIteration } from '../health/person/iteration.js'
import { activityParams, paramsOf } from '../health/person/params.js'
import type { DayReads } from '../health/person/parts.js'
import { preferredUnitsSchema } from '../health/person/preferred-units.js'
import { characteristicsSchema } from '../privacy/characteristics.js'
import type { Scope } from './reads.js'
import { checked } from './transport/answer.js'
import { follow } from './transport/follow.js'
import { pageOf } from './transport/page.js'
import { pathOf } from './transport/transport.js'

const summariesSchema = pageOf(activitySummaryJsonSchema)

const daysSchema = z.strictObject({ items: z.array(activitySummaryJsonSchema) })

/** Reads of a person's days, and of what they are. */
export const dayReads = ({ transport, user }: Scope): DayReads => {
  const { ask } = transport
  const path = pathOf`/v1/users/${user}/activity-summaries`
  return {
    activitySummariesPage: async (query = {}) => ask({ path, query: activityParams(query) }, summariesSchema),
    activitySummaryUpdates: ({ signal: given, ...window } = {}) =>
      endableIteration(async function* (signal) {
        const take = createCollectionBoard<ActivitySummaryJson>()
        const query = activityParams(window)
        for await (const { event, data } of follow(transport, { path: `${path}/stream`, query }, signal)) {
          const news = { isWhole: event === 'summaries', ...checked(daysSchema, JSON.parse(data)) }
          const { changed, all } = take(news)
          yield { changed, days: all }
        }
      }, given),
    preferredUnits: async (types) =>
      ask({ path: pathOf`/v1/users/${user}/preferred-units`, query: paramsOf({ type: types }) }, preferredUnitsSchema),
    characteristics: async () => ask({ path: pathOf`/v1/users/${user}/characteristics` }, characteristicsSchema),
  }
}
