import { describe, expect, it } from 'vitest'
import { pressure } from '../../contracts/store-saves.js'
import { workoutSample } from '../../http/workout-sample.js'
import { beat, quantity, steps, ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const unknown = '018f0000-0000-4000-8000-00000000000f'

describe('§ 6 deleting', () => {
  it('is all or nothing: an unknown one makes it fail', async () => {
    const store = openTestStore()
    const { uuids } = await store.save('me', [beat(ten, 60), beat(ten + 1, 61)])
    await expect(store.delete('me', [...uuids, unknown])).rejects.toMatchObject({ code: 'notFound' })
    expect((await store.samples('me', {})).items).toHaveLength(2)
  })

  it('fails for another person’s sample, and for another source’s when a source deletes', async () => {
    const store = openTestStore()
    const { uuids } = await store.save('me', [beat(ten, 60), beat(ten + 1, 61, { source: 'relay', device: 'other' })])
    await expect(store.delete('you', uuids)).rejects.toMatchObject({ code: 'notFound' })
    await expect(store.delete('me', uuids, 'watch')).rejects.toMatchObject({ code: 'notFound' })
    await store.delete('me', uuids.slice(0, 1), 'watch')
    expect((await store.samples('me', {})).items).toHaveLength(1)
  })

  it('of what matches deletes that alone, and says how many there were', async () => {
    const store = openTestStore()
    await store.save('me', [beat(ten, 60), beat(ten + 9_000, 61), steps(ten, ten + 1_000, 5)])
    expect(await store.deleteMatching('me', { types: ['heartRate'], start: ten, end: ten + 5_000 })).toBe(1)
    expect(await store.deleteMatching('me', { types: ['heartRate'], start: ten, end: ten + 5_000 })).toBe(0)
    expect((await store.samples('me', {})).items).toHaveLength(2)
  })

  it('of a workout leaves its samples where they are', async () => {
    const store = openTestStore()
    const workout = workoutSample()
    const { uuids } = await store.save('me', [workout, beat(workout.start + 1_000, 140)])
    await store.delete('me', uuids.slice(0, 1))
    expect((await store.samples('me', {})).items.map(({ kind }) => kind)).toEqual(['quantity'])
  })

  it('of a workout’s samples leaves its totals as they were', async () => {
    const store = openTestStore()
    const workout = workoutSample()
    const { uuids } = await store.save('me', [workout, beat(workout.start + 1_000, 140)])
    const before = await store.find('me', uuids[0] ?? '')
    await store.delete('me', uuids.slice(1))
    expect(await store.find('me', uuids[0] ?? '')).toEqual(before)
  })

  it('of a correlation takes its members with it', async () => {
    const store = openTestStore()
    const { uuids } = await store.save('me', [pressure(ten)])
    const { anchor } = await store.changes({})
    await store.delete('me', uuids)
    expect((await store.samples('me', {})).items).toEqual([])
    expect((await store.changes({ anchor })).deleted).toHaveLength(3)
  })

  it('moves anchors and wakes those who follow, as saving does', async () => {
    const store = openTestStore()
    const told: number[] = []
    const end = store.subscribe(({ added, deleted }) => told.push(added.length - deleted.length))
    const { uuids } = await store.save('me', [beat(ten, 60), quantity('bodyMass', ten, 70)])
    const anchor = store.anchor()
    await store.delete('me', uuids)
    expect(store.anchor()).not.toBe(anchor)
    expect(told).toEqual([2, -2])
    end()
    await store.save('me', [beat(ten, 60)])
    expect(told).toHaveLength(2)
  })

  it('does not keep the same reading from being saved anew, under another UUID', async () => {
    const store = openTestStore()
    for (const form of ['journal', 'series']) {
      const [first = ''] = (await store.save('me', [beat(ten, 60)])).uuids
      if (form === 'series') await store.condense()
      await store.delete('me', [first])
      const { uuids, stored } = await store.save('me', [beat(ten, 60)])
      expect([form, stored, uuids[0] === first]).toEqual([form, 1, false])
      await store.delete('me', uuids)
    }
  })

  it('condenses without a loss: UUIDs, values and other sources’ samples stay', async () => {
    const store = openTestStore()
    await store.save('me', [beat(ten, 60), beat(ten + 1_000, 60), steps(ten, ten + 9_000, 7, { source: 'phone' })])
    const before = await store.samples('me', {})
    await store.condense()
    expect(await store.samples('me', {})).toEqual(before)
  })
})
