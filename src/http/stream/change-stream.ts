import type { ChangesJson } from '../../health/json/json-schema.js'
import { deletedJson, sampleJson } from '../../health/json/sample-json.js'
import type { Changes, ChangesQuery, HealthStore } from '../../store/health-store.js'
import type { Watch } from './commit-watch.js'
import { type EventStream, eventText } from './event-stream.js'

/** A page of the feed as the API gives it. */
export const changesJson = ({ added, deleted, anchor, more }: Changes): ChangesJson => ({
  added: added.map(({ sample }) => sampleJson(sample)),
  deleted: deleted.map(deletedJson),
  anchor,
  more,
})

const isEmpty = ({ added, deleted }: Changes): boolean => added.length === 0 && deleted.length === 0

/** What a reader of the feed is served from. */
export interface ChangeReader {
  readonly store: HealthStore
  readonly stream: EventStream
  readonly watch: Watch
  readonly query: ChangesQuery
}

/**
 * Writes `first` and all that follows until the reader is gone. A page is read when the one before has been fetched, so a
 * slow reader holds one page and goes on from its own anchor. Rejects when the store does.
 */
export const followChanges = async ({ store, stream, watch, query }: ChangeReader, first: Changes): Promise<void> => {
  let page = first
  while (!stream.closed) {
    if (!isEmpty(page)) stream.write(eventText({ id: page.anchor, data: JSON.stringify(changesJson(page)) }))
    await stream.drained()
    if (!page.more && !(await watch.next())) return
    page = await store.changes({ ...query, anchor: page.anchor })
  }
}
