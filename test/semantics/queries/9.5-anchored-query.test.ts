import { describe, expect, it } from 'vitest'
import { openHealthStore } from '../../../src/library/open-health-store.js'
import type { Changes } from '../../../src/store/health-store.js'
import { beat, quantity, steps, ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const year = 365 * 86_400_000
const values = ({ added }: Changes): unknown[] =>
  added.map(({ sample }) => ('value' in sample ? sample.value : sample.kind))

describe('§ 9.5 anchored object query', () => {
  it('§ 25 anchored query in pages: gives two of three, then what is new and what is gone', async () => {
    const store = openTestStore()
    const { uuids } = await store.save('me', [beat(ten, 1), beat(ten + 1, 2), beat(ten + 2, 3)])
    const first = await store.changes({ user: 'me', limit: 2 })
    expect(values(first)).toEqual([1, 2])
    await store.delete('me', [uuids[1] ?? ''])
    await store.save('me', [beat(ten + 3, 4)])
    const second = await store.changes({ user: 'me', anchor: first.anchor })
    expect(values(second)).toEqual([3, 4])
    expect(second.deleted.map(({ uuid }) => uuid)).toEqual([uuids[1]])
    const third = await store.changes({ user: 'me', anchor: second.anchor })
    expect(third).toEqual({ added: [], deleted: [], anchor: second.anchor, more: false })
  })

  it('§ 25 anchored query and late data: gives what is saved now with a start of last year', async () => {
    const store = openTestStore()
    await store.save('me', [beat(ten, 1)])
    const { anchor } = await store.changes({ user: 'me' })
    await store.save('me', [beat(ten - year, 2)])
    expect(values(await store.changes({ user: 'me', anchor }))).toEqual([2])
  })

  it('begins at the beginning without an anchor, and counts added and deleted together', async () => {
    const store = openTestStore()
    const { uuids } = await store.save('me', [quantity('bodyMass', ten, 70), quantity('bodyMass', ten + 1, 71)])
    await store.delete('me', uuids.slice(0, 1))
    const page = await store.changes({ user: 'me', limit: 1 })
    expect(page.added.length + page.deleted.length).toBe(1)
    const rest = await store.changes({ user: 'me', limit: 10, anchor: page.anchor })
    expect(page.added.length + page.deleted.length + rest.added.length + rest.deleted.length).toBe(2)
    expect(rest.more).toBe(false)
  })

  it('orders by insertion, not by start', async () => {
    const store = openTestStore()
    for (const [at, value] of [
      [3, 1],
      [1, 2],
      [2, 3],
    ] as const)
      await store.save('me', [beat(ten + at * 1_000, value)])
    expect(values(await store.changes({ user: 'me' }))).toEqual([1, 2, 3])
  })

  it('tells of what came and went between two calls its deletion alone', async () => {
    const store = openTestStore()
    const { anchor } = await store.changes({ user: 'me' })
    const { uuids } = await store.save('me', [quantity('bodyMass', ten, 70)])
    await store.delete('me', uuids)
    const { added, deleted } = await store.changes({ user: 'me', anchor })
    expect(added).toEqual([])
    expect(deleted.map(({ uuid }) => uuid)).toEqual(uuids)
  })

  it('keeps to types and a predicate; deletions are told of all of the types', async () => {
    const store = openTestStore()
    const mine = { types: ['heartRate'], predicate: { source: ['watch'] } } as const
    const { uuids } = await store.save('me', [
      beat(ten, 1),
      beat(ten + 1, 2, { source: 'relay', device: 'other' }),
      steps(ten, ten + 1, 3),
    ])
    const first = await store.changes({ user: 'me', ...mine })
    expect(values(first)).toEqual([1])
    await store.delete('me', uuids)
    const { deleted } = await store.changes({ user: 'me', ...mine, anchor: first.anchor })
    expect(deleted.map(({ uuid }) => uuid).sort()).toEqual(uuids.slice(0, 2).sort())
  })

  it('has anchors that are text, of this store alone', async () => {
    const [store, other] = [openTestStore(), openTestStore()]
    await store.save('me', [beat(ten, 1)])
    const { anchor } = await store.changes({ user: 'me' })
    expect(JSON.parse(JSON.stringify(anchor))).toBe(anchor)
    await expect(other.changes({ user: 'me', anchor })).rejects.toMatchObject({ code: 'anchorExpired' })
    await expect(store.changes({ user: 'me', anchor: 'x' })).rejects.toMatchObject({ code: 'invalidArgument' })
  })

  it('may go on with another predicate: its anchor is a place in the store, and what was before is not told anew', async () => {
    const store = openTestStore()
    await store.save('me', [beat(ten, 60), beat(ten + 1, 150)])
    const fast = { quantity: { is: '>', value: 100 } } as const
    const { anchor } = await store.changes({ user: 'me', predicate: fast })
    await store.save('me', [beat(ten + 2, 61), beat(ten + 3, 151)])
    expect(values(await store.changes({ user: 'me', predicate: { not: fast }, anchor }))).toEqual([61])
    expect(values(await store.changes({ user: 'me', predicate: { not: fast } }))).toEqual([60, 61])
  })

  it('stays alive when it is followed, and pushes later additions and deletions', async () => {
    await using health = await openHealthStore({ memory: true, source: { id: 'watch' } })
    const { uuids } = await health.save('me', [beat(ten, 60)])
    const changes = health.user().changes()
    expect((await changes.next()).value).toMatchObject({ added: [{ value: 60 }] })
    await health.save('me', [beat(ten - year, 61)])
    expect((await changes.next()).value).toMatchObject({ added: [{ value: 61 }], deleted: [] })
    await health.delete('me', uuids)
    expect((await changes.next()).value).toMatchObject({ added: [], deleted: [{ uuid: uuids[0] }] })
    await changes.return?.()
  })

  it('replaces a synced sample by telling the old one gone and the new one added', async () => {
    const store = openTestStore()
    const version = (syncVersion: number, value: number) =>
      steps(ten, ten + 1, value, { metadata: { syncIdentifier: 'x', syncVersion } })
    const { uuids } = await store.save('me', [version(1, 100)])
    const { anchor } = await store.changes({ user: 'me' })
    await store.save('me', [version(2, 120)])
    const page = await store.changes({ user: 'me', anchor })
    expect(page.deleted.map(({ uuid }) => uuid)).toEqual(uuids)
    expect(values(page)).toEqual([120])
  })
})
