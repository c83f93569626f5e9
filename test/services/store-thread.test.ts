import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type * as Built from '../../src/store/open-store.js'
import type * as BuiltReader from '../../src/store/reader/thread-reader.js'
import { base, courses } from '../store/course.js'
import { beat, ten } from '../store/samples.js'
import { seededRandom } from '../store/seeded-random.js'
import { retention, Trial } from '../store/trial.js'

// Only the built store has a thread to read in.
const built = resolve('dist/src/store')
const { openStore }: typeof Built = await import(join(built, 'open-store.js'))
const { canUseThread }: typeof BuiltReader = await import(join(built, 'reader/thread-reader.js'))

const folder = mkdtempSync(join(tmpdir(), 'vitald-thread-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('a store that reads in a thread', () => {
  let trials = 0
  const file = (): string => join(folder, `${trials++}.db`)

  it('has a thread', () => {
    expect(canUseThread()).toBe(true)
  })

  it('agrees with the model after any course of events', { timeout: 120_000 }, async () => {
    const property = fc.asyncProperty(courses, async (steps) => {
      const name = file()
      const options = { file: name, tombstoneRetentionMs: retention }
      await new Trial((seed, clock) => openStore({ ...options, clock, random: seededRandom(seed) })).run(steps)
    })
    await fc.assert(property, { numRuns: 25 })
  })

  it('agrees with the model when it condenses in a thread', { timeout: 120_000 }, async () => {
    const property = fc.asyncProperty(courses, async (steps) => {
      const options = { file: file(), tombstoneRetentionMs: retention, packedByThread: 1, quantitiesPerStep: 5 }
      await new Trial((seed, clock) => openStore({ ...options, clock, random: seededRandom(seed) })).run(steps)
    })
    await fc.assert(property, { numRuns: 15 })
  })

  it('forgets what is deleted while its blocks are being made', async () => {
    const options = { file: file(), clock: () => base, packedByThread: 1, quantitiesPerStep: 50 }
    const store = openStore({ ...options, random: seededRandom(1) })
    const { uuids } = await store.save(
      'me',
      Array.from({ length: 10_000 }, (_, second) => beat(ten + second * 1_000, 60 + (second % 40))),
    )
    const condensed = store.condense()
    for (let at = 0; at < 10_000; at += 500) {
      await store.delete('me', [uuids[at] ?? ''])
      await store.save('me', [beat(ten + at * 1_000, 200)])
    }
    await condensed
    expect(store.figures().seriesRows).toBeGreaterThan(0)
    const statistics = await store.statistics('me', { type: 'heartRate' })
    expect(statistics).toMatchObject({ count: 10_000, max: 200 })
    expect(await store.find('me', uuids[500] ?? '')).toBeUndefined()
    await store.condense()
    expect(await store.statistics('me', { type: 'heartRate' })).toEqual(statistics)
    await store.close()
    const again = openStore({ ...options, random: seededRandom(2) })
    expect(await again.statistics('me', { type: 'heartRate' })).toEqual(statistics)
    await again.close()
  })

  it('closes while blocks are being made, and makes them after the next start', async () => {
    const options = { file: file(), clock: () => base, packedByThread: 1 }
    const store = openStore({ ...options, random: seededRandom(1) })
    await store.save(
      'me',
      Array.from({ length: 50_000 }, (_, second) => beat(ten + second * 1_000, 60)),
    )
    const condensed = store.condense()
    await store.close()
    await condensed
    const again = openStore({ ...options, random: seededRandom(2) })
    await again.condense()
    expect(await again.statistics('me', { type: 'heartRate' })).toMatchObject({ count: 50_000 })
    expect(again.figures()).toMatchObject({ journalQuantities: 0 })
    await again.close()
  })

  it('hands on the error of a read', async () => {
    const store = openStore({ file: file(), clock: () => base, random: seededRandom(1) })
    await store.save('me', [beat(ten, 60)])
    await expect(store.samples('me', { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalidArgument' })
    await expect(store.changes({ anchor: 'ffffffff.1' })).rejects.toMatchObject({ code: 'anchorExpired' })
    await store.close()
  })

  it('answers what was asked before it is closed, or says that it is closed', async () => {
    const store = openStore({ file: file(), clock: () => base, random: seededRandom(1) })
    await store.save('me', [beat(ten, 60)])
    const reading = store.samples('me', {}).then(
      ({ items }) => items.length,
      ({ code }) => code,
    )
    await store.close()
    expect([1, 'databaseInaccessible']).toContain(await reading)
  })
})

describe('a store that is checked in a thread', () => {
  it('goes on meanwhile, and can be closed in the middle', async () => {
    const file = join(folder, 'checked.db')
    const store = openStore({ file, clock: () => base, random: seededRandom(1) })
    await store.save(
      'me',
      Array.from({ length: 60_000 }, (_, at) => beat(ten + at * 1_000, at % 90)),
    )
    await store.condense()
    const steps: string[] = []
    const check = store.housekeeping.check({ onProgress: ({ step }) => steps.push(step) })
    await store.save('me', [beat(ten - 1_000, 60)])
    expect(await check).toMatchObject({ ok: true, faults: [] })
    expect(steps).toContain('blocks')
    expect(await store.housekeeping.vacuum({ full: true })).toMatchObject({ mode: 'full' })
    const cut = store.housekeeping.check({ full: true }).then(
      ({ ok }) => ok,
      ({ code }) => code,
    )
    await store.close()
    expect([true, 'databaseInaccessible']).toContain(await cut)
    await expect(store.housekeeping.check()).rejects.toMatchObject({ code: 'databaseInaccessible' })
  })
})
