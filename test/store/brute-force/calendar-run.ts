import { bucketsOfWindow } from '../../../src/health/calendar/bucket-page.js'
import { bucketStatistics } from '../../../src/health/calendar/bucket-statistics.js'
import { parseInterval } from '../../../src/health/calendar/interval.js'
import { openZone } from '../../../src/health/calendar/zone.js'
import type { Span } from '../../../src/health/clock.js'
import type { Statistics } from '../../../src/health/statistics.js'
import type { HealthStore } from '../../../src/store/health-store.js'
import { differences } from './agreement.js'
import { bruteBuckets } from './calendar.js'
import type { CalendarCase } from './calendar-cases.js'
import { perform } from './case-run.js'
import { styles } from './cases.js'
import { KeptSamples } from './kept-samples.js'
import { bruteStatistics } from './statistics.js'

type Asked = Pick<CalendarCase, 'query' | 'cut'>

/** A collection as programs get it. */
const collectionOf = async (store: HealthStore, user: string, { query, cut }: Asked): Promise<Statistics[]> => {
  const { start, end, ...rest } = query
  const calendar = { interval: parseInterval(cut.interval), anchor: cut.anchor, zone: openZone(cut.zone) }
  const buckets = bucketsOfWindow(calendar, { start, end })
  const spans = buckets.map(({ counted }) => counted)
  const found = await store.collection(user, { ...rest, spans, window: { start, end } })
  return buckets.map((bucket, at) => bucketStatistics(bucket, query.type, found[at]))
}

/** What is wrong with one bucket of a collection, whose statistics are given between the bucket's borders. */
const bucketFaults = (
  found: Statistics | undefined,
  bucket: Span,
  kept: KeptSamples,
  asked: CalendarCase,
): string[] => {
  if (found?.start !== bucket.start || found.end !== bucket.end) {
    return [`borders ${found?.start} to ${found?.end}, wanted ${bucket.start} to ${bucket.end}`]
  }
  const { query, type } = asked
  const { start, end } = query
  const counted = { start: Math.max(bucket.start, start), end: Math.min(bucket.end, end) }
  const trust = { ranked: query.sourcePriority ?? [], appeared: kept.appeared }
  const about = { style: styles[type], trust }
  const wanted = bruteStatistics(kept.samples, { ...query, ...counted, strictWindow: { start, end } }, about)
  if (wanted === undefined) return found.count === 0 && found.sum === undefined ? [] : ['not empty']
  const { bySource = {} } = wanted
  const parts = Object.entries(bySource).map(([source, part]) => [source, { ...part, ...bucket }] as const)
  const bordered = { ...wanted, ...bucket, ...(wanted.bySource && { bySource: Object.fromEntries(parts) }) }
  return differences(found, bordered)
}

const faultsOf = async (
  store: HealthStore,
  user: string,
  kept: KeptSamples,
  asked: CalendarCase,
): Promise<string[]> => {
  const found = await collectionOf(store, user, asked)
  const buckets = bruteBuckets(asked.cut, asked.query)
  if (found.length !== buckets.length) return [`${found.length} buckets, wanted ${buckets.length}`]
  const whole = await store.statistics(user, asked.query)
  const sum = found.reduce((all, bucket) => all + (bucket.sum ?? 0), 0)
  const isWhole = Math.abs(sum - (whole?.sum ?? 0)) < 1e-6
  return [
    ...buckets.flatMap((bucket, at) =>
      bucketFaults(found[at], bucket, kept, asked).map((text) => `bucket ${at}: ${text}`),
    ),
    ...(isWhole ? [] : [`the buckets sum up to ${sum} instead of ${whole?.sum}`]),
  ]
}

/** Lets a case happen to a person of the store, and compares the collection with the brute force after each deed. */
export async function runCalendarCase(store: HealthStore, user: string, asked: CalendarCase): Promise<void> {
  const kept = new KeptSamples()
  for (const deed of asked.deeds) {
    await perform(store, user, kept, deed)
    const faults = await faultsOf(store, user, kept, asked)
    if (faults.length > 0) throw new Error(faults.join('\n'))
  }
}
