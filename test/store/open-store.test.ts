import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Driver from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import type { HealthStore } from '../../src/store/health-store.js'
import { openMemoryStore, openStore } from '../../src/store/open-store.js'
import { storeContract } from '../contracts/store.js'
import { beat, quantity, ten } from './samples.js'
import { seededRandom } from './seeded-random.js'

const folder = mkdtempSync(join(tmpdir(), 'vitald-store-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
const newFile = (): string => join(folder, `${files++}.db`)
let seed = 0
let now = ten
const open = (file: string, journalLimit?: number): HealthStore =>
  openStore({ file, clock: () => now, random: seededRandom(seed++), journalLimit })

storeContract('a store in memory', async () => openMemoryStore({ clock: () => now, random: seededRandom(seed++) }))
storeContract('a store in a file', async () => open(newFile()))

describe('a store in a file', () => {
  it('can be read by its owner alone', async () => {
    const file = newFile()
    const store = open(file)
    await store.save('me', [beat(ten, 60)])
    for (const part of ['', '-wal', '-shm']) expect(statSync(file + part).mode & 0o777).toBe(0o600)
    await store.close()
  })

  it('has everything after it was closed and opened again', async () => {
    const file = newFile()
    const first = open(file)
    const { uuids } = await first.save('me', [beat(ten, 60), beat(ten + 1_000, 61, { end: ten + 1_500 })])
    await first.condense()
    await first.save('me', [beat(ten + 2_000, 62), quantity('bodyMass', ten, 70, { metadata: { a: 1 } })])
    await first.documents.put('user', 'me', { name: 'Me' })
    const [before, anchor] = [await first.samples('me', {}), first.anchor()]
    await first.close()
    const second = open(file)
    expect(await second.samples('me', {})).toEqual(before)
    expect(second.anchor()).toBe(anchor)
    expect(second.documents.get('user', 'me')).toEqual({ name: 'Me' })
    const again = await second.save('me', [beat(ten, 60), beat(ten + 2_000, 62), quantity('bodyMass', ten, 70)])
    expect(again).toMatchObject({ stored: 0, duplicates: 3 })
    expect(again.uuids[0]).toBe(uuids[0])
    await second.close()
  })

  it('knows a reading again after a restart, though an older sample came first', async () => {
    const file = newFile()
    const first = open(file)
    await first.save('me', [beat(ten, 60)])
    await first.close()
    const second = open(file)
    const older = beat(ten - 1_000, 60, { metadata: { syncIdentifier: 'x', syncVersion: 1 } })
    expect(await second.save('me', [older, beat(ten, 60)])).toMatchObject({ stored: 1, duplicates: 1 })
    await second.close()
  })

  it('refuses writes while the file is locked, and heals by itself', async () => {
    const file = newFile()
    const store = open(file)
    await store.save('me', [beat(ten, 60)])
    const other = new Driver(file)
    other.exec('begin immediate')
    await expect(store.save('me', [beat(ten + 1, 61)])).rejects.toMatchObject({ code: 'databaseInaccessible' })
    await expect(store.documents.put('a', 'b', 1)).rejects.toMatchObject({ code: 'databaseInaccessible' })
    expect(store.health()).toEqual({ ok: false, reason: 'SQLITE_BUSY' })
    expect(store.documents.get('a', 'b')).toBeUndefined()
    other.exec('rollback')
    other.close()
    expect(await store.save('me', [beat(ten + 1, 61)])).toMatchObject({ stored: 1, duplicates: 0 })
    expect(store.health()).toEqual({ ok: true })
    expect((await store.samples('me', {})).items).toHaveLength(2)
    await store.close()
  })

  it('condenses a long journal by itself, and an old one', async () => {
    const store = open(newFile(), 100)
    await store.save(
      'me',
      Array.from({ length: 120 }, (_, at) => beat(ten + at * 1_000, 60)),
    )
    await expect.poll(() => store.figures()).toMatchObject({ condensations: 1, journalQuantities: 0, journalRows: 0 })
    now += 3_600_001
    await store.save('me', [beat(ten + 500_000, 60)])
    await expect.poll(() => store.figures()).toMatchObject({ condensations: 2, journalQuantities: 0 })
    expect(await store.statistics('me', { type: 'heartRate' })).toMatchObject({ count: 121, average: 60 })
    await store.close()
  })

  it('goes on saving and deleting while it condenses', async () => {
    const store = open(newFile())
    const many = Array.from({ length: 30_000 }, (_, at) => beat(ten + at * 1_000, at % 90))
    const { uuids } = await store.save('me', many)
    const condensing = store.condense()
    for (let at = 0; at < 5; at += 1) {
      await store.save('me', [beat(ten - 1_000 - at, 1)])
      await store.delete('me', [uuids[at * 6_000] ?? ''])
    }
    await condensing
    expect(await store.statistics('me', { type: 'heartRate', options: ['discreteMax'] })).toMatchObject({
      count: 30_000,
    })
    let [added, anchor] = [0, undefined as string | undefined]
    for (;;) {
      const page = await store.changes({ anchor, limit: 4_000 })
      added += page.added.length
      anchor = page.anchor
      if (!page.more) break
    }
    expect(added).toBe(30_000)
    await store.close()
  })
})
