import { describe, expect, it } from 'vitest'
import type { Predicate } from '../../../src/health/predicate/predicate.js'
import { beat, steps, ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

describe('§ 9 common rules of queries', () => {
  it('answers a query for which there is nothing with nothing, not with an error', async () => {
    const store = openTestStore()
    expect(await store.samples('me', { types: ['heartRate'] })).toEqual({ items: [] })
    expect(await store.changes({ user: 'me', types: ['heartRate'] })).toMatchObject({ added: [], deleted: [] })
    expect(await store.sources('me', ['heartRate'])).toEqual([])
    expect(await store.statistics('me', { type: 'heartRate' })).toBeUndefined()
  })

  it('brings errors where results are brought, and never throws at once', async () => {
    const store = openTestStore()
    const asked = [
      store.samples('me', { cursor: 'nonsense' }),
      store.changes({ anchor: 'nonsense' }),
      store.statistics('me', { type: 'heartRate', options: ['cumulativeSum'] }),
      store.save('me', [beat(ten, Number.NaN)]),
    ]
    for (const answer of asked) await expect(answer).rejects.toMatchObject({ code: 'invalidArgument' })
  })

  it('calls nobody after its end, and each one call at a time', async () => {
    const store = openTestStore()
    let [inside, calls] = [0, 0]
    const end = store.subscribe(() => {
      inside += 1
      calls += 1
      expect(inside).toBe(1)
      inside -= 1
    })
    await Promise.all(Array.from({ length: 5 }, (_, at) => store.save('me', [beat(ten + at, at)])))
    const before = calls
    expect(before).toBeGreaterThan(0)
    end()
    await store.save('me', [beat(ten + 9, 9)])
    expect(calls).toBe(before)
  })

  it('goes on telling the others when one of them fails', async () => {
    const store = openTestStore()
    let calls = 0
    store.subscribe(() => {
      throw new Error('a bug of a follower')
    })
    store.subscribe(() => {
      calls += 1
    })
    await store.save('me', [beat(ten, 1)])
    expect(calls).toBe(1)
  })

  it('has a page of 1,000 without a limit, as many as are asked for with one, and no limit of none', async () => {
    const store = openTestStore()
    await store.save(
      'me',
      Array.from({ length: 1_200 }, (_, at) => beat(ten + at, at)),
    )
    expect((await store.samples('me', {})).items).toHaveLength(1_000)
    expect((await store.samples('me', { limit: 5_000 })).items).toHaveLength(1_200)
    await expect(store.samples('me', { limit: 0 })).rejects.toMatchObject({ errors: [{ pointer: '/limit' }] })
  })

  it('takes pairs of a type and its own predicate in one query', async () => {
    const store = openTestStore()
    await store.save('me', [beat(ten, 60), beat(ten + 1, 150), steps(ten, ten + 2, 60), steps(ten + 2, ten + 3, 150)])
    const pair = (type: 'heartRate' | 'stepCount', is: '<' | '>'): Predicate => ({
      and: [{ type: [type] }, { quantity: { is, value: 100 } }],
    })
    const { items } = await store.samples('me', { predicate: { or: [pair('heartRate', '>'), pair('stepCount', '<')] } })
    expect(items).toMatchObject([
      { type: 'stepCount', value: 60 },
      { type: 'heartRate', value: 150 },
    ])
  })

  it('takes several types in one query', async () => {
    const store = openTestStore()
    await store.save('me', [beat(ten, 1), { ...beat(ten + 1, 2), type: 'restingHeartRate' }, beat(ten + 2, 3)])
    const { items } = await store.samples('me', { types: ['heartRate', 'restingHeartRate'] })
    expect(items.map(({ type }) => type)).toEqual(['heartRate', 'restingHeartRate', 'heartRate'])
  })
})
