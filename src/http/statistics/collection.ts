import { type Bucket, bucketPage } from '../../health/calendar/bucket-page.js'
import { bucketStatistics } from '../../health/calendar/bucket-statistics.js'
import type { StatisticsJson } from '../../health/json/json-schema.js'
import { statisticsJson } from '../../health/json/workout-json.js'
import type { HealthStore } from '../../store/health-store.js'
import { type Collection, type CollectionAsked, type CollectionParts, openCollection } from './collection-query.js'

// As many as samples have on a page.
const limitDefault = 1_000

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

/** A page of a collection: a bucket each, oldest first. */
export const collectionPage = async (
  parts: CollectionParts,
  user: string,
  asked: CollectionAsked,
): Promise<{ items: StatisticsJson[]; cursor?: string | undefined }> => {
  const { calendar, window, query } = await openCollection(parts, user, asked)
  const { buckets, cursor } = bucketPage(calendar, window, asked.limit ?? limitDefault)
  return { items: await collectionItems(parts.store, { user, query, unit: asked.unit }, buckets), cursor }
}
