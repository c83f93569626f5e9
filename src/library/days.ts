import { itemsOf } from '../health/person/iteration.js'
import { activityParams } from '../health/person/params.js'
import type { Person } from '../health/person/person.js'
import { summariesQuerySchema, summaryPage } from '../http/activity/summary-page.js'
import { judged } from './judged.js'
import { known, type Scope } from './scope.js'

type DayReads = Pick<Person, 'activitySummariesPage' | 'activitySummaries'>

/** Reads of a person's days. */
export const dayReads = (scope: Scope): DayReads => {
  const { rooms, user } = scope
  const activitySummariesPage: Person['activitySummariesPage'] = async (query = {}) => {
    const person = known(scope)
    return summaryPage({ ...rooms, user, person }, judged(summariesQuerySchema, activityParams(query)))
  }
  return {
    activitySummariesPage,
    activitySummaries: ({ signal, ...query } = {}) =>
      itemsOf((cursor) => activitySummariesPage({ ...query, cursor }), query.cursor, rooms.closing, signal),
  }
}
