import { beforeEach, describe, expect, it } from 'vitest'
import type { NewCorrelationSample, NewSample } from '../../src/health/sample.js'
import { type Authorization, type Decisions, openAuthorization } from '../../src/privacy/authorization.js'
import { authorizedStore } from '../../src/privacy/view/authorized-store.js'
import type { HealthStore } from '../../src/store/health-store.js'
import { beat, quantity, steps, ten } from '../store/samples.js'
import { openTestStore } from './open-store.js'

const minute = 60_000
let store: HealthStore
let authorization: Authorization
/** The store as the program `app` sees it. */
let view: HealthStore

const decide = (types: Decisions) => authorization.decide('ada', 'app', types)
const own = (sample: NewSample): NewSample => ({ ...sample, source: 'app' })

const pressure = (source: string): NewCorrelationSample => ({
  kind: 'correlation',
  type: 'bloodPressure',
  start: ten,
  end: ten,
  source,
  metadata: {},
  objects: [
    quantity('bloodPressureSystolic', ten, 120, { source }),
    quantity('bloodPressureDiastolic', ten, 80, { source }),
  ],
})

beforeEach(() => {
  store = openTestStore()
  authorization = openAuthorization(store.documents)
  view = authorizedStore({ store, grantsOf: (user) => authorization.grants(user, 'app') })
})

const seen = async () => (await view.samples('ada', {})).items.map(({ type, source }) => `${type} of ${source}`).sort()

describe('§ 2.1 share', () => {
  it('is asked for type by type, and of nothing else', async () => {
    await decide({ heartRate: { share: 'sharingAuthorized' }, stepCount: { share: 'sharingDenied' } })
    const grants = authorization.grants('ada', 'app')
    expect(grants.share('heartRate')).toBe('sharingAuthorized')
    expect(grants.share('stepCount')).toBe('sharingDenied')
    expect(grants.share('bodyMass')).toBe('notDetermined')
    expect(authorization.grants('bob', 'app').share('heartRate')).toBe('notDetermined')
    expect(authorization.grants('ada', 'other').share('heartRate')).toBe('notDetermined')
  })

  it.each(['appleExerciseTime', 'electrocardiogram', 'highHeartRateEvent'] as const)(
    'cannot be had of %s, which is read-only; reading it can',
    async (type) => {
      const refused = { code: 'invalidArgument', errors: [{ pointer: `/types/${type}/share` }] }
      await expect(decide({ [type]: { share: 'sharingAuthorized' } })).rejects.toMatchObject(refused)
      await decide({ [type]: { read: 'authorized' } })
      const wanted = { share: [type], read: [] }
      await expect(authorization.request('ada', 'app', wanted)).rejects.toMatchObject({
        code: 'invalidArgument',
        errors: [{ pointer: '/share/0' }],
      })
    },
  )

  it('is not asked for a correlation, but for what it is made of', async () => {
    await expect(decide({ bloodPressure: { read: 'authorized' } })).rejects.toMatchObject({ code: 'invalidArgument' })
    await expect(view.save('ada', [pressure('app')])).rejects.toMatchObject({ code: 'authorizationNotDetermined' })
    await decide({
      bloodPressureSystolic: { share: 'sharingAuthorized' },
      bloodPressureDiastolic: { share: 'sharingDenied' },
    })
    await expect(view.save('ada', [pressure('app')])).rejects.toMatchObject({ code: 'authorizationDenied' })
    await decide({
      bloodPressureSystolic: { share: 'sharingAuthorized' },
      bloodPressureDiastolic: { share: 'sharingAuthorized' },
    })
    await view.save('ada', [pressure('app')])
    expect(await seen()).toContain('bloodPressure of app')
  })

  it('asks for what is undecided, each once', async () => {
    await decide({ heartRate: { share: 'sharingDenied', read: 'authorized' } })
    await authorization.request('ada', 'app', { share: ['heartRate', 'stepCount'], read: ['heartRate', 'bodyMass'] })
    await authorization.request('ada', 'app', { share: ['stepCount'], read: [] })
    expect(authorization.requested('ada', 'app')).toEqual({ share: ['stepCount'], read: ['bodyMass'] })
    await decide({ stepCount: { share: 'sharingAuthorized' } })
    expect(authorization.requested('ada', 'app')).toEqual({ share: [], read: ['bodyMass'] })
    expect(openAuthorization(store.documents).requested('ada', 'app')).toEqual({ share: [], read: ['bodyMass'] })
  })
})

describe('§ 2.1 read', () => {
  beforeEach(async () => {
    await store.save('ada', [beat(ten, 60), beat(ten + minute, 70), steps(ten, ten + minute, 100), pressure('watch')])
    await store.save('ada', [own(beat(ten, 99, { device: 'other' })), own(steps(ten, ten + minute, 7))])
  })

  it('gives a program its own samples, and of others nothing, without an error', async () => {
    expect(await seen()).toEqual(['heartRate of app', 'stepCount of app'])
    await decide({ heartRate: { read: 'denied' } })
    expect(await seen()).toEqual(['heartRate of app', 'stepCount of app'])
    expect(await view.statistics('ada', { type: 'bloodPressureSystolic' })).toBeUndefined()
    expect(await view.statistics('ada', { type: 'stepCount' })).toMatchObject({ sum: 7, sources: ['app'] })
    expect(await view.sources('ada')).toEqual(['app'])
    expect((await view.samples('ada', { sources: ['watch'] })).items).toEqual([])
  })

  it('tells no difference between what is denied and what is not there', async () => {
    const { items } = await store.samples('ada', { sources: ['watch'] })
    for (const { uuid } of items) {
      expect(await view.find('ada', uuid)).toBeUndefined()
      await expect(view.delete('ada', [uuid])).rejects.toMatchObject({ code: 'notFound' })
      expect(await view.origins.of('ada', [uuid])).toEqual([undefined])
    }
    expect(view.origins.all('ada').map(({ source }) => source.source)).toEqual(['app', 'app'])
  })

  it('gives all of a type that was granted, and of that alone', async () => {
    await decide({ heartRate: { read: 'authorized' } })
    expect(await seen()).toEqual(['heartRate of app', 'heartRate of watch', 'heartRate of watch', 'stepCount of app'])
    expect(await view.sources('ada')).toEqual(['app', 'watch'])
    expect(await view.sources('ada', ['stepCount'])).toEqual(['app'])
    expect(await view.statistics('ada', { type: 'heartRate' })).toMatchObject({ sources: ['app', 'watch'] })
    const spans = [{ start: ten, end: ten + minute }]
    const [first] = await view.collection('ada', { type: 'stepCount', spans })
    expect(first).toMatchObject({ sum: 7 })
    expect(await view.collection('ada', { type: 'stepCount', spans, sources: ['watch'] })).toEqual([undefined])
  })

  it('gives a correlation to who may read all that it is made of', async () => {
    await decide({ bloodPressureSystolic: { read: 'authorized' } })
    expect(await seen()).not.toContain('bloodPressure of watch')
    expect(await seen()).toContain('bloodPressureSystolic of watch')
    await decide({ bloodPressureSystolic: { read: 'authorized' }, bloodPressureDiastolic: { read: 'authorized' } })
    expect(await seen()).toContain('bloodPressure of watch')
  })

  it('holds at once, for what goes on as well', async () => {
    const heard: string[] = []
    view.subscribe(({ added }) => heard.push(...added.map(({ sample }) => sample.type)))
    await store.save('ada', [beat(ten + 2 * minute, 80)])
    await decide({ heartRate: { read: 'authorized' } })
    await store.save('ada', [beat(ten + 3 * minute, 81)])
    await decide({})
    await store.save('ada', [beat(ten + 4 * minute, 82)])
    expect(heard).toEqual(['heartRate'])
  })

  it('is the same in the feed, deletions included', async () => {
    await decide({ heartRate: { read: 'authorized' } })
    const anchor = view.anchor()
    const { items } = await store.samples('ada', { sources: ['watch'], types: ['heartRate', 'stepCount'] })
    await store.delete(
      'ada',
      items.map(({ uuid }) => uuid),
    )
    const { deleted } = await view.changes({ user: 'ada', anchor })
    expect(deleted.map(({ type }) => type)).toEqual(['heartRate', 'heartRate'])
    const { added } = await view.changes({ user: 'ada' })
    expect(added.map(({ sample }) => `${sample.type} of ${sample.source}`).sort()).toEqual([
      'heartRate of app',
      'stepCount of app',
    ])
  })
})

describe('§ 2.2 limited history', () => {
  it('is tested on the end of a sample', async () => {
    await store.save('ada', [
      steps(ten - 2 * minute, ten - minute, 1),
      steps(ten - minute, ten, 20),
      steps(ten, ten + minute, 300),
    ])
    await decide({ stepCount: { read: 'authorized', since: ten } })
    const { items } = await view.samples('ada', { types: ['stepCount'] })
    expect(items.map((item) => item.kind === 'quantity' && item.value)).toEqual([20, 300])
    expect(await view.statistics('ada', { type: 'stepCount' })).toMatchObject({ sum: 320 })
    expect(await view.sources('ada')).toEqual(['watch'])
    await decide({ stepCount: { read: 'authorized', since: ten + 2 * minute } })
    expect(await view.sources('ada')).toEqual([])
  })

  it('limits only what may be read', async () => {
    await expect(decide({ stepCount: { read: 'denied', since: ten } })).rejects.toMatchObject({
      code: 'invalidArgument',
    })
  })
})

describe('§ 2.3 writes and deletes', () => {
  const mine = own(beat(ten, 60))

  it('need permission to share', async () => {
    await expect(view.save('ada', [mine])).rejects.toMatchObject({ code: 'authorizationNotDetermined' })
    await decide({ heartRate: { share: 'sharingDenied' } })
    await expect(view.save('ada', [mine])).rejects.toMatchObject({ code: 'authorizationDenied' })
    await decide({ heartRate: { share: 'sharingAuthorized' } })
    expect(await view.save('ada', [mine])).toMatchObject({ stored: 1 })
  })

  it('fail whole for one type without permission', async () => {
    await decide({ heartRate: { share: 'sharingAuthorized' } })
    const batch = [mine, own(steps(ten, ten + minute, 1))]
    await expect(view.save('ada', batch)).rejects.toMatchObject({ code: 'authorizationNotDetermined' })
    expect((await store.samples('ada', {})).items).toEqual([])
  })

  it('are by the program itself, whatever it says', async () => {
    await decide({ heartRate: { share: 'sharingAuthorized' } })
    await expect(view.save('ada', [mine, beat(ten + 1, 60)])).rejects.toMatchObject({
      code: 'authorizationDenied',
      errors: [{ pointer: '/samples/1/source' }],
    })
  })

  it('delete only what the program saved, all or nothing', async () => {
    await decide({ heartRate: { share: 'sharingAuthorized', read: 'authorized' } })
    const saved = await view.save('ada', [own(beat(ten, 60, { device: undefined }))])
    const foreign = await store.save('ada', [beat(ten, 61)])
    const both = [...saved.uuids, ...foreign.uuids]
    await expect(view.delete('ada', both)).rejects.toMatchObject({ code: 'notFound' })
    expect((await store.samples('ada', {})).items).toHaveLength(2)
    expect(await view.deleteMatching('ada', { types: ['heartRate'] })).toBe(1)
    expect(await view.deleteMatching('ada', { types: ['heartRate'], sources: ['watch'] })).toBe(0)
    expect((await store.samples('ada', {})).items).toMatchObject([{ source: 'watch' }])
  })

  it('are over when the permission is: its old samples it cannot delete then', async () => {
    await decide({ heartRate: { share: 'sharingAuthorized' } })
    const { uuids } = await view.save('ada', [mine])
    await decide({ heartRate: { share: 'sharingDenied' } })
    await expect(view.delete('ada', uuids)).rejects.toMatchObject({ code: 'authorizationDenied' })
    const matching = view.deleteMatching('ada', { types: ['heartRate'] })
    await expect(matching).rejects.toMatchObject({ code: 'authorizationDenied' })
    expect(await seen()).toEqual(['heartRate of app'])
    await store.delete('ada', uuids)
    expect(await seen()).toEqual([])
  })
})
