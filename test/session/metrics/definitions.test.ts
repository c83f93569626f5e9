import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Span } from '../../../src/health/clock.js'
import type { NewHeartbeatSeriesSample } from '../../../src/health/sample.js'
import type { Workout } from '../../../src/health/workout.js'
import { bestLengths } from '../../../src/session/metrics/power/best-averages.js'
import { propertyRuns } from '../../setup/property-runs.js'
import { over, recordedOf, start, rider as wholeRider } from './figures-of.js'
import {
  balanceOf,
  bestOf,
  driftOf,
  energyOf,
  heldOf,
  impulseOf,
  meanOf,
  powerOf,
  type Reading,
  rider,
  seriesOf,
  variabilityOf,
  zonesOf,
} from './naive-figures.js'

const longest = 400
const profile = {
  ...wholeRider,
  ...{ restingHeartRate: rider.resting, maximumHeartRate: rider.maximum, functionalThresholdPower: rider.threshold },
}

const readings = (most: number): fc.Arbitrary<readonly Reading[]> =>
  fc
    .array(fc.option(fc.integer({ min: 0, max: most }), { freq: 6 }), { minLength: 40, maxLength: longest })
    .map((values) => values.flatMap((value, second) => (value === null ? [] : [{ second, value }])))

/** Pauses as pairs of borders. */
const pauses = fc
  .uniqueArray(fc.integer({ min: 1, max: longest - 1 }), { maxLength: 6 })
  .map((borders) => borders.slice(borders.length % 2).toSorted((a, b) => a - b))

const runningOf = (borders: readonly number[]): readonly Span[] =>
  [0, ...borders, longest].flatMap((at, index, all) =>
    index % 2 === 0 ? [{ start: at, end: all[index + 1] ?? longest }] : [],
  )

const eventsOf = (borders: readonly number[]): Workout['events'] =>
  borders.map((second, index) => ({ event: index % 2 === 0 ? 'pause' : 'resume', at: start + second * 1_000 }))

const recordOf = (power: readonly Reading[], heart: readonly Reading[], borders: readonly number[]): Workout =>
  recordedOf({
    ...{ seconds: longest, profile, events: eventsOf(borders) },
    quantities: [
      ...power.map(({ second, value }) => over('cyclingPower', value, second, second)),
      ...heart.map(({ second, value }) => over('heartRate', value, second, second)),
    ],
  })

const expectFigures = ({ metrics }: Workout, wanted: Readonly<Record<string, number>>): void => {
  for (const [name, value] of Object.entries(wanted))
    expect([name, metrics[name]]).toEqual([name, expect.closeTo(value, 6)])
}

describe('the figures of a ride are those of their definitions', () => {
  const ride = fc.tuple(readings(600), readings(200), pauses)
  const each = (check: (workout: Workout, held: ReturnType<typeof heldOf>[], seconds: number) => void): void =>
    fc.assert(
      fc.property(ride, ([power, heart, borders]) => {
        const running = runningOf(borders)
        const seconds = running.reduce((all, span) => all + span.end - span.start, 0)
        const held = [heldOf(power, running, 10), heldOf(heart, running, 30)]
        fc.pre(held.every(({ length }) => length > 0))
        check(recordOf(power, heart, borders), held, seconds)
      }),
      propertyRuns(25, 1_000),
    )

  it('power, best averages and W′', () => {
    each((workout, [power = []], seconds) => {
      const series = seriesOf(power, seconds)
      fc.pre(seconds >= 30)
      const { normalizedPower } = powerOf(series)
      expectFigures(workout, { ...powerOf(series), ...balanceOf(series) })
      const average = meanOf(power)
      if (average > 0) expectFigures(workout, { variabilityIndex: normalizedPower / average })
      for (const [name, length] of Object.entries(bestLengths))
        expect(workout.metrics[`bestPower${name}`]).toEqual(
          length > seconds ? undefined : expect.closeTo(bestOf(series, length), 6),
        )
    })
  })

  it('zones, training impulse and drift', () => {
    each((workout, [power = [], heart = []], seconds) => {
      const heartBorders = [0.6, 0.7, 0.8, 0.9].map((mark) => rider.resting + mark * (rider.maximum - rider.resting))
      const powerBorders = [0.55, 0.75, 0.9, 1.05, 1.2, 1.5].map((mark) => mark * rider.threshold)
      expect(workout.zones.heartRate?.map((zone) => zone.seconds)).toEqual(zonesOf(heart, heartBorders))
      expect(workout.zones.cyclingPower?.map((zone) => zone.seconds)).toEqual(zonesOf(power, powerBorders))
      expectFigures(workout, { trainingImpulse: impulseOf(heart) })
      const drift = driftOf(power, heart, seconds)
      if (drift !== undefined) expectFigures(workout, { heartRateDrift: drift })
    })
  })

  it('energy, second by second', () => {
    each((workout, [power = [], heart = []], seconds) => expectFigures(workout, energyOf(power, heart, seconds)))
  })
})

describe('the variability of beats is that of its definition', () => {
  const intervals = fc.array(
    fc.oneof(
      { weight: 12, arbitrary: fc.integer({ min: 780, max: 900 }) },
      { weight: 1, arbitrary: fc.integer({ min: 200, max: 2_300 }) },
    ),
    { minLength: 60, maxLength: 200 },
  )

  it('whatever artefacts there are', () => {
    fc.assert(
      fc.property(intervals, (all) => {
        let at = 0
        const beats = [0, ...all].map((interval) => {
          at += interval
          return { timeSinceStart: at / 1_000, precededByGap: false }
        })
        const facts = { kind: 'heartbeatSeries', type: 'heartbeatSeries', source: 'strap', metadata: {} } as const
        const series: NewHeartbeatSeriesSample = { ...facts, start, end: start + at, beats }
        const workout = recordedOf({ seconds: Math.ceil(at / 1_000), samples: [series] })
        const { explained, ...wanted } = variabilityOf(all)
        expect(workout.metrics.hrvCoverage).toBeCloseTo(explained / Math.ceil(at / 1_000), 6)
        if ((workout.metrics.hrvCoverage ?? 0) >= 0.8) expectFigures(workout, wanted)
      }),
      propertyRuns(50, 2_000),
    )
  })
})
