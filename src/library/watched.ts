import type { Watch } from '../http/stream/commit-watch.js'
import type { Scope } from './scope.js'

/** What `work` tells while it watches the commits of a person, until the signal is aborted. */
export async function* watched<Item>(
  { rooms, user }: Scope,
  signal: AbortSignal,
  work: (watch: Watch) => AsyncGenerator<Item, void, undefined>,
): AsyncGenerator<Item, void, undefined> {
  const watch = rooms.commits.watch(user)
  signal.addEventListener('abort', watch.end)
  try {
    for await (const item of work(watch)) {
      if (signal.aborted) return
      yield item
    }
  } finally {
    signal.removeEventListener('abort', watch.end)
    watch.end()
  }
}
