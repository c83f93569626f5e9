import fc from 'fast-check'
import { afterAll, describe, it } from 'vitest'
import type { HealthStore } from '../../src/store/health-store.js'
import { openMemoryStore } from '../../src/store/open-store.js'
import { patience, propertyRuns } from '../setup/property-runs.js'
import { calendarCases } from './brute-force/calendar-cases.js'
import { runCalendarCase } from './brute-force/calendar-run.js'
import { runCase } from './brute-force/case-run.js'
import { base, cases } from './brute-force/cases.js'
import { seededRandom } from './seeded-random.js'

// Opening a store takes longer than a case, so many people share one.
const peoplePerStore = 200

describe('statistics and the brute force', () => {
  let store: HealthStore | undefined
  let people = 0
  afterAll(() => store?.close())

  const nextStore = async (): Promise<HealthStore> => {
    if (store !== undefined && people % peoplePerStore !== 0) return store
    await store?.close()
    store = openMemoryStore({ clock: () => base, random: seededRandom(people + 1) })
    return store
  }

  it('agree on sums, averages, extremes, times and explanations', { timeout: patience(180_000) }, async () => {
    const property = fc.asyncProperty(cases, async (one) => {
      const open = await nextStore()
      people += 1
      await runCase(open, `person-${people}`, one)
    })
    await fc.assert(property, propertyRuns(2_000, 100_000))
  })

  it('agree on the buckets of calendars, where clocks change and days are left out', {
    timeout: patience(180_000),
  }, async () => {
    const property = fc.asyncProperty(calendarCases, async (one) => {
      const open = await nextStore()
      people += 1
      await runCalendarCase(open, `person-${people}`, one)
    })
    await fc.assert(property, propertyRuns(300, 20_000))
  })
})
