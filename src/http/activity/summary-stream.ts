import { CivilDays } from '../../activity/civil-days.js'
import { ringTypes } from '../../activity/material.js'
import { daysOver } from '../../activity/window.js'
import type { Bucket } from '../../health/calendar/bucket-page.js'
import type { Span } from '../../health/clock.js'
import { invalidArgument } from '../../health/error.js'
import type { ActivitySummaryJson } from '../../health/json/activity-summary-json.js'
import type { Division } from '../stream/bucket-board.js'
import type { Watch } from '../stream/commit-watch.js'
import { LiveBuckets } from '../stream/live-buckets.js'
import { type DaysAsked, daysMax, type SummaryScope, summariesOf } from './summary-page.js'

/** What a reader of a person's days is served from; `scope` is asked again each time, because goals change. */
export interface SummaryReader {
  readonly scope: () => SummaryScope
  readonly watch: Watch
  readonly asked: DaysAsked
}

// A day takes longer to compute than a bucket, and a ring is not looked at so closely.
const paceMs = 2_000

const divisionOf = (days: CivilDays): Division => ({
  over: ({ start, end }: Span): readonly Bucket[] => {
    if (start >= end) return []
    const first = days.dayAt(start)
    const found = Array.from({ length: days.dayAt(end - 1) - first + 1 }, (_, at) => days.day(first + at))
    return found.filter((day) => day.start < day.end).map((day) => ({ start: day.start, end: day.end, counted: day }))
  },
  at: (instant) => days.day(days.dayAt(instant)),
})

const refuse = (count: number) => {
  const message = `makes ${count} days; a stream may begin with ${daysMax}`
  return invalidArgument(`the start ${message}`, [{ pointer: '/start', message }])
}

/** A person's days that go on, from `place` on when the reader comes back. Throws `invalidArgument`. */
export const openLiveSummaries = async (
  { scope, watch, asked }: SummaryReader,
  place: string | undefined,
): Promise<LiveBuckets<'summaries' | 'days', ActivitySummaryJson>> => {
  const { store, clock, user, person } = scope()
  const days = new CivilDays(person)
  const { first, end } = daysOver(days, asked, clock())
  if (end - first > daysMax) throw refuse(end - first)
  const window = { start: days.startOf(first), end: days.startOf(end) }
  const shown = { division: divisionOf(days), window, opens: { start: false, end: asked.end === undefined } }
  const itemsOf = (buckets: readonly Bucket[]) =>
    summariesOf(
      scope(),
      buckets.map(({ start }) => days.day(days.dayAt(start))),
    )
  const names = { all: 'summaries', changed: 'days' } as const
  return LiveBuckets.open({ store, clock, watch, user, types: ringTypes, shown, itemsOf, names, paceMs }, place)
}
