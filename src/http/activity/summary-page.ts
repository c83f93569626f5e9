import { z } from 'zod'
import { type CivilDay, CivilDays } from '../../activity/civil-days.js'
import type { Person } from '../../activity/person.js'
import { type ActivitySummary, activitySummaries } from '../../activity/summaries.js'
import { civilDaysOf, type DayRange, daysOver } from '../../activity/window.js'
import { dateText, parseDate } from '../../health/calendar/civil-day.js'
import type { Clock } from '../../health/clock.js'
import { invalidArgument } from '../../health/error.js'
import type { ActivitySummaryJson } from '../../health/json/activity-summary-json.js'
import { isoTime } from '../../health/time.js'
import type { HealthStore } from '../../store/health-store.js'
import { page } from '../query.js'
import { localTime } from '../statistics/local-time.js'

const limitDefault = 31
/** As many days as are told at once. */
export const daysMax = 366
const daysAtOnce = 14

/** Which days, as they are asked for. */
export const daysQuerySchema = z.strictObject({ start: localTime.optional(), end: localTime.optional() })
export type DaysAsked = z.infer<typeof daysQuerySchema>

export const summariesQuerySchema = daysQuerySchema.extend({
  sort: z.enum(['ascending', 'descending']).optional().meta({ description: 'by date' }),
  limit: page.limit.unwrap().pipe(z.number().max(daysMax)).optional(),
  cursor: page.cursor,
})
type SummariesAsked = z.infer<typeof summariesQuerySchema>

/** Whose days, and what they are computed from. */
export interface SummaryScope {
  readonly store: HealthStore
  readonly clock: Clock
  readonly user: string
  readonly person: Person
}

/** A summary as the API gives it. */
const summaryJson = (summary: ActivitySummary): ActivitySummaryJson => ({
  ...summary,
  moveUnit: summary.moveMode === 'activeEnergy' ? 'kcal' : 'min',
  start: isoTime(summary.start),
  end: isoTime(summary.end),
})

/** The summaries of these days, in their order; a fortnight at a time, so that other readers come in between. */
export const summariesOf = async (scope: SummaryScope, days: readonly CivilDay[]): Promise<ActivitySummaryJson[]> => {
  const items: ActivitySummaryJson[] = []
  for (let at = 0; at < days.length; at += daysAtOnce)
    items.push(...(await activitySummaries(scope, days.slice(at, at + daysAtOnce))).map(summaryJson))
  return items
}

const cursorDay = (cursor: string | undefined): number | undefined => {
  const day = cursor === undefined ? undefined : parseDate(cursor)
  if (cursor === undefined || day !== undefined) return day
  throw invalidArgument('the cursor is malformed', [{ pointer: '/cursor', message: 'malformed' }])
}

/** The page's part of a range: from its first day on, or from its last day back. */
const cut = ({ first, end }: DayRange, limit: number, isBackwards: boolean): DayRange =>
  isBackwards ? { first: Math.max(first, end - limit), end } : { first, end: Math.min(end, first + limit) }

/** A page of a person's days. */
export async function summaryPage(
  scope: SummaryScope,
  asked: SummariesAsked,
): Promise<{ items: ActivitySummaryJson[]; cursor?: string | undefined }> {
  const whole = daysOver(new CivilDays(scope.person), asked, scope.clock())
  const isBackwards = asked.sort === 'descending'
  const from = cursorDay(asked.cursor)
  const rest = isBackwards
    ? { ...whole, end: Math.min(from ?? whole.end, whole.end) }
    : { ...whole, first: Math.max(from ?? whole.first, whole.first) }
  const range = cut(rest, asked.limit ?? limitDefault, isBackwards)
  const items = await summariesOf(scope, civilDaysOf(scope.person, range))
  if (isBackwards) items.reverse()
  const next = isBackwards ? range.first : range.end
  const isLast = isBackwards ? range.first <= rest.first : range.end >= rest.end
  return isLast ? { items } : { items, cursor: dateText(next) }
}
