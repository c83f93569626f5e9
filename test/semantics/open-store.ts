import { afterEach } from 'vitest'
import type { HealthStore } from '../../src/store/health-store.js'
import { openMemoryStore } from '../../src/store/open-store.js'
import { ten } from '../store/samples.js'
import { seededRandom } from '../store/seeded-random.js'

const open: HealthStore[] = []
afterEach(() => Promise.all(open.splice(0).map((store) => store.close())))

/** A store in memory, closed after the test. */
export const openTestStore = (clock: () => number = () => ten): HealthStore => {
  const store = openMemoryStore({ clock, random: seededRandom(1) })
  open.push(store)
  return store
}
