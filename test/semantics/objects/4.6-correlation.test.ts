import { describe, expect, it } from 'vitest'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import { correlationSample } from '../../../src/health/sample-rules.js'
import { refusalOf } from '../../health/refusal.js'
import { steps, ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const pressure = (systolic: number, diastolic: number) =>
  correlationSample({
    type: 'bloodPressure',
    source: 'cuff',
    start: ten,
    objects: [
      { type: 'bloodPressureSystolic', value: systolic },
      { type: 'bloodPressureDiastolic', value: diastolic },
    ],
  })
const json = (type: string, ...types: readonly string[]) => ({
  type,
  start: ten,
  objects: types.map((one) => ({ type: one, value: 1 })),
})
const pointers = (reading: object) => refusalOf(() => parseReadings([reading]))?.pointers

describe('§ 4.6 correlation', () => {
  it('is blood pressure, of one systolic and one diastolic value', () => {
    expect(parseReadings([json('bloodPressure', 'bloodPressureSystolic', 'bloodPressureDiastolic')])).toHaveLength(1)
    expect(pointers(json('bloodPressure', 'bloodPressureSystolic'))).toEqual(['/samples/0/objects'])
    expect(pointers(json('bloodPressure', 'heartRate'))).toEqual(['/samples/0/objects/0/type'])
  })

  it('is food, of any dietary quantities', () => {
    expect(parseReadings([json('food', 'dietaryProtein', 'dietaryWater', 'dietaryProtein')])).toHaveLength(1)
    expect(pointers(json('food'))).toEqual(['/samples/0/objects'])
    expect(pointers(json('food', 'bodyMass'))).toEqual(['/samples/0/objects/0/type'])
  })

  it('saves its members, which ordinary queries find, and one that leaves members out does not', async () => {
    const store = openTestStore()
    await store.save('ada', [pressure(120, 80), steps(ten, ten + 1, 5)])
    const { items } = await store.samples('ada', {})
    expect(items.map(({ type }) => type).toSorted()).toEqual([
      'bloodPressure',
      'bloodPressureDiastolic',
      'bloodPressureSystolic',
      'stepCount',
    ])
    const alone = await store.samples('ada', { predicate: { correlated: false } })
    expect(alone.items.map(({ type }) => type).toSorted()).toEqual(['bloodPressure', 'stepCount'])
  })

  it('is kept for each food of a meal, by its name, and once for each delivery', async () => {
    const store = openTestStore()
    const objects = [{ type: 'dietaryEnergyConsumed', value: 100 }] as const
    const food = (foodType: string) =>
      correlationSample({ type: 'food', source: 'diary', start: ten, metadata: { foodType }, objects })
    expect(await store.save('ada', [food('bread'), food('cheese')])).toMatchObject({ stored: 2, duplicates: 0 })
    expect(await store.save('ada', [food('bread'), food('cheese')])).toMatchObject({ stored: 0, duplicates: 2 })
    const { items } = await store.samples('ada', { types: ['dietaryEnergyConsumed'] })
    expect(items).toHaveLength(2)
  })

  it('has its members with it when it is read', async () => {
    const store = openTestStore()
    const { uuids } = await store.save('ada', [pressure(120, 80)])
    expect(await store.find('ada', uuids[0] ?? '')).toMatchObject({
      objects: [
        { type: 'bloodPressureSystolic', value: 120 },
        { type: 'bloodPressureDiastolic', value: 80 },
      ],
    })
  })

  it('counts each member once in statistics', async () => {
    const store = openTestStore()
    await store.save('ada', [pressure(120, 80)])
    await store.save('ada', [{ ...pressure(130, 80), start: ten + 1, end: ten + 1 }])
    const statistics = await store.statistics('ada', { type: 'bloodPressureSystolic' })
    expect(statistics).toMatchObject({ count: 2, min: 120, max: 130, average: 125 })
  })

  it('is deleted with its members', async () => {
    const store = openTestStore()
    const { uuids } = await store.save('ada', [pressure(120, 80)])
    await store.delete('ada', uuids)
    expect((await store.samples('ada', {})).items).toEqual([])
  })
})
