import { beforeEach, describe, expect, it } from 'vitest'
import type { HealthStore } from '../../../src/store/health-store.js'
import { TrialObservers } from '../../observers/trial-observers.js'
import { beat, steps, ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const hour = 3_600_000

describe('§ 9.7 background delivery', () => {
  let now: number
  let store: HealthStore
  let trial: TrialObservers
  beforeEach(() => {
    now = ten
    store = openTestStore(() => now)
    trial = new TrialObservers(store, () => now)
  })

  it.each([
    ['hourly', hour],
    ['daily', 24 * hour],
    ['weekly', 7 * 24 * hour],
  ] as const)('%s is the most often, not a promise', async (frequency, period) => {
    await trial.add({ frequency })
    for (let at = 1; at <= 6; at += 1) {
      now = ten + (at * period) / 4
      await store.save('me', [beat(now, at)])
      await trial.settle()
    }
    expect(trial.notices.map(({ at }) => Date.parse(at) - ten)).toEqual([0, period])
    now = ten + 2 * period
    await trial.settle()
    now = ten + 9 * period
    await trial.settle()
    expect(trial.notices).toHaveLength(3)
  })

  it('immediately is at once, for every matching change', async () => {
    await trial.add({ frequency: 'immediate' })
    for (let at = 0; at < 3; at += 1) {
      await store.save('me', [beat(ten + at, at)])
      await trial.settle()
    }
    expect(trial.notices).toHaveLength(4)
  })

  it('forces no type to a lower rate: steps come as often as they are wanted', async () => {
    await trial.add({ types: ['stepCount'] })
    await store.save('me', [steps(ten, ten + 1, 1)])
    await trial.settle()
    expect(trial.notices).toHaveLength(2)
  })

  it('is not for correlation types, but for their parts', async () => {
    await expect(trial.add({ types: ['bloodPressure'] })).rejects.toMatchObject({ code: 'invalidArgument' })
    await expect(trial.add({ types: ['food'] })).rejects.toMatchObject({ code: 'invalidArgument' })
    await trial.add({ types: ['bloodPressureSystolic', 'bloodPressureDiastolic'] })
  })

  it('outlives a restart without being asked for again', async () => {
    const id = await trial.add()
    await trial.observers.close()
    await store.save('me', [beat(ten, 60)])
    const next = new TrialObservers(store, () => now)
    await next.settle()
    expect(next.notices).toMatchObject([{ subscription: id, reason: 'changed', types: ['heartRate'] }])
  })

  it('shows how it goes instead of stopping silently', async () => {
    trial.answer = 503
    const id = await trial.add()
    expect(trial.get(id)).toMatchObject({
      misses: 1,
      lastError: { at: ten, reason: 'answered 503' },
      behindSince: ten,
      deliveries: 0,
    })
    expect(trial.get(id).notBefore).toBeGreaterThan(ten)
  })
})
