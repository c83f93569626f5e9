import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HealthStore } from '../../../src/store/health-store.js'
import { openMemoryStore } from '../../../src/store/open-store.js'
import { beat, quantity, steps, ten } from '../../store/samples.js'
import { seededRandom } from '../../store/seeded-random.js'

const day = 86_400_000

describe('§ 4.9 deleted objects', () => {
  let now = ten
  let store: HealthStore
  beforeEach(() => {
    now = ten
    store = openMemoryStore({ clock: () => now, random: seededRandom(1), tombstoneRetentionMs: 365 * day })
  })
  afterEach(() => store.close())

  const deleteOne = async (user = 'me'): Promise<{ uuid: string; before: string }> => {
    const metadata = { syncIdentifier: 'x', syncVersion: 3, note: 'not kept' }
    const [uuid = ''] = (await store.save(user, [quantity('bodyMass', ten, 70, { metadata })])).uuids
    const { anchor } = await store.changes({})
    await store.delete(user, [uuid])
    return { uuid, before: anchor }
  }

  it('keep the UUID, and of the metadata the sync identifier and version alone', async () => {
    const { uuid, before } = await deleteOne()
    const { deleted } = await store.changes({ anchor: before })
    expect(deleted).toMatchObject([{ uuid, metadata: { syncIdentifier: 'x', syncVersion: 3 } }])
    expect(JSON.stringify(deleted)).not.toMatch(/note|70/)
  })

  it('are told for the whole period', async () => {
    const { uuid, before } = await deleteOne()
    now += 365 * day
    await store.housekeeping.purge()
    expect((await store.changes({ anchor: before })).deleted).toMatchObject([{ uuid }])
  })

  it('are forgotten after it, and who missed one has to start over instead of losing it silently', async () => {
    const { before } = await deleteOne()
    now += 365 * day + 1
    expect(await store.housekeeping.purge()).toBe(1)
    const missed = store.changes({ anchor: before })
    await expect(missed).rejects.toMatchObject({ code: 'anchorExpired' })
    await expect(missed).rejects.toThrow(/without an anchor, and drop what is not told anew/)
    expect(await store.changes({})).toMatchObject({ added: [], deleted: [], more: false })
  })

  it('trouble nobody whom they do not concern', async () => {
    await store.save('you', [beat(ten, 60)])
    const yours = (await store.changes({ user: 'you' })).anchor
    const mine = (await store.changes({ user: 'me', types: ['stepCount'] })).anchor
    const { before } = await deleteOne()
    const after = store.anchor()
    now += 366 * day
    await store.housekeeping.purge()
    await expect(store.changes({ user: 'me', anchor: before })).rejects.toMatchObject({ code: 'anchorExpired' })
    for (const anchor of [after, store.anchor()]) expect(await store.changes({ anchor })).toMatchObject({ more: false })
    expect(await store.changes({ user: 'you', anchor: yours })).toMatchObject({ added: [], deleted: [] })
    expect(await store.changes({ user: 'me', types: ['stepCount'], anchor: mine })).toMatchObject({ deleted: [] })
  })

  it('do not end a first read that takes its time, however they are forgotten meanwhile', async () => {
    const { uuids } = await store.save(
      'me',
      Array.from({ length: 20 }, (_, at) => steps(ten + at * 10, ten + at * 10 + 5, at)),
    )
    await store.delete('me', uuids.slice(0, 4))
    now += 200 * day
    let page = await store.changes({ user: 'me', limit: 5 })
    const held = new Set(page.added.map(({ sample }) => sample.uuid))
    now += 200 * day
    await store.condense()
    expect(await store.housekeeping.purge()).toBe(1)
    await store.delete('me', uuids.slice(4, 8))
    while (page.more) {
      page = await store.changes({ user: 'me', limit: 5, anchor: page.anchor })
      for (const { uuid } of page.deleted) held.delete(uuid)
      for (const { sample } of page.added) held.add(sample.uuid)
    }
    expect([...held].sort()).toEqual(uuids.slice(8).sort())
  })

  it('do not move the anchor when they are forgotten', async () => {
    await deleteOne()
    const anchor = store.anchor()
    now += 366 * day
    await store.housekeeping.purge()
    expect(store.anchor()).toBe(anchor)
    expect(await store.changes({ anchor })).toEqual({ added: [], deleted: [], anchor, more: false })
  })
})
