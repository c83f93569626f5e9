import { describe, expect, it } from 'vitest'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import type { NewCorrelationSample } from '../../../src/health/sample.js'
import type { HealthStore } from '../../../src/store/health-store.js'
import { quantity, steps, ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const sync = (syncIdentifier: string, syncVersion: number) => ({ metadata: { syncIdentifier, syncVersion } })
const walked = (value: number, version: number, source = 's') =>
  steps(ten, ten + 60_000, value, { source, ...sync('x', version) })

const valuesOf = async (store: HealthStore) =>
  (await store.samples('ada', { types: ['stepCount'] })).items.flatMap((item) =>
    item.kind === 'quantity' ? [item.value] : [],
  )

describe('§ 5.1 sync identifier and version', () => {
  it('§ 25 sync identifier and versions: the greatest one counts, of each source', async () => {
    const store = openTestStore()
    await store.save('ada', [walked(100, 1)])
    await store.save('ada', [walked(120, 2)])
    expect(await valuesOf(store)).toEqual([120])
    await store.save('ada', [walked(90, 1)])
    expect(await valuesOf(store)).toEqual([120])
    await store.save('ada', [walked(5, 1, 't')])
    expect((await valuesOf(store)).toSorted()).toEqual([120, 5])
  })

  it.each([[{ syncIdentifier: 'x' }], [{ syncVersion: 1 }]])(
    '§ 25 sync identifier alone: both are there or neither, %j',
    (metadata) => {
      const reading = { type: 'stepCount', start: ten, value: 1, metadata }
      expect(() => parseReadings([reading])).toThrow(expect.objectContaining({ code: 'invalidArgument' }))
    },
  )

  it('replaces a smaller version: the old UUID is deleted, a new one is added', async () => {
    const store = openTestStore()
    const first = await store.save('ada', [walked(100, 1)])
    const anchor = store.anchor()
    const second = await store.save('ada', [walked(120, 2)])
    const { deleted, added } = await store.changes({ user: 'ada', anchor })
    expect(deleted).toMatchObject([{ uuid: first.uuids[0], metadata: { syncIdentifier: 'x', syncVersion: 1 } }])
    expect(added).toMatchObject([{ sample: { uuid: second.uuids[0], value: 120 } }])
    expect(second.uuids[0]).not.toBe(first.uuids[0])
  })

  it('accepts and ignores an equal or lower version', async () => {
    const store = openTestStore()
    const { uuids } = await store.save('ada', [walked(120, 2)])
    const anchor = store.anchor()
    for (const version of [2, 1]) {
      expect(await store.save('ada', [walked(90, version)])).toMatchObject({ uuids, stored: 0, duplicates: 1 })
    }
    expect(store.anchor()).toBe(anchor)
  })

  it('lets a version bring the UUID of the one before', async () => {
    const store = openTestStore()
    const uuid = '018f0000-0000-4000-8000-000000000001'
    await store.save('ada', [{ ...walked(100, 1), uuid }])
    expect(await store.save('ada', [{ ...walked(100, 1), uuid }])).toMatchObject({ stored: 0, duplicates: 1 })
    expect(await store.save('ada', [{ ...walked(120, 2), uuid }])).toMatchObject({ stored: 1, uuids: [uuid] })
    expect(await valuesOf(store)).toEqual([120])
    const foreign = [{ ...walked(1, 3, 't'), uuid }]
    await expect(store.save('ada', foreign)).rejects.toMatchObject({ code: 'invalidArgument' })
  })

  it('is of one person, source and type, whatever the device, version or zone', async () => {
    const store = openTestStore()
    await store.save('ada', [walked(100, 1)])
    await store.save('bob', [walked(7, 9)])
    const flights = quantity('flightsClimbed', ten, 3, { source: 's', ...sync('x', 1) })
    expect(await store.save('ada', [flights])).toMatchObject({ stored: 1 })
    await store.origins.describeSource({ source: 's', version: '2' })
    await store.origins.setTimeZone('ada', 'Asia/Tokyo')
    await store.save('ada', [{ ...walked(120, 2), device: 'band' }])
    expect(await valuesOf(store)).toEqual([120])
  })

  it('takes the place of the older one in the correlation that held it', async () => {
    const store = openTestStore()
    const systolic = (value: number, version: number) =>
      quantity('bloodPressureSystolic', ten, value, { source: 's', ...sync('p', version) })
    const whole: NewCorrelationSample = {
      kind: 'correlation',
      type: 'bloodPressure',
      start: ten,
      end: ten,
      source: 's',
      metadata: {},
      objects: [systolic(120, 1), quantity('bloodPressureDiastolic', ten, 80, { source: 's' })],
    }
    const { uuids } = await store.save('ada', [whole])
    await store.save('ada', [systolic(125, 2)])
    const found = await store.find('ada', uuids[0] ?? '')
    const values = found?.kind === 'correlation' ? found.objects.map(({ value }) => value) : []
    expect(values.toSorted((a, b) => a - b)).toEqual([80, 125])
  })
})
