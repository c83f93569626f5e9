import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type LibraryStore, openHealthStore, quantitySample } from '../../src/index.js'
import { holdFile } from '../../src/store/sqlite/file-lock.js'
import { seededRandom } from '../store/seeded-random.js'

const folder = mkdtempSync(join(tmpdir(), 'vitald-library-'))
afterAll(() => rmSync(folder, { recursive: true }))

const beat = (second: number) => ({ type: 'heartRate', value: 60 + second, start: second * 1_000 }) as const

describe('a store of a program’s own', () => {
  it('has in its file what was saved, after it was closed and opened again', async () => {
    const file = join(folder, 'again.db')
    const first = await openHealthStore({ file, timeZone: 'UTC' })
    await first.users.create({ id: 'anna', name: 'Anna' })
    const { anchor } = await first.user('anna').changesPage()
    await first.user('anna').save([beat(0), beat(1)])
    await first.close()
    await first.close()
    const second = await openHealthStore({ file })
    expect(await second.user('anna').changesPage({ anchor })).toMatchObject({ added: [{ value: 60 }, { value: 61 }] })
    expect(second.users.get('anna')).toMatchObject({ timeZone: 'UTC' })
    await second.close()
  })

  it('is one program’s alone', async () => {
    const file = join(folder, 'alone.db')
    const health = await openHealthStore({ file })
    await expect(openHealthStore({ file })).rejects.toMatchObject({ code: 'conflict' })
    await health.close()
    await (await openHealthStore({ file })).close()
  })

  it('cannot be opened beside the daemon whose file it is', async () => {
    const release = holdFile(join(folder, 'lock'))
    const file = join(folder, 'vitald.sqlite')
    await expect(openHealthStore({ file })).rejects.toMatchObject({ code: 'conflict' })
    release()
    await (await openHealthStore({ file })).close()
  })

  it('forgets deletions after as long as it is told, and keeps house', async () => {
    let now = 1_000_000
    const health = await openHealthStore({ memory: true, clock: () => now, tombstoneRetentionMs: 1_000 })
    const me = health.user()
    const [uuid = ''] = await me.save([beat(0), beat(1)])
    const { anchor } = await me.changesPage()
    await me.delete(uuid)
    expect(await health.housekeeping.purge()).toBe(0)
    now += 2_000
    expect(await health.housekeeping.purge()).toBe(1)
    await expect(me.changesPage({ anchor })).rejects.toMatchObject({ code: 'anchorExpired' })
    expect(await health.housekeeping.check()).toMatchObject({ ok: true })
    await health.close()
  })

  it('saves under the name and version of the program', async () => {
    const health = await openHealthStore({ memory: true, source: { id: 'my-app', version: '1.4', productType: 'Pi' } })
    const [uuid = ''] = await health.user().save(beat(0))
    expect(await health.user().sample(uuid)).toMatchObject({ source: 'my-app' })
    expect(await health.origins.of('me', [uuid])).toMatchObject([
      { source: { source: 'my-app', version: '1.4', productType: 'Pi' } },
    ])
    await health.close()
  })

  it('is the same bytes with the same clock and randomness', async () => {
    const uuidOf = async (): Promise<string | undefined> => {
      const health = await openHealthStore({ memory: true, clock: () => 5_000, random: seededRandom(7) })
      const [uuid] = await health.user().save(beat(0))
      await health.close()
      return uuid
    }
    expect(await uuidOf()).toBe(await uuidOf())
  })

  it('knows nobody whom nobody made', async () => {
    const health = await openHealthStore({ memory: true })
    const stranger = health.user('nobody')
    await expect(stranger.save(beat(0))).rejects.toMatchObject({ code: 'notFound' })
    await expect(stranger.samplesPage()).rejects.toMatchObject({ code: 'notFound' })
    await expect(stranger.changes().next()).rejects.toMatchObject({ code: 'notFound' })
    await health.close()
  })

  it('refuses what no body does, as the daemon does', async () => {
    const health = await openHealthStore({ memory: true })
    await expect(health.user().save({ ...beat(0), value: 6_000 })).rejects.toMatchObject({
      code: 'invalidArgument',
      errors: [{ pointer: '/samples/0/value' }],
    })
    await health.close()
  })

  it('is the engine too: what one way saves, the other reads', async () => {
    const health = await openHealthStore({ memory: true })
    const weight = quantitySample({ type: 'bodyMass', value: 70, start: 1_000, source: 'scale' })
    await health.save('me', [weight])
    expect(await health.user().samplesPage()).toMatchObject({ items: [{ type: 'bodyMass', value: 70 }] })
    await health.user().save(beat(0))
    expect((await health.samples('me', { types: ['heartRate'] })).items).toMatchObject([
      { kind: 'quantity', value: 60 },
    ])
    await health.close()
  })
})

describe('closing', () => {
  const open = (): Promise<LibraryStore> => openHealthStore({ memory: true })

  it('ends all that goes on', async () => {
    const health = await open()
    const me = health.user()
    const changes = me.changes().next()
    const updates = me.statisticsCollectionUpdates({ type: 'stepCount', interval: 'P1D', start: 0, end: 86_400_000 })
    await updates.next()
    const update = updates.next()
    await health.close()
    expect([await changes, await update]).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ])
  })

  it('happens by itself at the end of a block', async () => {
    let closed: LibraryStore
    {
      await using health = await open()
      closed = health
      await health.user().save(beat(0))
    }
    await expect(closed.user().save(beat(1))).rejects.toThrow()
  })
})
