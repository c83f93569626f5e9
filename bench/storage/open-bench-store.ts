import { randomFillSync } from 'node:crypto'
import { join } from 'node:path'
import type { HealthStore } from '../../src/store/health-store.js'
import { openStore } from '../../src/store/open-store.js'

/** Where a measurement's store is in its folder. */
export const storeFile = (folder: string): string => join(folder, 'vitald.sqlite')

/** The store as the daemon opens it. */
export function openBenchStore(folder: string): HealthStore {
  const store = openStore({
    file: storeFile(folder),
    clock: () => Date.now(),
    random: (bytes) => randomFillSync(bytes),
  })
  // A daemon's sockets keep its process going; here nothing does while a read is waited for.
  const alive = setInterval(() => undefined, 1_000)
  return {
    ...store,
    close: () => {
      clearInterval(alive)
      return store.close()
    },
  }
}
