import type {
  CategorySample,
  CorrelationSample,
  DeletedSample,
  QuantitySample,
  Sample,
  SeriesSample,
  WorkoutSample,
} from '../../src/health/sample.js'
import type { Statistics } from '../../src/health/statistics.js'
import type { QuantityTypeName } from '../../src/health/type.js'
import type { Workout } from '../../src/health/workout.js'

/** Eight in the morning of a Sunday, UTC. */
export const morning = Date.UTC(2026, 10, 22, 8)

let made = 0
const newUuid = () => {
  made += 1
  return `00000000-0000-7000-8000-${`${made}`.padStart(12, '0')}`
}

const facts = (start: number) => ({
  uuid: newUuid(),
  start,
  end: start,
  source: 'forerunner',
  device: 'polar-h10',
  metadata: {},
})

export const heartRate = (at: number, value: number, more: Partial<QuantitySample> = {}): QuantitySample => ({
  ...facts(at),
  kind: 'quantity',
  type: 'heartRate',
  value,
  ...more,
})

export const series = (times: readonly number[], values: readonly number[]): SeriesSample => ({
  ...facts(times[0] ?? morning),
  kind: 'series',
  type: 'cyclingPower',
  end: times.at(-1) ?? morning,
  times,
  values,
})

export const sleep = (start: number, end: number): CategorySample => ({
  ...facts(start),
  kind: 'category',
  type: 'sleepAnalysis',
  device: undefined,
  end,
  value: 5,
})

/** What has no points: a sample of each of the kinds that are no quantities, categories, correlations or workouts. */
export const pointless = (at: number): readonly Sample[] => [
  {
    ...facts(at),
    kind: 'heartbeatSeries',
    type: 'heartbeatSeries',
    beats: [{ timeSinceStart: 1, precededByGap: false }],
  },
  {
    ...facts(at),
    kind: 'workoutRoute',
    type: 'workoutRoute',
    workoutUuid: newUuid(),
    locations: [{ time: at, latitude: 52, longitude: 13 }],
  },
  {
    ...facts(at),
    kind: 'electrocardiogram',
    type: 'electrocardiogram',
    electrocardiogram: {
      classification: 'notSet',
      symptomsStatus: 'notSet',
      samplingFrequency: 512,
      leads: [{ lead: 'leadI', voltages: [0] }],
    },
  },
  {
    ...facts(at),
    kind: 'audiogram',
    type: 'audiogram',
    points: [{ frequency: 250, leftEarSensitivity: 1, tests: [] }],
  },
  {
    ...facts(at),
    kind: 'stateOfMind',
    type: 'stateOfMind',
    stateOfMind: { kind: 'dailyMood', valence: 0.5, labels: [], associations: [] },
  },
]

export const bloodPressure = (at: number): CorrelationSample => ({
  ...facts(at),
  kind: 'correlation',
  type: 'bloodPressure',
  objects: [
    heartRate(at, 121, { type: 'bloodPressureSystolic' }),
    heartRate(at, 79, { type: 'bloodPressureDiastolic' }),
  ],
})

const statistics = (type: QuantityTypeName, unit: string, figures: Partial<Statistics>): Statistics => ({
  type,
  unit,
  start: morning,
  end: morning + 3_600_000,
  count: 3_600,
  sources: ['vitald'],
  ...figures,
})

/** An hour with two laps, and a pause of a minute in the second one. */
export const ride = (start: number, more: Partial<Workout> = {}): WorkoutSample => {
  const end = start + 3_600_000
  const uuid = newUuid()
  const workout: Workout = {
    id: uuid,
    activityType: 'cycling',
    location: 'indoor',
    start,
    end,
    elapsed: 3_540,
    total: 3_600,
    events: [
      { event: 'lap', at: start, end: start + 1_800_000 },
      { event: 'pause', at: start + 2_400_000 },
      { event: 'resume', at: start + 2_460_000 },
      { event: 'lap', at: start + 1_800_000, end },
    ],
    laps: [
      { start, end: start + 1_800_000, elapsed: 1_800, statistics: {} },
      { start: start + 1_800_000, end, elapsed: 1_740, statistics: {} },
    ],
    activities: [],
    statistics: {
      heartRate: statistics('heartRate', 'count/min', { average: 141.5, max: 178 }),
      cyclingPower: statistics('cyclingPower', 'W', { average: 203, max: 611 }),
      distanceCycling: statistics('distanceCycling', 'm', { sum: 31_000 }),
      activeEnergyBurned: statistics('activeEnergyBurned', 'kcal', { sum: 713 }),
    },
    zones: {},
    metrics: { normalizedPower: 221, work: 718.6 },
    unavailable: {},
    sources: ['vitald'],
    ...more,
  }
  return { ...facts(start), uuid, kind: 'workout', type: 'workout', source: 'vitald', device: undefined, end, workout }
}

/** What the feed says of a sample that is gone. */
export const deletedOf = (user: string, sample: Sample): DeletedSample => ({
  user,
  uuid: sample.uuid,
  type: sample.type,
  kind: sample.kind,
  start: sample.start,
  end: sample.end,
  source: sample.source,
  device: sample.device,
  metadata: {},
  ...(sample.kind === 'series' ? { times: sample.times } : {}),
  ...(sample.kind === 'workout' ? { workout: sample.workout } : {}),
})
