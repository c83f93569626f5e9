import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Driver from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { openStore } from '../../../src/store/open-store.js'
import { openApp } from '../../http/open-app.js'
import { beat, quantity, ten } from '../../store/samples.js'
import { seededRandom } from '../../store/seeded-random.js'
import { openTestStore } from '../open-store.js'

const folder = mkdtempSync(join(tmpdir(), 'vitald-semantics-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('§ 1.2 the store', () => {
  it('is one for all who use it at the same time', async () => {
    const store = openTestStore()
    const saves = Array.from({ length: 50 }, (_, at) => store.save('me', [beat(ten + at, at)]))
    const reads = Array.from({ length: 50 }, () => store.samples('me', {}))
    await Promise.all([...saves, ...reads])
    expect(await store.statistics('me', { type: 'heartRate' })).toMatchObject({ count: 50 })
  })

  it('fails with a typed error while its storage is away, loses nothing it accepted, and heals by itself', async () => {
    const file = join(folder, 'offline.db')
    const store = openStore({ file, clock: () => ten, random: seededRandom(1) })
    await store.save('me', [beat(ten, 60)])
    const other = new Driver(file)
    other.exec('begin immediate')
    await expect(store.save('me', [beat(ten + 1, 61)])).rejects.toMatchObject({ code: 'databaseInaccessible' })
    expect(store.health()).toMatchObject({ ok: false })
    other.exec('rollback')
    other.close()
    expect(await store.save('me', [beat(ten + 1, 61)])).toMatchObject({ stored: 1 })
    expect(store.health()).toEqual({ ok: true })
    expect((await store.samples('me', {})).items).toHaveLength(2)
    await store.close()
  })

  it('fails every read with the same typed error while its storage is away, and answers none with nothing', async () => {
    const store = openStore({ file: join(folder, 'gone.db'), clock: () => ten, random: seededRandom(1) })
    await store.save('me', [beat(ten, 60), quantity('bodyMass', ten, 70)])
    const { anchor } = await store.changes({})
    await store.save('me', [beat(ten + 1, 61)])
    await store.close()
    const reads = [
      () => store.samples('me', {}),
      () => store.statistics('me', { type: 'heartRate' }),
      () => store.collection('me', { type: 'heartRate', spans: [{ start: ten, end: ten + 1 }] }),
      () => store.sources('me'),
      () => store.changes({ anchor }),
      () => store.packedChanges({ anchor }),
      () => store.find('me', '018f0000-0000-4000-8000-000000000001'),
    ]
    for (const read of reads) await expect(read()).rejects.toMatchObject({ code: 'databaseInaccessible' })
  })

  it('says so over HTTP, and tells the log why without a word of the question', async () => {
    const http = await openApp()
    await http.store.close()
    for (const route of ['samples', 'series?type=heartRate', 'statistics?type=heartRate', 'sources', 'changes']) {
      const { status, json } = await http.ask('GET', `/v1/users/me/${route}`)
      expect([route, status, json]).toMatchObject([route, 503, { code: 'databaseInaccessible' }])
    }
    expect(http.logged()).toContain('the storage is away')
    expect(http.logged()).not.toContain('heartRate')
    await http.close()
  })

  it('keeps everything: nothing is too old to be saved, read or found', async () => {
    const store = openTestStore()
    const ancient = Date.UTC(1985, 3, 1)
    const { uuids } = await store.save('me', [beat(ancient, 70), quantity('bodyMass', ancient, 9)])
    await store.save('me', [beat(ten, 60)])
    for (const form of ['journal', 'series']) {
      const { items } = await store.samples('me', { end: ancient + 1 })
      expect([form, items.map(({ uuid }) => uuid).sort()]).toEqual([form, [...uuids].sort()])
      await store.condense()
    }
  })

  it('is whole after it was closed in the middle of things', async () => {
    const file = join(folder, 'closed.db')
    const open = () => openStore({ file, clock: () => ten, random: seededRandom(1), quantitiesPerStep: 10 })
    const first = open()
    const saving = Array.from({ length: 20 }, (_, at) =>
      first.save('me', [beat(ten + at * 1_000, at), quantity('bodyMass', ten + at, 70, { metadata: { at } })]),
    )
    await saving[0]
    const condensing = first.condense()
    await first.close()
    await Promise.all([...saving, condensing.catch(() => undefined)])
    const second = open()
    expect((await second.samples('me', {})).items).toHaveLength(40)
    expect(await second.housekeeping.check({ full: true })).toMatchObject({ ok: true })
    await second.close()
  })
})
