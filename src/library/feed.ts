import type { ChangesJson } from '../health/json/json-schema.js'
import { endableIteration } from '../health/person/iteration.js'
import { changesParams } from '../health/person/params.js'
import type { Feed } from '../health/person/parts.js'
import type { ChangesFilter } from '../health/person/queries.js'
import { changesQuerySchema } from '../http/routes/changes.js'
import { changesJson } from '../http/stream/change-stream.js'
import type { Watch } from '../http/stream/commit-watch.js'
import { judged } from './judged.js'
import { known, type Scope } from './scope.js'
import { watched } from './watched.js'

// As long as those of the API's stream: what a consumer works on at a time.
const livePage = 200

/** Pages of what has been since the anchor, then a page after every commit. */
async function* pages(
  { rooms: { store }, user }: Scope,
  filter: ChangesFilter,
  watch: Watch,
): AsyncGenerator<ChangesJson, void, undefined> {
  const { type: types, predicate, anchor } = judged(changesQuerySchema, changesParams(filter))
  const query = { user, types, predicate, limit: livePage }
  let page = await store.changes({ ...query, anchor })
  for (;;) {
    if (page.added.length + page.deleted.length > 0) yield changesJson(page)
    if (!page.more && !(await watch.next())) return
    page = await store.changes({ ...query, anchor: page.anchor })
  }
}

/** Reads of what was added and deleted. */
export const feed = (scope: Scope): Feed => {
  const { rooms, user } = scope
  return {
    changesPage: async (query = {}) => {
      known(scope)
      const { type: types, ...rest } = judged(changesQuerySchema, changesParams(query))
      return changesJson(await rooms.store.changes({ ...rest, user, types }))
    },
    changes: ({ signal: given, ...filter } = {}) =>
      endableIteration(
        (signal) => {
          known(scope)
          return watched(scope, signal, (watch) => pages(scope, filter, watch))
        },
        rooms.closing,
        given,
      ),
  }
}
