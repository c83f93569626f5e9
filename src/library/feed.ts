import { limitOf, typesOf } from '../health/person/asked.js'
import { endableIteration } from '../health/person/iteration.js'
import type { Person } from '../health/person/person.js'
import { changesJson } from '../http/stream/change-stream.js'
import { known, type Scope } from './scope.js'

type Feed = Pick<Person, 'changesPage' | 'changes'>

// As long as those of the API's stream: what a consumer works on at a time.
const livePage = 200

/** Reads of what was added and deleted. */
export const feed = (scope: Scope): Feed => {
  const { rooms, user } = scope
  return {
    changesPage: async ({ types, anchor, limit } = {}) => {
      known(scope)
      return changesJson(await rooms.store.changes({ user, types: typesOf(types), anchor, limit: limitOf(limit) }))
    },
    changes: ({ types, anchor, signal: given } = {}) =>
      endableIteration(
        async function* (signal) {
          known(scope)
          const query = { user, types: typesOf(types), limit: livePage }
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
