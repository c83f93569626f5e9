import { afterEach, beforeEach } from 'vitest'
import type { Predicate } from '../../../src/health/predicate/predicate.js'
import type { NewSample, Sample } from '../../../src/health/sample.js'
import type { HealthStore, SamplePageQuery } from '../../../src/store/health-store.js'
import { openMemoryStore } from '../../../src/store/open-store.js'
import { seededRandom } from '../../store/seeded-random.js'

/** A store in memory for each test, and the short way to ask it. */
export interface Question {
  readonly store: HealthStore
  /** Saves, and condenses when the tests are about blocks. */
  save(...samples: NewSample[]): Promise<readonly string[]>
  ask(query?: SamplePageQuery): Promise<readonly Sample[]>
  /** The names of the samples that match; `names` by UUID. */
  named(predicate: Predicate, names: ReadonlyMap<string, string>): Promise<string>
}

const now = Date.UTC(2026, 10, 23)

/** Opens a store before each test. `form`: where plain quantities rest. */
export const question = (form: 'journal' | 'blocks' = 'journal'): Question => {
  let store: HealthStore
  beforeEach(() => {
    store = openMemoryStore({ clock: () => now, random: seededRandom(1) })
  })
  afterEach(() => store.close())
  const ask = async (query: SamplePageQuery = {}) => (await store.samples('me', query)).items
  return {
    get store() {
      return store
    },
    save: async (...samples) => {
      const { uuids } = await store.save('me', samples)
      if (form === 'blocks') await store.condense()
      return uuids
    },
    ask,
    named: async (predicate, names) => (await ask({ predicate })).map(({ uuid }) => names.get(uuid) ?? '?').join(''),
  }
}
