import { beforeEach, describe, expect, it } from 'vitest'
import type { HealthStore } from '../../../src/store/health-store.js'
import { TrialObservers } from '../../observers/trial-observers.js'
import { beat, quantity, steps, ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

describe('§ 9.6 observer query', () => {
  let now: number
  let store: HealthStore
  let trial: TrialObservers
  beforeEach(() => {
    now = ten
    store = openTestStore(() => now)
    trial = new TrialObservers(store, () => now)
  })

  it('calls right after it was set up', async () => {
    await trial.add()
    expect(trial.notices).toMatchObject([{ reason: 'created' }])
  })

  it('says that something was saved or deleted, of which types, and no data', async () => {
    await trial.add({ types: ['heartRate', 'stepCount', 'bodyMass'] })
    const { uuids } = await store.save('me', [beat(ten, 61.5), steps(ten, ten + 1, 2)])
    await trial.settle()
    await store.delete('me', uuids.slice(0, 1))
    await trial.settle()
    expect(trial.notices.map(({ reason, types }) => [reason, types])).toEqual([
      ['created', []],
      ['changed', ['heartRate', 'stepCount']],
      ['changed', ['heartRate']],
    ])
    expect(JSON.stringify(trial.notices)).not.toMatch(/61\.5|"value"/)
  })

  it('says nothing of what does not match', async () => {
    await trial.add({ predicate: { quantity: { is: '>', value: 100 } } })
    await store.save('me', [beat(ten, 60), quantity('bodyMass', ten, 70)])
    await trial.settle()
    expect(trial.notices).toHaveLength(1)
    await store.save('me', [beat(ten + 1, 160)])
    await trial.settle()
    expect(trial.notices).toHaveLength(2)
  })

  it('gives the anchor from which an anchored query gets the data', async () => {
    await trial.add()
    await store.save('me', [beat(ten, 61)])
    await trial.settle()
    const notice = trial.notices[1]
    const { added } = await store.changes({ user: 'me', types: ['heartRate'], anchor: notice?.since })
    expect(added).toHaveLength(1)
    expect((await store.changes({ user: 'me', anchor: notice?.anchor })).added).toEqual([])
  })

  it('waits for the acknowledgement, and goes on after three misses instead of stopping', async () => {
    trial.answer = 'cannot be reached'
    const id = await trial.add()
    for (let misses = 1; misses < 5; misses += 1) {
      expect(trial.get(id)).toMatchObject({ misses, state: misses < 3 ? 'active' : 'failing' })
      now = trial.get(id).notBefore
      await trial.settle()
    }
    trial.answer = 204
    now = trial.get(id).notBefore
    await trial.settle()
    expect(trial.get(id)).toMatchObject({ misses: 0, state: 'active', deadLetters: 1 })
  })
})
