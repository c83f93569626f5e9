import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Collect } from '../../../src/health/workout.js'
import { amount, type Bench, openBench, reading, savedWorkout, start } from '../begin.js'

const length = 120
const second = fc.integer({ min: 0, max: length - 1 })
const types = ['heartRate', 'cyclingPower', 'runningSpeed', 'bloodGlucose'] as const
const source = fc.constantFrom('watch', 'strap')

const wish = fc.oneof(
  fc.boolean(),
  source.map((one) => ({ devices: [one] })),
  source.map((one) => ({ sources: [one] })),
)
const collect: fc.Arbitrary<Collect> = fc.dictionary(fc.constantFrom(...types, 'distanceCycling'), wish, { maxKeys: 3 })
const changes = fc.array(fc.record({ second, collect }), { maxLength: 5 })
const sports = fc.array(fc.record({ second, activityType: fc.constantFrom('cycling', 'running', 'transition') }), {
  maxLength: 3,
})
const samples = fc
  .array(
    fc.oneof(
      fc.record({ type: fc.constantFrom(...types), second, value: fc.integer({ min: 1, max: 200 }), source }),
      fc.record({
        type: fc.constant('distanceCycling' as const),
        second,
        value: fc.integer({ min: 1, max: 90 }),
        source,
      }),
    ),
    { maxLength: 60 },
  )
  .map((all) => all.toSorted((one, other) => one.second - other.second))
  .map((all) =>
    all.map(({ type, second: from, value, source: by }) =>
      type === 'distanceCycling'
        ? amount(type, [from, from + 5], value, { source: by })
        : reading(type, from, value, { source: by }),
    ),
  )

interface Asked {
  readonly changes: readonly { readonly second: number; readonly collect: Collect }[]
  readonly sports: readonly { readonly second: number; readonly activityType: string }[]
}

const ask = async ({ sessions }: Bench, asked: Asked): Promise<void> => {
  for (const one of asked.changes)
    await sessions.send('me', { event: 'collect', at: start + one.second * 1_000, collect: one.collect })
  for (const { second: from, activityType } of asked.sports) {
    const configuration = { activityType: activityType as 'cycling' }
    await sessions.send('me', { event: 'beginActivity', at: start + from * 1_000, configuration })
  }
}

const begin = async (): Promise<Bench> => {
  const bench = await openBench({ maximumHeartRate: 190, functionalThresholdPower: 250 })
  await bench.sessions.start('me', { activityType: 'swimBikeRun', location: 'outdoor' })
  return bench
}

describe('what is collected', () => {
  it('is the same told before, told afterwards, after a restart, and in the record', async () => {
    await fc.assert(
      fc.asyncProperty(samples, fc.record({ changes, sports }), async (measured, asked) => {
        const [before, afterwards] = [await begin(), await begin()]
        await ask(before, asked)
        await before.save(measured)
        await afterwards.save(measured)
        await ask(afterwards, asked)
        const live = afterwards.sessions.active('me')
        await afterwards.restart()
        const resumed = afterwards.sessions.active('me')
        expect([resumed?.statistics, resumed?.collects]).toEqual([live?.statistics, live?.collects])
        await Promise.all([before.send('end', length), afterwards.send('end', length)])
        const [one, other] = [await savedWorkout(before), await savedWorkout(afterwards)]
        expect([one.statistics, one.zones, one.metrics]).toEqual([other.statistics, other.zones, other.metrics])
        await Promise.all([before.store.close(), afterwards.store.close()])
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})
