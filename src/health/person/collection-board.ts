import type { StatisticsJson } from '../json/json-schema.js'
import type { CollectionUpdate } from './person.js'

/** What is told of a collection that goes on: all of its buckets, or those that changed. */
export interface CollectionNews {
  readonly isWhole: boolean
  readonly items: readonly StatisticsJson[]
}

/** Keeps a collection up to date: takes news in and gives the whole. */
export const createCollectionBoard = () => {
  const buckets = new Map<string, StatisticsJson>()
  return ({ isWhole, items }: CollectionNews): CollectionUpdate => {
    if (isWhole) buckets.clear()
    for (const item of items) buckets.set(item.start, item)
    // Times of one spelling are ordered as their texts are.
    const collection = [...buckets.values()].sort((a, b) => (a.start < b.start ? -1 : 1))
    return { changed: items, collection }
  }
}
