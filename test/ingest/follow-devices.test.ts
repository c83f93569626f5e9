import { describe, expect, it } from 'vitest'
import { openDevices } from '../../src/ingest/device-registry.js'
import { followDevices } from '../../src/ingest/follow-devices.js'
import { openTestStore } from '../semantics/open-store.js'
import { beat, ten } from '../store/samples.js'
import { seededRandom } from '../store/seeded-random.js'

const begin = () => {
  const store = openTestStore()
  const parts = { documents: store.documents, hasUser: () => true, adopt: false, random: seededRandom(2) }
  const faults: unknown[] = []
  return { store, devices: openDevices({ ...parts, clock: () => ten }), faults }
}

describe('what devices say of themselves', () => {
  it('comes with the samples that follow', async () => {
    const { store, devices, faults } = begin()
    await devices.introduce('strap', { name: 'H10', manufacturer: 'Polar', firmware: '3.1', serial: 'B1' })
    const end = await followDevices(devices, store.origins, (fault) => faults.push(fault))
    const first = await store.save('ada', [beat(ten, 60)])
    await devices.introduce('strap', { firmware: '3.2' })
    const second = await store.save('ada', [beat(ten + 1, 60)])
    end()
    await devices.introduce('strap', { firmware: '3.3' })
    const third = await store.save('ada', [beat(ten + 2, 60)])
    const uuids = [first, second, third].flatMap((saved) => saved.uuids)
    const properties = { id: 'strap', name: 'H10', manufacturer: 'Polar', localIdentifier: 'B1' }
    expect((await store.origins.of('ada', uuids)).map((origin) => origin?.device)).toEqual([
      { ...properties, firmwareVersion: '3.1' },
      { ...properties, firmwareVersion: '3.2' },
      { ...properties, firmwareVersion: '3.2' },
    ])
    expect(faults).toEqual([])
  })

  it('is not told again when only the battery changes', async () => {
    const { store, devices } = begin()
    let told = 0
    const describeDevice = async () => {
      told += 1
    }
    await devices.introduce('strap', { name: 'H10' })
    await followDevices(devices, { describeDevice }, () => undefined)
    devices.notice('strap', { battery: 50 })
    devices.notice('strap', { status: 'online' })
    expect(told).toBe(1)
    await store.settled()
  })
})
