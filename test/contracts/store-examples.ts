import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewSample } from '../../src/health/sample.js'
import type { HealthStore, SampleQuery } from '../../src/store/health-store.js'
import { beat, quantity, steps, ten } from '../store/samples.js'
import type { OpenEmptyStore } from './store.js'

const minute = 60_000
const hour = 60 * minute
const second = 1_000

/** The worked examples of reference/healthkit/semantics.md § 25, on quantities in the journal and in blocks. */
export function storeExamples(name: string, open: OpenEmptyStore): void {
  describe.each(['journal', 'blocks'])(`${name} gives the worked examples from its %s`, (form) => {
    let store: HealthStore
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    const save = async (...samples: NewSample[]): Promise<void> => {
      await store.save('me', samples)
      if (form === 'blocks') await store.condense()
    }

    it.each<[string, SampleQuery['strict'], string]>([
      ['none', [], 'ABC'],
      ['strictStartDate', ['strictStartDate'], 'BC'],
      ['strictEndDate', ['strictEndDate'], 'AB'],
      ['both', ['strictStartDate', 'strictEndDate'], 'B'],
    ])('a window with %s', async (_, strict, expected) => {
      const spans = { A: [-5, 5], B: [0, 0], C: [59, 61], D: [60, 60] } as const
      const names = Object.keys(spans)
      await save(...Object.values(spans).map(([from, to], at) => steps(ten + from * minute, ten + to * minute, at)))
      const { items } = await store.samples('me', { start: ten, end: ten + hour, strict })
      expect(items.map((item) => names['value' in item ? Number(item.value) : -1]).join('')).toBe(expected)
    })

    it('a sync identifier', async () => {
      const version = (syncVersion: number, value: number, source = 's') =>
        steps(ten, ten + minute, value, { source, metadata: { syncIdentifier: 'x', syncVersion } })
      await save(version(1, 100))
      await save(version(2, 120))
      expect(await store.save('me', [version(1, 90), version(2, 130)])).toMatchObject({ stored: 0, duplicates: 2 })
      expect(await store.statistics('me', { type: 'stepCount' })).toMatchObject({ sum: 120, count: 1 })
      await save(version(1, 5, 't'))
      expect((await store.samples('me', {})).items).toHaveLength(2)
      await save(version(3, 1), version(4, 2), version(3, 3))
      expect((await store.samples('me', { sources: ['s'] })).items).toMatchObject([{ value: 2 }])
    })

    it('a bucket takes its share of a sample that crosses its border', async () => {
      await save(steps(ten - 3 * minute, ten + 2 * minute, 100), steps(ten - 36 * minute, ten + 36 * minute, 80))
      // The two overlap, so both count in full only where that is asked for.
      const all = { type: 'stepCount', overlaps: 'all' } as const
      const before = await store.statistics('me', { ...all, start: ten - hour, end: ten })
      const after = await store.statistics('me', { ...all, start: ten, end: ten + hour })
      expect(before?.sum).toBeCloseTo(100, 9)
      expect(after?.sum).toBeCloseTo(80, 9)
      const hours = [-60, 0, 60].map((from) => ({ start: ten + from * minute, end: ten + (from + 60) * minute }))
      const buckets = await store.collection('me', { ...all, spans: hours })
      expect(buckets).toEqual([before, after, undefined])
      expect(after).toMatchObject({ start: ten - 36 * minute, end: ten + 36 * minute, count: 2 })
    })

    const watch = (from: number, to: number, value: number) => steps(ten + from * minute, ten + to * minute, value)
    const phone = (from: number, to: number, value: number) => ({ ...watch(from, to, value), source: 'phone' })
    it.each([
      ['both all the time', [watch(0, 10, 1_000), phone(0, 10, 950)], 1_000],
      ['half of the time', [watch(0, 5, 500), phone(0, 10, 950)], 975],
      ['the phone alone', [phone(0, 10, 950)], 950],
      ['a day and an hour', [phone(-600, 840, 8_000), watch(0, 60, 3_000)], 3_000 + (8_000 * 23) / 24],
    ])('sources that overlap: %s', async (_, samples, sum) => {
      await save(...samples)
      const merged = await store.statistics('me', { type: 'stepCount', sourcePriority: ['watch', 'phone'] })
      expect(merged?.sum).toBeCloseTo(sum, 6)
    })

    it('sources apart', async () => {
      await save(watch(0, 5, 500), phone(0, 10, 950))
      const apart = await store.statistics('me', {
        type: 'stepCount',
        sourcePriority: ['watch'],
        separateBySource: true,
      })
      expect(apart).toMatchObject({ sum: 975, duration: 600, sources: ['phone', 'watch'] })
      expect(apart?.bySource).toMatchObject({ watch: { sum: 500, sources: ['watch'] }, phone: { sum: 950 } })
    })

    it('a mean weighted by time', async () => {
      await save(beat(ten, 100, { end: ten + 30 * second }), beat(ten + 30 * second, 160, { end: ten + 40 * second }))
      expect((await store.statistics('me', { type: 'heartRate' }))?.average).toBeCloseTo(115, 9)
    })

    it('an instant that holds until the next, at most the limit, and the last one a second', async () => {
      await save(beat(ten, 100), beat(ten + 10 * second, 140), beat(ten + 70 * second, 60))
      const average = (100 * 10 + 140 * 30 + 60 * 1) / 41
      const found = await store.statistics('me', { type: 'heartRate' })
      expect(found).toMatchObject({ min: 60, max: 140, count: 3, mostRecent: { value: 60, at: ten + 70 * second } })
      expect(found?.average).toBeCloseTo(average, 9)
    })

    it('an equivalent level', async () => {
      const loud = (from: number, value: number) =>
        quantity('environmentalAudioExposure', ten + from * hour, value, { end: ten + (from + 1) * hour })
      await save(loud(0, 80), loud(1, 100))
      expect((await store.statistics('me', { type: 'environmentalAudioExposure' }))?.average).toBeCloseTo(97.03, 2)
    })
  })
}
