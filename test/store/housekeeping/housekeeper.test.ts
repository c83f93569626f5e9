import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Driver from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { WorkoutRouteBuilder } from '../../../src/health/builders/workout-route-builder.js'
import type { HealthStore } from '../../../src/store/health-store.js'
import type { Progress } from '../../../src/store/housekeeping/housekeeping.js'
import { openMemoryStore, openStore } from '../../../src/store/open-store.js'
import { pressure } from '../../contracts/store-saves.js'
import { beat, quantity, steps, ten } from '../samples.js'
import { seededRandom } from '../seeded-random.js'

const folder = mkdtempSync(join(tmpdir(), 'vitald-chores-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0
const newFile = (): string => join(folder, `${files++}.db`)
const open = (file: string): HealthStore =>
  openStore({ file, clock: () => ten, random: seededRandom(1), tombstoneRetentionMs: -1 })

const bodies = (count: number, text: string) =>
  Array.from({ length: count }, (_, at) => quantity('bodyMass', ten + at, 70, { metadata: { text, at } }))

/** Fills a store with everything that a check looks at. */
const fill = async (store: HealthStore): Promise<void> => {
  const beats = Array.from({ length: 3_000 }, (_, at) => beat(ten + at * 1_000, 60 + (at % 40)))
  const { uuids } = await store.save('me', [...beats, steps(ten, ten + 60_000, 80)])
  await store.condense()
  await store.save('me', [pressure(ten), beat(ten - 1_000, 50), quantity('bodyMass', ten, 70, { metadata: { a: 1 } })])
  await store.delete('me', uuids.slice(5, 9))
  await store.condense()
  await store.save('you', [beat(ten, 60)])
}

describe('vacuum', () => {
  it('gives free pages back in small steps, while samples are saved', async () => {
    const file = newFile()
    const store = open(file)
    const { uuids } = await store.save('me', bodies(2_000, 'x'.repeat(2_000)))
    await store.delete('me', uuids)
    await store.housekeeping.purge()
    const before = store.figures()
    expect(before.freePages).toBeGreaterThan(800)
    const told: Progress[] = []
    const vacuum = store.housekeeping.vacuum({ onProgress: (progress) => told.push(progress) })
    await expect(store.housekeeping.check()).rejects.toMatchObject({ code: 'conflict' })
    for (let at = 0; at < 10; at += 1) await store.save('me', [beat(ten + at, at)])
    const report = await vacuum
    expect(report).toMatchObject({ mode: 'incremental', pagesBefore: before.pages, pageSize: 4_096 })
    expect(report.pagesAfter).toBeLessThan(before.pages - 800)
    expect(told.length).toBeGreaterThan(10)
    expect(told.at(-1)).toEqual({ step: 'vacuum', done: told[0]?.of, of: told[0]?.of })
    expect(store.figures().freePages).toBeLessThan(10)
    expect(await store.housekeeping.check({ full: true })).toMatchObject({ ok: true })
    expect(await store.statistics('me', { type: 'heartRate' })).toMatchObject({ count: 10 })
    await store.close()
  })

  it('makes a file of an earlier version one that can, once it is asked for all of it', async () => {
    const file = newFile()
    copyFileSync('test/fixtures/stores/schema-1.db', file)
    const store = open(file)
    await expect(store.housekeeping.vacuum()).rejects.toMatchObject({ code: 'invalidArgument' })
    const anchor = store.anchor()
    const before = await store.samples('me', { sources: ['phone', 'cuff'] })
    const vacuum = store.housekeeping.vacuum({ full: true })
    const saved = store.save('me', [beat(ten - 5_000, 40)])
    expect(await vacuum).toMatchObject({ mode: 'full' })
    await saved
    expect((await store.samples('me', { sources: ['phone', 'cuff'] })).items).toEqual(before.items)
    expect((await store.changes({ anchor })).added).toHaveLength(1)
    expect(await store.housekeeping.vacuum()).toMatchObject({ mode: 'incremental' })
    expect(await store.housekeeping.check({ full: true })).toMatchObject({ ok: true })
    await store.close()
  })

  it('works in memory, too', async () => {
    const store = openMemoryStore({ clock: () => ten, random: seededRandom(1) })
    await fill(store)
    expect(await store.housekeeping.vacuum()).toMatchObject({ mode: 'incremental' })
    expect(await store.housekeeping.check()).toMatchObject({ ok: true, checked: { batches: 2 } })
    await store.close()
  })
})

describe('check', () => {
  it('finds a whole store sound, and says what it looked at', async () => {
    const store = open(newFile())
    await fill(store)
    const told: Progress[] = []
    const report = await store.housekeeping.check({ full: true, onProgress: (progress) => told.push(progress) })
    expect(report).toMatchObject({ ok: true, faults: [], faultCount: 0 })
    expect(report.checked).toMatchObject({ batches: 2, samples: 4, journal: 1 })
    expect(report.checked.blocks).toBeGreaterThan(1)
    expect(new Set(told.map(({ step }) => step))).toEqual(
      new Set(['file', 'blocks', 'samples', 'deletions', 'journal', 'references']),
    )
    await store.close()
  })

  it('takes a route whose workout is yet to be saved for sound', async () => {
    const store = open(newFile())
    const route = new WorkoutRouteBuilder({ source: 'watch' })
    route.insert([{ time: ten, latitude: 52, longitude: 13 }])
    await store.save('me', [route.finish('018f0000-0000-4000-8000-000000000001')])
    expect(await store.housekeeping.check()).toMatchObject({ ok: true, faults: [] })
    await store.close()
  })

  it.each([
    ['a block that cannot be read', "update block set quantities = x'00' where id = 1", /series 1.*cannot be read/],
    ['a summary that is wrong', 'update series set sum = sum + 1 where id = 2', /series 2.*sum/],
    ['a count that is wrong', 'update series set count = count - 1 where id = 2', /series 2.*count/],
    ['a gap between batches', 'update batch set first_seq = first_seq + 1 where number = 2', /batch 2.*follow/],
    ['a block without a series', 'delete from series where id = 1', /block 1.*no series/],
    ['a series without a block', 'delete from block where id = 1', /series 1.*no block/],
    ['a stream that is gone', "delete from stream where type = 'bodyMass'", /sample \d+.*no stream/],
    ['a journal row of no stream', "delete from stream where user = 'you'", /journal \d+.*no stream/],
    ['a member without its correlation', "delete from sample where kind = 'correlation'", /sample \d+.*correlation/],
    ['a sample that cannot be read', "update sample set body = '{' where kind = 'quantity'", /sample \d+.*read/],
    ['a deletion that cannot be read', "update tombstone set quantities = x'01'", /tombstone \d+.*read/],
    [
      'a workout that is gone',
      "insert into association (workout, sample) values (x'01', x'02')",
      /association 01.*workout/,
    ],
    ['a revision that is gone', 'update stream set source_revision = 99', /stream \d+.*source revision/],
  ])('finds %s', async (_, sql, fault) => {
    const file = newFile()
    const options = { file, clock: () => ten, random: seededRandom(1) }
    const store = openStore(options)
    await fill(store)
    const other = new Driver(file)
    other.exec(sql)
    other.close()
    const report = await store.housekeeping.check()
    expect(report.ok).toBe(false)
    expect(report.faults.map(({ place, problem }) => `${place}: ${problem}`).join('\n')).toMatch(fault)
    expect(report.faultCount).toBeGreaterThanOrEqual(report.faults.length)
    await store.close()
  })
})
