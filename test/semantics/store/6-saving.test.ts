import { describe, expect, it } from 'vitest'
import type { NewCorrelationSample } from '../../../src/health/sample.js'
import { beat, quantity, steps, ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const uuid = '018f0000-0000-4000-8000-000000000001'
const refused = { code: 'invalidArgument' }
const taken = (pointer: string) => ({ ...refused, errors: [{ pointer, message: 'is that of another sample' }] })

const pressure = (objectUuid?: string): NewCorrelationSample => ({
  kind: 'correlation',
  type: 'bloodPressure',
  start: ten,
  end: ten,
  source: 'watch',
  metadata: {},
  objects: [
    quantity('bloodPressureSystolic', ten, 120, { uuid: objectUuid }),
    quantity('bloodPressureDiastolic', ten, 80),
  ],
})

describe('§ 6 saving', () => {
  it('is all or nothing', async () => {
    const store = openTestStore()
    await store.save('ada', [beat(ten, 60, { uuid })])
    const batch = [beat(ten + 1, 61), steps(ten, ten + 1, 2, { metadata: { mine: 1 } }), beat(ten + 2, 62, { uuid })]
    await expect(store.save('ada', batch)).rejects.toMatchObject(taken('/samples/2/uuid'))
    expect((await store.samples('ada', {})).items).toHaveLength(1)
  })

  it('refuses the same UUID twice, in a batch and in the store', async () => {
    const store = openTestStore()
    const batch = [beat(ten, 60, { uuid }), beat(ten, 60, { uuid })]
    await expect(store.save('ada', batch)).rejects.toMatchObject(taken('/samples/1/uuid'))
    await store.save('ada', [beat(ten, 60, { uuid })])
    await expect(store.save('ada', [beat(ten, 60, { uuid })])).rejects.toMatchObject(taken('/samples/0/uuid'))
    await expect(store.save('ada', [pressure(uuid)])).rejects.toMatchObject(taken('/samples/0/objects/0/uuid'))
  })

  it('refuses the UUID that the store has given to another one', async () => {
    const store = openTestStore()
    const { uuids } = await store.save('ada', [beat(ten, 60)])
    const copy = beat(ten, 60, { uuid: uuids[0] })
    await expect(store.save('ada', [copy])).rejects.toMatchObject(refused)
    await store.condense()
    await expect(store.save('ada', [copy])).rejects.toMatchObject(refused)
  })

  it('takes a delivery that is repeated as what it is', async () => {
    const store = openTestStore()
    const delivery = [beat(ten, 60, { uuid }), beat(ten + 1, 61)]
    await store.save('ada', delivery, { replays: true })
    const again = await store.save('ada', delivery, { replays: true })
    expect(again).toMatchObject({ stored: 0, duplicates: 2 })
    const other = { ...refused, errors: [{ pointer: '/samples/0/uuid' }] }
    for (const changed of [{ start: ten + 5, end: ten + 5 }, { device: 'wrist' }, { source: 'phone' }]) {
      const different = [beat(ten, 60, { uuid, ...changed })]
      await expect(store.save('ada', different, { replays: true })).rejects.toMatchObject(other)
    }
  })

  it("refuses a UUID of another person's sample without telling whose", async () => {
    const store = openTestStore()
    await store.save('bob', [beat(ten, 60, { uuid })])
    for (const replays of [false, true]) {
      const saving = store.save('ada', [beat(ten, 60, { uuid })], { replays })
      const error: Error = await saving.then(
        () => new Error('was saved'),
        (cause) => cause,
      )
      expect(error).toMatchObject(taken('/samples/0/uuid'))
      expect(JSON.stringify(error) + error.message).not.toMatch(/bob|heartRate/)
    }
  })

  it('does not care for the order of a batch', async () => {
    const store = openTestStore()
    const sync = (syncVersion: number) => ({ metadata: { syncIdentifier: 'x', syncVersion } })
    await store.save('ada', [beat(ten + 1, 61), steps(ten, ten + 1, 120, sync(2)), beat(ten, 60)])
    await store.save('ada', [steps(ten, ten + 1, 130, sync(4)), steps(ten, ten + 1, 125, sync(3))])
    const { items } = await store.samples('ada', { types: ['stepCount'] })
    expect(items).toMatchObject([{ value: 130 }])
  })
})
