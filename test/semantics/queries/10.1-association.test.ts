import { beforeEach, describe, expect, it } from 'vitest'
import type { NewSample, Sample } from '../../../src/health/sample.js'
import { workoutSample } from '../../http/workout-sample.js'
import { beat, quantity, steps, ten } from '../../store/samples.js'
import { question } from './question.js'

const minute = 60_000
const hour = 60 * minute
const ride = workoutSample(0, { start: ten, end: ten + hour, sources: ['watch'] })
const walk = workoutSample(1, { start: ten + 2 * hour, end: ten + 3 * hour, sources: [] })
const yesterday = ten - 24 * hour

describe.each(['journal', 'blocks'] as const)('§ 10.1 samples of a workout, in the %s', (form) => {
  const asked = question(form)
  const { uuid: id } = ride
  beforeEach(() =>
    asked.save({ ...ride, start: ten, end: ten + hour }, { ...walk, start: ten + 2 * hour, end: ten + 3 * hour }),
  )

  const of = (workout: string, limit = 1_000): Promise<readonly Sample[]> =>
    asked.ask({ predicate: { workout }, limit })
  const valuesOf = async (workout: string) => (await of(workout)).map((sample) => 'value' in sample && sample.value)

  it('are those of its sources that start in its time, the last instant included', async () => {
    await asked.save(
      beat(ten - 1, 1),
      beat(ten, 2),
      beat(ten + hour, 3),
      beat(ten + hour + 1, 4),
      beat(ten + minute, 5, { source: 'phone', device: 'other' }),
    )
    expect(await valuesOf(id)).toEqual([2, 3])
    expect(await valuesOf(walk.uuid)).toEqual([])
  })

  it('are those that were added by hand, from any time and source, once', async () => {
    const uuids = await asked.save(
      beat(ten, 2),
      beat(yesterday, 7, { source: 'phone', device: 'other' }),
      steps(yesterday, yesterday + 1, 8, { metadata: { note: 'a row' } }),
    )
    await asked.store.associate('me', id, uuids)
    await asked.store.associate('me', id.toUpperCase(), uuids)
    expect(await valuesOf(id)).toEqual([7, 8, 2])
    expect(
      await asked.ask({ types: ['heartRate'], predicate: { workout: id }, sort: 'descending', limit: 1 }),
    ).toMatchObject([{ value: 2 }])
    expect(await asked.ask({ predicate: { not: { workout: id } } })).toHaveLength(2)
  })

  it('stay its samples from page to page', async () => {
    const uuids = await asked.save(...[1, 2, 3].map((at) => beat(yesterday + at, at)), beat(ten, 4), beat(ten + 1, 5))
    await asked.store.associate('me', id, uuids)
    const found: Sample[] = []
    let cursor: string | undefined
    do {
      const page = await asked.store.samples('me', { predicate: { workout: id }, limit: 2, cursor })
      found.push(...page.items)
      cursor = page.cursor
    } while (cursor !== undefined)
    expect(found.map(({ uuid }) => uuid)).toEqual(uuids)
  })

  it('are saved and added in one commit, and leave the figures of the record as they are', async () => {
    const added: NewSample[] = [beat(yesterday, 7), { ...beat(yesterday + 1, 8), metadata: { note: 'x' } }]
    await asked.store.save('me', added, { workout: id })
    expect(await valuesOf(id)).toEqual([7, 8])
    expect(await asked.store.find('me', id)).toMatchObject({ workout: { statistics: {}, elapsed: 3_500 } })
  })

  it('brings the members of a correlation with it', async () => {
    const origin = { source: 'cuff' }
    const objects = [
      quantity('bloodPressureSystolic', yesterday, 120, origin),
      quantity('bloodPressureDiastolic', yesterday, 80, origin),
    ]
    const sample: NewSample = {
      ...{ kind: 'correlation', type: 'bloodPressure', start: yesterday, end: yesterday, metadata: {}, ...origin },
      objects,
    }
    await asked.store.save('me', [sample], { workout: id })
    expect((await of(id)).map(({ type }) => type).sort()).toEqual([
      'bloodPressure',
      'bloodPressureDiastolic',
      'bloodPressureSystolic',
    ])
  })

  it('are refused as a whole when one or the workout is not there', async () => {
    const [uuid = ''] = await asked.save(beat(yesterday, 7))
    const unknown = '018f0000-0000-7000-8000-000000000009'
    await expect(asked.store.associate('me', id, [uuid, unknown])).rejects.toMatchObject({
      code: 'notFound',
      errors: [{ pointer: '/uuids/1' }],
    })
    await expect(asked.store.associate('me', unknown, [uuid])).rejects.toMatchObject({
      errors: [{ pointer: '/workout' }],
    })
    await expect(asked.store.associate('you', id, [uuid])).rejects.toMatchObject({ code: 'notFound' })
    await expect(asked.store.associate('me', id, [walk.uuid])).rejects.toMatchObject({ code: 'invalidArgument' })
    await expect(asked.store.save('me', [beat(ten + 9, 1)], { workout: unknown })).rejects.toMatchObject({
      code: 'notFound',
    })
    expect(await of(id)).toEqual([])
  })

  it('leave it when they are deleted, and stay in the store when it is', async () => {
    const uuids = await asked.save(beat(yesterday, 7), beat(yesterday + 1, 8, { metadata: { note: 'x' } }))
    await asked.store.associate('me', id, uuids)
    await asked.store.delete('me', [uuids[0] ?? ''])
    expect(await valuesOf(id)).toEqual([8])
    await asked.save(beat(yesterday, 7))
    expect(await valuesOf(id)).toEqual([8])
    await asked.store.delete('me', [id])
    expect(await of(id)).toEqual([])
    expect(await asked.ask({ types: ['heartRate'] })).toHaveLength(2)
  })

  describe('§ 5.1 a newer version takes the place of the older one', () => {
    const version = (syncVersion: number, start: number): NewSample =>
      beat(start, syncVersion, { metadata: { syncIdentifier: 'x', syncVersion } })

    it('§ 25 sync identifier in a workout: where it had collected it, also when it begins at another time', async () => {
      await asked.save(version(1, ten + minute))
      expect(await valuesOf(id)).toEqual([1])
      await asked.save(version(2, yesterday))
      expect(await valuesOf(id)).toEqual([2])
      await asked.save(version(3, yesterday - hour), version(2, ten))
      expect(await valuesOf(id)).toEqual([3])
    })

    it('where it was added by hand, in every workout', async () => {
      const uuids = await asked.save(version(1, yesterday))
      await asked.store.associate('me', id, uuids)
      await asked.store.associate('me', walk.uuid, uuids)
      await asked.save(version(2, yesterday + minute))
      expect([await valuesOf(id), await valuesOf(walk.uuid)]).toEqual([[2], [2]])
    })
  })
})
