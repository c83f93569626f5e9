import type { ActivitySummaryJson } from '../health/json/activity-summary-json.js'
import { createCollectionBoard } from '../health/person/collection-board.js'
import { endableIteration } from '../health/person/iteration.js'
import { activityParams, paramsOf } from '../health/person/params.js'
import type { DayReads } from '../health/person/parts.js'
import type { ActivityUpdate } from '../health/person/person.js'
import { preferredUnits } from '../health/person/preferred-units.js'
import type { Window } from '../health/person/queries.js'
import { daysQuerySchema, summariesQuerySchema, summaryPage } from '../http/activity/summary-page.js'
import { openLiveSummaries } from '../http/activity/summary-stream.js'
import { unitsQuerySchema } from '../http/kinds/preferred-units.js'
import type { Watch } from '../http/stream/commit-watch.js'
import { characteristicsOf } from '../privacy/characteristics.js'
import { judged } from './judged.js'
import { known, type Scope } from './scope.js'
import { watched } from './watched.js'

const summaryScope = (scope: Scope) => ({ ...scope.rooms, user: scope.user, person: known(scope) })

/** A person's days whenever they change. */
async function* updates(scope: Scope, window: Window, watch: Watch): AsyncGenerator<ActivityUpdate, void, undefined> {
  const asked = judged(daysQuerySchema, activityParams(window))
  const take = createCollectionBoard<ActivitySummaryJson>()
  const live = await openLiveSummaries({ scope: () => summaryScope(scope), watch, asked }, undefined)
  for await (const { name, items } of live.events()) {
    const { changed, all } = take({ isWhole: name === 'summaries', items })
    yield { changed, days: all }
  }
}

/** Reads of a person's days, and of what they are. */
export const dayReads = (scope: Scope): DayReads => {
  const { rooms } = scope
  return {
    activitySummariesPage: async (query = {}) =>
      summaryPage(summaryScope(scope), judged(summariesQuerySchema, activityParams(query))),
    activitySummaryUpdates: ({ signal: given, ...window } = {}) =>
      endableIteration(
        (signal) => watched(scope, signal, (watch) => updates(scope, window, watch)),
        rooms.closing,
        given,
      ),
    preferredUnits: async (types) =>
      preferredUnits(known(scope), judged(unitsQuerySchema, paramsOf({ type: types })).type),
    characteristics: async () => characteristicsOf(known(scope)),
  }
}
