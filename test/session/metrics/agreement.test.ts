import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NewSample } from '../../../src/health/sample.js'
import type { QuantityTypeName } from '../../../src/health/type.js'
import type { Quantity } from '../../../src/session/builder/quantity.js'
import { openBench } from '../begin.js'
import { foldedOf, over, recordedOf, rider, start } from './figures-of.js'

const seconds = 400
const profile = {
  ...rider,
  ...{ functionalThresholdPower: 220, restingHeartRate: 50, maximumHeartRate: 185 },
  zones: { cyclingCadence: [70, 90], cyclingSpeed: [5, 8, 11] },
}

const zoned = ['heartRate', 'cyclingPower', 'cyclingCadence', 'cyclingSpeed'] as const
const most = { heartRate: 200, cyclingPower: 500, cyclingCadence: 120, cyclingSpeed: 15 }

const readingsOf = (type: (typeof zoned)[number]) =>
  fc
    .uniqueArray(fc.tuple(fc.nat(seconds), fc.integer({ min: 1, max: most[type] })), {
      selector: ([second]) => second,
      maxLength: 250,
    })
    .map((pairs) => pairs.toSorted(([a], [b]) => a - b).map(([second, value]) => over(type, value, second, second)))

/** Amounts of ten seconds, some of which are missing. */
const amountsOf = (type: QuantityTypeName, value: number) =>
  fc
    .subarray(Array.from({ length: seconds / 10 }, (_, index) => index * 10))
    .map((begins) => begins.map((second) => over(type, value, second, second + 10)))

const events = fc.uniqueArray(fc.integer({ min: 1, max: seconds - 1 }), { maxLength: 6 }).map((marks) =>
  marks
    .toSorted((a, b) => a - b)
    .map((second, index) => ({
      event: index % 2 === 0 ? ('pause' as const) : ('resume' as const),
      at: start + second * 1_000,
    })),
)

const ride = fc.record({
  streams: fc.tuple(...zoned.map(readingsOf), amountsOf('distanceCycling', 80), amountsOf('activeEnergyBurned', 2)),
  events,
})

/** The streams one after another in stretches of these lengths: every stream in order, but not the whole. */
const interleaved = (streams: readonly (readonly Quantity[])[], lengths: readonly number[]): readonly Quantity[] => {
  const left = streams.map((stream) => [...stream])
  const taken: Quantity[] = []
  for (let turn = 0; left.some(({ length }) => length > 0); turn += 1) {
    const stream = left[turn % left.length] ?? []
    taken.push(...stream.splice(0, lengths[turn % lengths.length]))
  }
  return taken
}

const rounded = (figures: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 1e6) / 1e6]))

describe('figures', () => {
  it('of zones sum to the time with data', () => {
    fc.assert(
      fc.property(ride, ({ streams, events }) => {
        const record = recordedOf({ seconds, profile, events, quantities: streams.flat() })
        for (const type of zoned) {
          const time = record.zones[type]?.reduce((sum, zone) => sum + zone.seconds, 0)
          expect(time ?? 0).toBeCloseTo(record.statistics[type]?.duration ?? 0, 6)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('are the same in whatever order the types come, unless the fold asks to be made anew', () => {
    const batches = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(ride, batches, ({ streams, events }, lengths) => {
        const { record, isInOrder } = foldedOf({ seconds, profile, events, quantities: interleaved(streams, lengths) })
        fc.pre(isInOrder)
        const inOrder = recordedOf({ seconds, profile, events, quantities: streams.flat() })
        expect(rounded(record.metrics)).toEqual(rounded(inOrder.metrics))
        expect(record.zones).toEqual(inOrder.zones)
        expect([record.unavailable, record.basis, record.splits]).toEqual([
          inOrder.unavailable,
          inOrder.basis,
          inOrder.splits,
        ])
      }),
      { numRuns: 60 },
    )
  })

  it('of the energy are as many seconds as the timer ran', () => {
    fc.assert(
      fc.property(ride, ({ streams, events }) => {
        const { metrics, basis } = recordedOf({ seconds, profile, events, quantities: streams.flat() })
        expect(metrics.totalEnergy).toBeGreaterThan(0)
        expect(metrics.activeEnergy).toBeGreaterThanOrEqual(0)
        expect(basis?.totalEnergy).toBeDefined()
      }),
      { numRuns: 40 },
    )
  })
})

describe('a session', () => {
  const sampleOf = ({ type, value, start: at, end, source }: Quantity): NewSample => ({
    ...{ kind: 'quantity', type, value, start: at, end, source, metadata: {} },
  })
  const second = (quantity: Quantity): number => (quantity.start - start) / 1_000
  const beats: NewSample = {
    ...{ kind: 'heartbeatSeries', type: 'heartbeatSeries', source: 'watch', metadata: {} },
    ...{ start, end: start + 59_800 },
    beats: Array.from({ length: 60 }, (_, index) => ({
      timeSinceStart: index + (index % 3) / 50,
      precededByGap: false,
    })),
  }
  const minute = Array.from({ length: 61 }, (_, at) => [
    ...[over('heartRate', 120 + (at % 40), at, at), over('cyclingPower', 150 + ((at * 7) % 90), at, at)],
    ...(at % 10 === 0 && at < 60 ? [over('distanceCycling', 90, at, at + 10)] : []),
  ]).flat()

  const ridden = async (batch: number) => {
    const bench = await openBench(profile)
    await bench.sessions.start('me', { activityType: 'cycling', location: 'outdoor', at: start })
    await bench.save([beats])
    for (let from = 0; from < 61; from += batch) {
      const part = minute.filter((quantity) => second(quantity) >= from && second(quantity) < from + batch)
      await bench.save(part.map(sampleOf))
    }
    const live = bench.sessions.active('me')
    const ended = await bench.send('end', 60)
    return { live, ended }
  }

  it('has the same figures in its record however its samples were batched', async () => {
    const [one, other] = [await ridden(1), await ridden(61)]
    expect(rounded(one.ended.metrics)).toEqual(rounded(other.ended.metrics))
    expect(one.ended.metrics.rmssd).toBeDefined()
    expect(one.ended.basis).toEqual(other.ended.basis)
  })

  it('has live what its record has in the end, but for the last reading', async () => {
    const { live, ended } = await ridden(1)
    expect(live?.metrics.rmssd).toBeDefined()
    expect(live?.metrics.rmssd).toBe(ended.metrics.rmssd)
    expect(live?.metrics.averageSpeed).toBe(ended.metrics.averageSpeed)
    for (const name of ['work', 'normalizedPower', 'trainingImpulse', 'bestPower30s', 'activeEnergy'] as const)
      expect(Math.abs((live?.metrics[name] ?? 0) / (ended.metrics[name] ?? 1) - 1)).toBeLessThan(0.02)
  })
})
