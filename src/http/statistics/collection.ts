import type { Bucket } from '../../health/calendar/bucket-page.js'
import { bucketStatistics } from '../../health/calendar/bucket-statistics.js'
import type { StatisticsJson } from '../../health/json/json-schema.js'
import { statisticsJson } from '../../health/json/workout-json.js'
import type { HealthStore } from '../../store/health-store.js'
import type { Collection } from './collection-query.js'

/** The items of these buckets, in `unit`. */
export const collectionItems = async (
  store: HealthStore,
  { user, query, unit }: Pick<Collection, 'user' | 'query'> & { readonly unit: string | undefined },
  buckets: readonly Bucket[],
): Promise<StatisticsJson[]> => {
  const spans = buckets.map(({ counted }) => counted)
  const found = spans.length === 0 ? [] : await store.collection(user, { ...query, spans })
  return buckets.map((bucket, at) => statisticsJson(bucketStatistics(bucket, query.type, found[at]), unit))
}
