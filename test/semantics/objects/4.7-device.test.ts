import { describe, expect, it } from 'vitest'
import type { HealthStore } from '../../../src/store/health-store.js'
import { beat, ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const strap = {
  name: 'H10',
  manufacturer: 'Polar',
  model: 'H10 N',
  hardwareVersion: '00760690.03',
  firmwareVersion: '3.1.1',
  softwareVersion: '5.0',
  localIdentifier: 'a0:9e:1a:b1:55:02',
  udiDeviceIdentifier: '(01)00850017836006',
}

const deviceAt = async (store: HealthStore, at: number) => {
  const { items } = await store.samples('ada', { start: at, end: at + 1 })
  const uuids = items.map(({ uuid }) => uuid)
  return (await store.origins.of('ada', uuids))[0]?.device
}

describe('§ 4.7 device', () => {
  it('has eight properties, each optional', async () => {
    const store = openTestStore()
    await store.origins.describeDevice('strap', strap)
    await store.save('ada', [beat(ten, 60)])
    expect(await deviceAt(store, ten)).toEqual({ id: 'strap', ...strap })
    await store.origins.describeDevice('strap', { name: 'H10' })
    await store.save('ada', [beat(ten + 1, 60)])
    expect(await deviceAt(store, ten + 1)).toEqual({ id: 'strap', name: 'H10' })
  })

  it('stays as it was with what was saved before', async () => {
    const store = openTestStore()
    await store.save('ada', [beat(ten, 60)])
    await store.origins.describeDevice('strap', { firmwareVersion: '1' })
    await store.save('ada', [beat(ten + 1, 61)])
    await store.origins.describeDevice('strap', { firmwareVersion: '2' })
    await store.save('ada', [beat(ten + 2, 62)])
    await store.condense()
    expect(await deviceAt(store, ten)).toEqual({ id: 'strap' })
    expect(await deviceAt(store, ten + 1)).toEqual({ id: 'strap', firmwareVersion: '1' })
    expect(await deviceAt(store, ten + 2)).toEqual({ id: 'strap', firmwareVersion: '2' })
  })

  it('gives the same reading once, whatever firmware brings it again', async () => {
    const store = openTestStore()
    await store.save('ada', [beat(ten, 60)])
    await store.origins.describeDevice('strap', { firmwareVersion: '2' })
    const { stored, duplicates } = await store.save('ada', [beat(ten, 60), beat(ten + 1, 61)])
    expect({ stored, duplicates }).toEqual({ stored: 1, duplicates: 1 })
  })

  it('goes back to a revision that was before without another stream', async () => {
    const store = openTestStore()
    for (const firmwareVersion of ['1', '2', '1', '2', '1']) {
      await store.origins.describeDevice('strap', { firmwareVersion })
      await store.save('ada', [beat(ten + Number(firmwareVersion), 60)])
    }
    await store.save('ada', [beat(ten + 3, 60)])
    expect(await deviceAt(store, ten + 3)).toEqual({ id: 'strap', firmwareVersion: '1' })
    expect(store.origins.all('ada').map(({ device }) => device?.firmwareVersion)).toEqual(['1', '2'])
  })

  it('is independent of the source', async () => {
    const store = openTestStore()
    await store.origins.describeDevice('strap', { name: 'H10' })
    await store.save('ada', [beat(ten, 60, { source: 'phone' }), beat(ten, 60, { source: 'watch', device: 'wrist' })])
    expect(store.origins.all('ada')).toEqual([
      { source: { source: 'phone' }, device: { id: 'strap', name: 'H10' } },
      { source: { source: 'watch' }, device: { id: 'wrist' } },
    ])
  })

  it('cannot be described without end', async () => {
    const store = openTestStore()
    const describeIt = (firmwareVersion: string) => store.origins.describeDevice('strap', { firmwareVersion })
    for (let at = 0; at < 1_000; at += 1) await describeIt(String(at))
    await expect(describeIt('one more')).rejects.toMatchObject({ code: 'dataSizeExceeded' })
    await expect(describeIt('x'.repeat(257))).rejects.toMatchObject({ code: 'invalidArgument' })
  })
})
