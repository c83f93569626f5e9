import { beforeEach, describe, expect, it } from 'vitest'
import type { Predicate } from '../../src/health/predicate/predicate.js'
import type { NewSample, NewWorkoutSample } from '../../src/health/sample.js'
import { type Authorization, type Decisions, openAuthorization } from '../../src/privacy/authorization.js'
import { authorizedStore } from '../../src/privacy/view/authorized-store.js'
import type { HealthStore } from '../../src/store/health-store.js'
import { beat, ten } from '../store/samples.js'
import { openTestStore } from './open-store.js'

const minute = 60_000
let store: HealthStore
let authorization: Authorization
/** The store as the program `app` sees it. */
let view: HealthStore
beforeEach(() => {
  store = openTestStore()
  authorization = openAuthorization(store.documents)
  view = authorizedStore({ store, grantsOf: (user) => authorization.grants(user, 'app') })
})

const decide = (types: Decisions) => authorization.decide('ada', 'app', types)
const own = (sample: NewSample): NewSample => ({ ...sample, source: 'app' })

describe('§ 2.4 a workout', () => {
  const figures = { type: 'heartRate', unit: 'count/min', start: ten, end: ten + minute, count: 2, sources: ['strap'] }
  const statistics = { heartRate: figures, stepCount: { ...figures, type: 'stepCount', unit: 'count' } } as const
  const ride: NewWorkoutSample = {
    kind: 'workout',
    type: 'workout',
    uuid: '018f0000-0000-4000-8000-000000000009',
    start: ten,
    end: ten + minute,
    source: 'watch',
    metadata: {},
    workout: {
      id: '018f0000-0000-4000-8000-000000000009',
      activityType: 'running',
      location: 'outdoor',
      start: ten,
      end: ten + minute,
      elapsed: 60,
      total: 60,
      events: [],
      laps: [{ start: ten, end: ten + minute, elapsed: 60, distance: 100, statistics }],
      activities: [],
      statistics,
      zones: { heartRate: [{ seconds: 60 }] },
      metrics: { rmssd: 40 },
      unavailable: {},
      sources: ['strap'],
    } as NewWorkoutSample['workout'],
  }

  it('§ 10.1 takes samples of a program when both are its own', async () => {
    await decide({ workout: { share: 'sharingAuthorized' }, heartRate: { share: 'sharingAuthorized' } })
    const mine: NewSample = { ...ride, source: 'app', uuid: '018f0000-0000-4000-8000-00000000000a' }
    const { uuids } = await store.save('ada', [ride, mine, beat(ten, 60), own(beat(ten + 1, 61))])
    const [foreignRide = '', ownRide = '', foreignBeat = '', ownBeat = ''] = uuids
    const missing = { code: 'notFound' }
    await expect(view.associate('ada', foreignRide, [ownBeat])).rejects.toMatchObject(missing)
    await expect(view.associate('ada', ownRide, [foreignBeat])).rejects.toMatchObject(missing)
    const fresh = own(beat(ten + 2, 62))
    await expect(view.save('ada', [fresh], { workout: foreignRide })).rejects.toMatchObject(missing)
    await view.associate('ada', ownRide, [ownBeat])
    await view.save('ada', [fresh], { workout: ownRide })
    const of = async (workout: string) => (await store.samples('ada', { predicate: { workout } })).items.length
    expect([await of(ownRide), await of(foreignRide)]).toEqual([2, 0])
    await store.associate('ada', foreignRide, [foreignBeat, ownBeat])
    expect(await of(foreignRide)).toBe(2)
  })

  it('shows no figures of types that may not be read', async () => {
    await store.save('ada', [ride])
    await decide({ workout: { read: 'authorized' }, stepCount: { read: 'authorized' } })
    const [found] = (await view.samples('ada', { types: ['workout'] })).items
    const workout = found?.kind === 'workout' ? found.workout : undefined
    expect(workout).toMatchObject({ statistics: { stepCount: {} }, zones: {}, metrics: {}, sources: [] })
    expect(JSON.stringify(workout)).not.toMatch(/heartRate|rmssd|"distance"/)
    const above = { statistic: { type: 'heartRate', figure: 'average', is: '>', value: 0 } } as const
    const asked = async (predicate: Predicate) => (await view.samples('ada', { types: ['workout'], predicate })).items
    expect(await asked(above)).toEqual([])
    expect(await asked({ not: above })).toHaveLength(1)
    await decide({
      workout: { read: 'authorized' },
      stepCount: { read: 'authorized' },
      heartRate: { read: 'authorized' },
    })
    expect((await view.samples('ada', { types: ['workout'] })).items).toEqual([ride])
  })
})
