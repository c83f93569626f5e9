import { endableIteration } from '../health/person/iteration.js'
import { changesParams } from '../health/person/params.js'
import type { Person } from '../health/person/person.js'
import { changesQuerySchema } from '../http/routes/changes.js'
import { changesJson } from '../http/stream/change-stream.js'
import { judged } from './judged.js'
import { known, type Scope } from './scope.js'

type Feed = Pick<Person, 'changesPage' | 'changes'>

// As long as those of the API's stream: what a consumer works on at a time.
const livePage = 200

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
        async function* (signal) {
          known(scope)
          const { type: types, predicate, anchor } = judged(changesQuerySchema, changesParams(filter))
          const query = { user, types, predicate, limit: livePage }
          const watch = rooms.commits.watch(user)
          signal.addEventListener('abort', watch.end)
          try {
            let page = await rooms.store.changes({ ...query, anchor })
            while (!signal.aborted) {
              if (page.added.length + page.deleted.length > 0) yield changesJson(page)
              if (!page.more && !(await watch.next())) return
              page = await rooms.store.changes({ ...query, anchor: page.anchor })
            }
          } finally {
            signal.removeEventListener('abort', watch.end)
            watch.end()
          }
        },
        rooms.closing,
        given,
      ),
  }
}
