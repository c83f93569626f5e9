import { activitySummaryJsonSchema } from '../health/json/activity-summary-json.js'
import { itemsOf } from '../health/person/iteration.js'
import { activityParams } from '../health/person/params.js'
import type { Person } from '../health/person/person.js'
import type { Scope } from './reads.js'
import { pageOf } from './transport/page.js'
import { pathOf } from './transport/transport.js'

const summariesSchema = pageOf(activitySummaryJsonSchema)

type DayReads = Pick<Person, 'activitySummariesPage' | 'activitySummaries'>

/** Reads of a person's days. */
export const dayReads = ({ transport: { ask }, user }: Scope): DayReads => {
  const path = pathOf`/v1/users/${user}/activity-summaries`
  const activitySummariesPage: Person['activitySummariesPage'] = async (query = {}) =>
    ask({ path, query: activityParams(query) }, summariesSchema)
  return {
    activitySummariesPage,
    activitySummaries: ({ signal, ...query } = {}) =>
      itemsOf((cursor) => activitySummariesPage({ ...query, cursor }), query.cursor, signal),
  }
}
