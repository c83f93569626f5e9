import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bucketsOfWindow } from '../../../src/health/calendar/bucket-page.js'
import { bucketStatistics } from '../../../src/health/calendar/bucket-statistics.js'
import { usualAnchor } from '../../../src/health/calendar/civil-day.js'
import { parseInterval } from '../../../src/health/calendar/interval.js'
import { openZone } from '../../../src/health/calendar/zone.js'
import { quantitySample } from '../../../src/health/sample-rules.js'
import type { Statistics } from '../../../src/health/statistics.js'
import { openHealthStore } from '../../../src/library/open-health-store.js'
import type { HealthStore } from '../../../src/store/health-store.js'
import { openMemoryStore } from '../../../src/store/open-store.js'

const at = (text: string): number => Date.parse(text)

let store: HealthStore
beforeEach(() => {
  store = openMemoryStore({ clock: () => at('2026-11-22T12:00Z'), random: (bytes) => bytes.fill(7) })
})
afterEach(() => store.close())

const steps = (start: string, end: string, value: number, source = 'phone') =>
  quantitySample({ type: 'stepCount', unit: 'count', start: at(start), end: at(end), value, source })

interface Asked {
  readonly interval: string
  readonly from: string
  readonly to: string
  readonly zone?: string
  readonly anchor?: string
}

/** The collection of the person's steps. */
const collect = async ({ interval: text, from, to, zone: name = 'UTC', anchor }: Asked): Promise<Statistics[]> => {
  const [interval, zone, window] = [parseInterval(text), openZone(name), { start: at(from), end: at(to) }]
  const cut = anchor === undefined ? usualAnchor(interval, zone, window.start) : at(anchor)
  const buckets = bucketsOfWindow({ interval, zone, anchor: cut }, window)
  const spans = buckets.map(({ counted }) => counted)
  const found = await store.collection('me', { type: 'stepCount', spans })
  return buckets.map((bucket, index) => bucketStatistics(bucket, 'stepCount', found[index]))
}

const sums = (items: readonly Statistics[]) => items.map(({ sum }) => sum)
const lengths = (items: readonly Statistics[]) => items.map(({ start, end }) => (end - start) / 3_600_000)

describe('§ 9.9 statistics collection: samples that cross a border', () => {
  it('show nothing outside the window, of which they bring what is inside', async () => {
    const [early, late] = [
      steps('2026-11-22T13:57Z', '2026-11-22T14:02Z', 100, 'watch'),
      steps('2026-11-22T14:02Z', '2026-11-22T14:36Z', 40),
    ]
    await store.save('me', [early, late])
    const items = await collect({ interval: 'PT1H', from: '2026-11-22T14:00Z', to: '2026-11-22T15:00Z' })
    expect(items).toMatchObject([{ start: at('2026-11-22T14:00Z'), end: at('2026-11-22T15:00Z'), sum: 80, count: 2 }])
  })

  it('are counted in a bucket as in a statistics query over the same window', async () => {
    await store.save('me', [
      steps('2026-11-22T13:57Z', '2026-11-22T14:02Z', 100),
      steps('2026-11-22T13:24Z', '2026-11-22T14:36Z', 80, 'watch'),
    ])
    const [bucket] = await collect({ interval: 'PT1H', from: '2026-11-22T14:00Z', to: '2026-11-22T15:00Z' })
    const window = { start: at('2026-11-22T14:00Z'), end: at('2026-11-22T15:00Z') }
    expect(bucket?.sum).toBe((await store.statistics('me', { type: 'stepCount', ...window }))?.sum)
  })
})

describe('§ 9.9 statistics collection: buckets', () => {
  it('are there when they are empty, with their borders and no figures', async () => {
    await store.save('me', [steps('2026-11-21T08:10Z', '2026-11-21T08:20Z', 500)])
    const items = await collect({ interval: 'P1D', from: '2026-11-20T00:00Z', to: '2026-11-23T00:00Z' })
    expect(items.map(({ count }) => count)).toEqual([0, 1, 0])
    const [start, end] = [at('2026-11-20T00:00Z'), at('2026-11-21T00:00Z')]
    expect(items[0]).toEqual({ type: 'stepCount', unit: 'count', start, end, count: 0, sources: [] })
    expect(items[1]).toMatchObject({ start: end, end: at('2026-11-22T00:00Z'), sum: 500 })
  })

  it('go both ways from the anchor, whose time of day sets the cut', async () => {
    await store.save('me', [steps('2026-11-21T03:00Z', '2026-11-21T05:00Z', 100)])
    const asked = { interval: 'P1D', from: '2026-11-20T04:00Z', to: '2026-11-22T04:00Z' }
    expect(sums(await collect({ ...asked, anchor: '2026-11-25T04:00Z' }))).toEqual([50, 50])
    expect(sums(await collect({ ...asked, anchor: '2020-01-01T04:00Z' }))).toEqual([50, 50])
  })

  it('of a month have its own length', async () => {
    const items = await collect({ interval: 'P1M', from: '2026-01-01T00:00Z', to: '2026-05-01T00:00Z' })
    expect(lengths(items).map((hours) => hours / 24)).toEqual([31, 28, 31, 30])
  })

  it('of a week begin on a Monday', async () => {
    const [week] = await collect({ interval: 'P1W', from: '2026-11-22T00:00Z', to: '2026-11-22T12:00Z' })
    expect(week).toMatchObject({ start: at('2026-11-16T00:00Z'), end: at('2026-11-23T00:00Z') })
  })
})

describe('§ 9.9 statistics collection: updates', () => {
  it('tell the changed bucket and the whole collection, for additions and deletions', async () => {
    await using health = await openHealthStore({ memory: true, timeZone: 'UTC', clock: () => at('2026-11-22T12:00Z') })
    const [start, end] = ['2026-11-20T00:00Z', '2026-11-22T00:00Z']
    const updates = health.user().statisticsCollectionUpdates({ type: 'stepCount', interval: 'P1D', start, end })
    const next = async () => {
      const { value } = await updates.next()
      return [value?.changed, value?.collection].map((buckets) => buckets?.map(({ sum }: { sum?: number }) => sum))
    }
    expect((await next())[1]).toEqual([undefined, undefined])
    const { uuids } = await health.save('me', [steps('2026-11-21T08:00Z', '2026-11-21T08:10Z', 500)])
    expect(await next()).toEqual([[500], [undefined, 500]])
    await health.delete('me', uuids)
    expect(await next()).toEqual([[undefined], [undefined, undefined]])
    await updates.return?.()
  })
})

describe('§ 25 day buckets and daylight saving (Europe/Berlin)', () => {
  const berlin = { zone: 'Europe/Berlin' } as const
  const spring = { ...berlin, from: '2025-03-29T00:00+01:00', to: '2025-04-01T00:00+02:00' }
  const autumn = { ...berlin, from: '2025-10-25T00:00+02:00', to: '2025-10-28T00:00+01:00' }

  it('2025-03-30 lasts 23 hours', async () => {
    expect(lengths(await collect({ interval: 'P1D', ...spring }))).toEqual([24, 23, 24])
  })

  it('2025-10-26 lasts 25 hours', async () => {
    expect(lengths(await collect({ interval: 'P1D', ...autumn }))).toEqual([24, 25, 24])
  })

  it('{day: 1} counts what is done in the hour that comes twice', async () => {
    await store.save('me', [steps('2025-10-26T02:00+02:00', '2025-10-26T02:00:00.001+02:00', 7)])
    await store.save('me', [steps('2025-10-26T02:59+01:00', '2025-10-26T03:00+01:00', 5)])
    expect(sums(await collect({ interval: 'P1D', ...autumn }))).toEqual([undefined, 12, undefined])
  })

  it('{hour: 24} does not follow it', async () => {
    const items = await collect({ interval: 'PT24H', ...spring })
    expect(lengths(items)).toEqual([24, 24, 24])
    expect(items.map(({ start }) => start)).toEqual([
      at('2025-03-29T00:00+01:00'),
      at('2025-03-30T00:00+01:00'),
      at('2025-03-31T01:00+02:00'),
    ])
  })
})
