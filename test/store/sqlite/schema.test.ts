import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Driver from 'better-sqlite3'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Changes, HealthStore } from '../../../src/store/health-store.js'
import { openStore } from '../../../src/store/open-store.js'
import { beat, ten } from '../samples.js'
import { seededRandom } from '../seeded-random.js'

const folder = mkdtempSync(join(tmpdir(), 'vitald-schema-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
const copyOfOne = (): string => {
  const file = join(folder, `${files++}.db`)
  copyFileSync('test/fixtures/stores/schema-1.db', file)
  return file
}
const day = 86_400_000
let now = ten + day
const open = (file: string): HealthStore => openStore({ file, clock: () => now, random: seededRandom(9) })
const version = (file: string): unknown => {
  const database = new Driver(file)
  const found = database.pragma('user_version', { simple: true })
  database.close()
  return found
}

const allChanges = async (store: HealthStore, from?: string): Promise<Omit<Changes, 'more'>> => {
  const [added, deleted]: [Changes['added'][number][], Changes['deleted'][number][]] = [[], []]
  for (let anchor = from; ; ) {
    const page = await store.changes({ anchor, limit: 100 })
    added.push(...page.added)
    deleted.push(...page.deleted)
    anchor = page.anchor
    if (!page.more) return { added, deleted, anchor }
  }
}

describe('a store of schema 1', () => {
  let store: HealthStore
  beforeEach(() => {
    now = ten + day
    store = open(copyOfOne())
  })
  afterEach(() => store.close())

  it('answers with the figures that were recorded', async () => {
    // 700 beats of 100 + n mod 40, without the second one of 101.
    const values = Array.from({ length: 700 }, (_, n) => 100 + (n % 40)).filter((_, n) => n !== 1)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const beats = await store.statistics('me', { type: 'heartRate', sources: ['watch'] })
    expect(beats).toMatchObject({ count: 699, min: 100, max: 139, start: ten, end: ten + 699_000 })
    expect(beats?.average).toBeCloseTo(mean, 0)
    const walked = await store.statistics('me', { type: 'stepCount' })
    expect(walked?.sum).toBeCloseTo(60 * 90 + (59 * 60) / 2, 9)
    expect(await store.statistics('me', { type: 'cyclingPower' })).toMatchObject({ count: 3 })
  })

  it('gives its samples of every kind', async () => {
    const { items } = await store.samples('me', {})
    const kinds = items.map(({ kind, type }) => `${kind} ${type}`)
    expect(new Set(kinds)).toEqual(
      new Set([
        'quantity heartRate',
        'quantity stepCount',
        'series cyclingPower',
        'category sleepAnalysis',
        'correlation bloodPressure',
        'quantity bloodPressureSystolic',
        'quantity bloodPressureDiastolic',
        'quantity bodyMass',
      ]),
    )
    expect(items.every(({ timeZone }) => timeZone === undefined)).toBe(true)
    for (const one of items.slice(0, 50)) expect(await store.find('me', one.uuid)).toEqual(one)
  })

  it('feeds a reader from the beginning, and one that comes back with its old anchor', async () => {
    const whole = await allChanges(store)
    const { items } = await store.samples('me', { limit: 10_000 })
    expect(new Set(whole.added.map(({ sample }) => sample.uuid))).toEqual(new Set(items.map(({ uuid }) => uuid)))
    expect(whole.deleted).toMatchObject([{ type: 'heartRate', start: ten + 1_000 }])
    const rest = await allChanges(store, '0037013d.5')
    expect(rest.anchor).toBe(whole.anchor)
    expect(rest.added.length).toBeLessThan(whole.added.length)
    expect(whole.added).toEqual(expect.arrayContaining([...rest.added]))
    expect(rest.anchor).toMatch(/^0037013d\.\d+$/)
  })

  it('saves, replaces, deletes and condenses like a new one', async () => {
    const again = await store.save('me', [beat(ten, 100), beat(ten + 1_000, 101)])
    expect(again).toMatchObject({ stored: 1, duplicates: 1 })
    const anchor = store.anchor()
    await store.condense()
    await store.delete('me', [again.uuids[0] ?? '', again.uuids[1] ?? ''])
    expect((await store.changes({ anchor })).deleted).toHaveLength(2)
    expect(await store.statistics('me', { type: 'heartRate' })).toMatchObject({ count: 698 })
    expect(await store.housekeeping.check({ full: true })).toMatchObject({ ok: true, faults: [] })
  })

  it('counts its old deletions as of the day it was brought up to date', async () => {
    now += 365 * day
    expect(await store.housekeeping.purge()).toBe(0)
    expect((await allChanges(store, '0037013d.0')).deleted).toHaveLength(1)
    now += 1
    expect(await store.housekeeping.purge()).toBe(1)
    await expect(store.changes({ anchor: '0037013d.0' })).rejects.toMatchObject({ code: 'anchorExpired' })
    expect((await allChanges(store)).added.length).toBeGreaterThan(700)
  })
})

describe('a store of another schema', () => {
  it('is refused when it is newer, and stays as it is', () => {
    const file = copyOfOne()
    const database = new Driver(file)
    database.pragma('user_version = 99')
    database.close()
    expect(() => open(file)).toThrow(/newer version of vitald.*99/)
    expect(version(file)).toBe(99)
  })

  it('is left usable by a step that fails half-way', async () => {
    const file = copyOfOne()
    const database = new Driver(file)
    // What the step makes last is in its way already.
    database.exec('create table purge (id)')
    database.close()
    expect(() => open(file)).toThrow()
    expect(version(file)).toBe(1)
    const repaired = new Driver(file)
    expect(repaired.prepare('select count(*) count from series').get()).toMatchObject({ count: expect.any(Number) })
    expect(() => repaired.prepare('select * from source_revision').all()).toThrow(/no such table/)
    repaired.exec('drop table purge')
    repaired.close()
    const store = open(file)
    expect(await store.statistics('me', { type: 'heartRate' })).toMatchObject({ count: 699 })
    await store.close()
    expect(version(file)).toBe(2)
  })
})
