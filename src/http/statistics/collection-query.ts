import { z } from 'zod'
import { parseBucketCursor } from '../../health/calendar/bucket-page.js'
import { bucketAt, type Calendar } from '../../health/calendar/buckets.js'
import { usualAnchor } from '../../health/calendar/civil-day.js'
import { parseInterval } from '../../health/calendar/interval.js'
import { openZone } from '../../health/calendar/zone.js'
import type { Span } from '../../health/clock.js'
import type { Predicate } from '../../health/predicate/predicate.js'
import type { StatisticsQuery } from '../../store/health-store.js'
import type { HttpParts } from '../http-parts.js'
import { page } from '../query.js'
import { instantIn, localTime } from './local-time.js'
import { statisticsFields, statisticsQueryOf } from './statistics-query.js'

/** The query of a statistics collection that goes on. */
export const collectionStreamQuerySchema = z.strictObject({
  ...statisticsFields,
  interval: z
    .string()
    .max(64)
    .meta({ description: "a bucket's length as ISO 8601 duration", examples: ['P1D', 'PT1H'] }),
  anchorDate: localTime.optional().meta({ description: 'where a bucket begins; its time of day sets the cut' }),
  timeZone: z.string().max(64).optional().meta({ description: "IANA name; the user's own when left out" }),
})

/** The query of a statistics collection. */
export const collectionQuerySchema = collectionStreamQuerySchema.extend(page)
export type CollectionAsked = z.infer<typeof collectionQuerySchema>

/** What a collection is computed from. */
export type CollectionParts = Pick<HttpParts, 'store' | 'users' | 'clock'>

/** A collection made ready: how time is divided, which of it is shown, and what is asked of each bucket. */
export interface Collection {
  readonly user: string
  readonly calendar: Calendar
  /** Borders of what is shown and counted, epoch ms. */
  readonly window: Span
  /** Which sides were not given, so that there are new buckets as time goes on, and when older data comes. */
  readonly opens: { readonly start: boolean; readonly end: boolean }
  readonly query: Omit<StatisticsQuery, 'start' | 'end' | 'strict'>
}

/** The strict options are about the whole window: a sample that crosses a border inside is divided all the same. */
const strictly = ({ strict, start, end, predicate }: StatisticsQuery): Predicate | undefined => {
  if (strict === undefined) return predicate
  const time = { start, end, ...Object.fromEntries(strict.map((option) => [option, true])) }
  return predicate === undefined ? { time } : { and: [predicate, { time }] }
}

/** When the first quantity begins that matches; the present when none does. */
const firstStart = async (
  { store, users, clock }: CollectionParts,
  user: string,
  asked: CollectionAsked,
): Promise<number> => {
  const query = statisticsQueryOf(users, user, { ...asked, separateBySource: false, explain: false })
  const found = await store.statistics(user, { ...query, options: ['mostRecent'] })
  return found?.start ?? clock()
}

/** How time is divided, and where the collection begins to be shown: with no start, with the first quantity's bucket. */
const divide = async (parts: CollectionParts, user: string, asked: CollectionAsked) => {
  const interval = parseInterval(asked.interval)
  const zone = openZone(asked.timeZone ?? parts.users.get(user)?.timeZone ?? 'UTC')
  const cursor = asked.cursor === undefined ? undefined : parseBucketCursor(asked.cursor)
  const first = cursor?.start ?? asked.start ?? (await firstStart(parts, user, asked))
  const named = asked.anchorDate && instantIn(zone, asked.anchorDate)
  const anchor = cursor?.anchor ?? named ?? usualAnchor(interval, zone, first)
  const calendar = { interval, zone, anchor }
  const start = asked.start === undefined ? bucketAt(calendar, first).start : Math.max(first, asked.start)
  return { calendar, start }
}

/** Makes ready what was asked. With no end it ends with the bucket of the present. */
export const openCollection = async (
  parts: CollectionParts,
  user: string,
  asked: CollectionAsked,
): Promise<Collection> => {
  const { calendar, start } = await divide(parts, user, asked)
  const wanted = statisticsQueryOf(parts.users, user, asked)
  const { start: _, end, strict: __, ...query } = { ...wanted, predicate: strictly(wanted) }
  const window = { start, end: end ?? bucketAt(calendar, parts.clock()).end }
  return { user, calendar, window, opens: { start: asked.start === undefined, end: end === undefined }, query }
}
