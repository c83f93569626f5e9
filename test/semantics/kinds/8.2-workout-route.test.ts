import { describe, expect, it } from 'vitest'
import { WorkoutRouteBuilder } from '../../../src/health/builders/workout-route-builder.js'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import { sampleJson } from '../../../src/health/json/sample-json.js'
import { openAuthorization } from '../../../src/privacy/authorization.js'
import { authorizedStore } from '../../../src/privacy/view/authorized-store.js'
import { ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const refused = expect.objectContaining({ code: 'invalidArgument' })
const workoutUuid = '018f0000-0000-4000-8000-000000000001'
const build = () => new WorkoutRouteBuilder({ source: 'watch' })
const place = (second: number, latitude = 52) => ({ time: ten + second * 1_000, latitude, longitude: 13 })
const route = { type: 'workoutRoute', workout: workoutUuid }

describe('§ 8.2 workout route', () => {
  it('takes locations in any order and puts them in order at the end', () => {
    const builder = build()
    builder.insert([place(5), place(1)])
    builder.insert([place(3)])
    expect(builder.finish(workoutUuid)).toMatchObject({
      kind: 'workoutRoute',
      workoutUuid,
      start: ten + 1_000,
      end: ten + 5_000,
      locations: [place(1), place(3), place(5)],
    })
  })

  it('merges its metadata', () => {
    const builder = build()
    builder.insert([place(0)])
    builder.addMetadata({ a: 1, b: 1 })
    builder.addMetadata({ b: 2 })
    expect(builder.finish(workoutUuid, { c: 3 }).metadata).toEqual({ a: 1, b: 2, c: 3 })
  })

  it('is an error when it is empty, and takes no call once it has ended', () => {
    const builder = build()
    expect(() => builder.finish(workoutUuid)).toThrow(refused)
    builder.insert([place(0)])
    builder.finish(workoutUuid)
    expect(() => builder.insert([place(1)])).toThrow(refused)
    expect(() => builder.addMetadata({})).toThrow(refused)
    expect(() => builder.finish(workoutUuid)).toThrow(refused)
    expect(() => builder.discard()).toThrow(refused)
  })

  it('leaves out what a receiver says it does not know', () => {
    const [reading] = parseReadings([{ ...route, locations: [{ ...place(0), speed: -1, course: -1, altitude: -3 }] }])
    expect(reading).toMatchObject({ locations: [{ ...place(0), altitude: -3 }] })
    expect(reading).not.toHaveProperty('locations.0.speed')
  })

  it.each([
    ['no workout', { type: 'workoutRoute', locations: [place(0)] }],
    ['no locations', { ...route, locations: [] }],
    ['a latitude beyond the pole', { ...route, locations: [place(0, 90.1)] }],
    ['a location before its start', { ...route, start: ten + 1, locations: [place(0)] }],
    ['a location after its end', { ...route, end: ten, locations: [place(1)] }],
    ['a course beyond the circle', { ...route, locations: [{ ...place(0), course: 360 }] }],
  ])('in JSON is refused with %s', (_, reading) => {
    expect(() => parseReadings([reading])).toThrow(refused)
  })

  it('is kept as it is, and a workout may have several', async () => {
    const store = openTestStore()
    const locations = Array.from({ length: 300 }, (_, second) => ({
      ...place(second, 52 + second / 1e5),
      ...(second % 3 === 0 ? { altitude: 34.5, speed: 3.1, horizontalAccuracy: 4 } : {}),
    }))
    const builders = [build(), build()]
    builders[0]?.insert(locations)
    builders[1]?.insert([place(1_000)])
    const { uuids } = await store.save(
      'ada',
      builders.map((builder) => builder.finish(workoutUuid)),
    )
    const found = await store.find('ada', uuids[0] ?? '')
    expect(found).toMatchObject({ kind: 'workoutRoute', workoutUuid, locations })
    expect(found && sampleJson(found)).toMatchObject({ count: 300, workout: workoutUuid })
    expect((await store.samples('ada', { types: ['workoutRoute'] })).items).toHaveLength(2)
  })

  it('is replaced by a smoothed one with a higher sync version', async () => {
    const store = openTestStore()
    const smoothed = (syncVersion: number, latitude: number) => {
      const builder = build()
      builder.insert([place(0, latitude)])
      return builder.finish(workoutUuid, { syncIdentifier: 'route', syncVersion })
    }
    await store.save('ada', [smoothed(1, 52)])
    await store.save('ada', [smoothed(2, 52.1)])
    const { items } = await store.samples('ada', { types: ['workoutRoute'] })
    expect(items).toMatchObject([{ locations: [{ latitude: 52.1 }] }])
  })

  it('has a permission of its own, whatever its workout has', async () => {
    const store = openTestStore()
    const authorization = openAuthorization(store.documents)
    const view = authorizedStore({ store, grantsOf: (user) => authorization.grants(user, 'app') })
    const builder = build()
    builder.insert([place(0)])
    await store.save('ada', [builder.finish(workoutUuid)])
    await authorization.decide('ada', 'app', { workout: { read: 'authorized' } })
    expect((await view.samples('ada', {})).items).toEqual([])
    await authorization.decide('ada', 'app', { workoutRoute: { read: 'authorized' } })
    expect((await view.samples('ada', {})).items).toMatchObject([{ kind: 'workoutRoute' }])
  })
})
