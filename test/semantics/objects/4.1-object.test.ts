import { describe, expect, it } from 'vitest'
import { beat, ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const uuid = '018f0000-0000-4000-8000-000000000001'

describe('§ 4.1 object', () => {
  it('has a UUID of its own, made when it brings none', async () => {
    const store = openTestStore()
    const { uuids } = await store.save('ada', [beat(ten, 60), beat(ten + 1, 61, { uuid })])
    expect(uuids[1]).toBe(uuid)
    expect(new Set(uuids).size).toBe(2)
    for (const one of uuids) expect(await store.find('ada', one)).toMatchObject({ uuid: one })
  })

  it('stays as it is: nothing that comes later changes it', async () => {
    const store = openTestStore()
    await store.save('ada', [beat(ten, 60, { uuid })])
    const before = await store.find('ada', uuid)
    await store.origins.describeSource({ source: 'watch', version: '2' })
    await store.origins.describeDevice('strap', { name: 'H10' })
    await store.origins.setTimeZone('ada', 'Asia/Tokyo')
    await expect(store.save('ada', [beat(ten, 99, { uuid })])).rejects.toMatchObject({ code: 'invalidArgument' })
    await store.save('ada', [beat(ten, 99)])
    expect(await store.find('ada', uuid)).toEqual(before)
    expect(await store.origins.of('ada', [uuid])).toEqual([{ source: { source: 'watch' }, device: { id: 'strap' } }])
  })

  it('is found by whose it is, and by nobody else', async () => {
    const store = openTestStore()
    await store.save('ada', [beat(ten, 60, { uuid })])
    expect(await store.find('bob', uuid)).toBeUndefined()
  })
})
