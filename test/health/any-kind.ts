import fc from 'fast-check'

// Right readings of the kinds that are neither quantities nor categories nor correlations.

type Members = Record<string, unknown>

const at = Date.UTC(2026, 10, 22, 10)

const increasing = (from: number, steps: readonly number[]): readonly number[] => {
  let sum = from
  return steps.map((step) => {
    sum += step
    return sum
  })
}

const steps = (most: number): fc.Arbitrary<readonly number[]> =>
  fc.array(fc.integer({ min: 1, max: 2_000 }), { minLength: 1, maxLength: most })

export const beats: fc.Arbitrary<Members> = fc.tuple(steps(5), fc.boolean()).map(([gaps, precededByGap]) => ({
  type: 'heartbeatSeries',
  start: at,
  beats: increasing(0, gaps).map((ms) => ({ timeSinceStart: ms / 1_024, precededByGap })),
}))

const location = fc.record(
  {
    time: fc.integer({ min: at, max: at + 9_000 }),
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    altitude: fc.integer({ min: -400, max: 9_000 }),
    horizontalAccuracy: fc.constant(5),
    speed: fc.constantFrom(-1, 3.5),
    course: fc.constantFrom(-1, 0, 359.9),
  },
  { requiredKeys: ['time', 'latitude', 'longitude'] },
)
export const route: fc.Arbitrary<Members> = fc.record({
  type: fc.constantFrom('workoutRoute', 'HKWorkoutRouteTypeIdentifier'),
  workout: fc.uuid(),
  locations: fc.array(location, { minLength: 1, maxLength: 4 }),
})

const volts = fc.array(fc.double({ min: -0.01, max: 0.01, noNaN: true }), { minLength: 3, maxLength: 3 })
export const electrocardiogram: fc.Arbitrary<Members> = fc.record(
  {
    type: fc.constant('electrocardiogram'),
    start: fc.constant(at),
    samplingFrequency: fc.constantFrom(512, 130.5),
    voltages: fc.record({ appleWatchSimilarToLeadI: volts, v1: volts }, { requiredKeys: ['v1'] }),
    classification: fc.constantFrom('sinusRhythm', 2),
    symptomsStatus: fc.constantFrom('none', 2),
    averageHeartRate: fc.constant(61),
  },
  { requiredKeys: ['type', 'start', 'samplingFrequency', 'voltages'] },
)

const test = fc.record(
  {
    side: fc.constantFrom('left', 1),
    type: fc.constant('air'),
    masked: fc.boolean(),
    sensitivity: fc.integer({ min: -10, max: 120 }),
    clampingRange: fc.constantFrom<Members>({}, { lowerBound: -10 }, { lowerBound: 0, upperBound: 100 }),
  },
  { requiredKeys: ['side', 'sensitivity'] },
)
const hearing = fc.constantFrom<Members>(
  { leftEarSensitivity: 10 },
  { rightEarSensitivity: -5.5 },
  { leftEarSensitivity: 0, rightEarSensitivity: 20 },
)
const point = fc
  .tuple(hearing, fc.option(fc.array(test, { minLength: 1, maxLength: 2 }), { nil: undefined }))
  .map(([ears, tests]): Members => (tests === undefined ? ears : { ...ears, tests }))
export const audiogram: fc.Arbitrary<Members> = fc.array(point, { minLength: 1, maxLength: 3 }).map((points) => ({
  type: 'HKAudiogramSampleType',
  start: at,
  sensitivityPoints: points.map((one, index) => ({ ...one, frequency: 250 * 2 ** index })),
}))

export const mood: fc.Arbitrary<Members> = fc.record(
  {
    type: fc.constant('stateOfMind'),
    start: fc.constant(at),
    kind: fc.constantFrom('dailyMood', 1),
    valence: fc.double({ min: -1, max: 1, noNaN: true }),
    labels: fc.uniqueArray(fc.constantFrom<string | number>('calm', 'happy', 21), { maxLength: 3 }),
    associations: fc.uniqueArray(fc.constantFrom('work', 'family'), { maxLength: 2 }),
  },
  { requiredKeys: ['type', 'start', 'kind', 'valence'] },
)

/** A right reading of one of these kinds. */
export const anyKind = fc.oneof(beats, route, electrocardiogram, audiogram, mood)

/** Members of these kinds, and values that do not suit them, or only some. */
export const wrongOfKinds = fc.constantFrom<readonly [string, unknown]>(
  ...['beats', 'locations', 'voltages', 'sensitivityPoints', 'labels', 'workout'].flatMap((name) =>
    [undefined, null, 'x', {}, [], [null], [{}]].map((wrong) => [name, wrong] as const),
  ),
  ...[
    [{ timeSinceStart: 0 }],
    [{ timeSinceStart: 2 }, { timeSinceStart: 2 }],
    [{ timeSinceStart: 90 }],
    [{ timeSinceStart: 1, precededByGap: 1 }],
    [{ timeSinceStart: 1, other: 1 }],
  ].map((wrong) => ['beats', wrong] as const),
  ...[
    [{ time: at - 1, latitude: 1, longitude: 1 }],
    [{ time: at + 90_000_000, latitude: 1, longitude: 1 }],
    [{ time: at, latitude: 91, longitude: 1 }],
    [{ time: at, latitude: 1, longitude: 1, course: 360 }],
    [{ time: at, latitude: 1, longitude: 1, horizontalAccuracy: -1 }],
  ].map((wrong) => ['locations', wrong] as const),
  ...[
    { v1: [] },
    { v1: [1], v2: [1, 2] },
    { v7: [1] },
    { v1: ['x'] },
    { leadI: Array.from({ length: 9 }, () => 0) },
  ].map((wrong) => ['voltages', wrong] as const),
  ...[0, 0.00001, -1, 1e9].map((wrong) => ['samplingFrequency', wrong] as const),
  ...['unknown', 6, 7, 100].map((wrong) => ['classification', wrong] as const),
  ...[
    [{ frequency: 1 }],
    [{ frequency: 1, tests: [] }],
    [{ frequency: 1, tests: [{ side: 'left', sensitivity: 1 }] }],
    [{ frequency: 1, tests: [{ side: 'left', sensitivity: 1, clampingRange: { lowerBound: 1, upperBound: 1 } }] }],
    [
      { frequency: 2, leftEarSensitivity: 1 },
      { frequency: 2, leftEarSensitivity: 1 },
    ],
    Array.from({ length: 31 }, (_, index) => ({ frequency: index + 1, leftEarSensitivity: 1 })),
  ].map((wrong) => ['sensitivityPoints', wrong] as const),
  ...[1.01, -1, -1.5, 'x'].map((wrong) => ['valence', wrong] as const),
  ...[['calm', 'calm'], ['unknown'], [38], [39]].map((wrong) => ['labels', wrong] as const),
  ...[true, false, 'x'].map((wrong) => ['hasUndeterminedDuration', wrong] as const),
  ...[64_092_211_200_000, '4001-01-01T00:00:00.000Z', '9999-01-01T00:00:00Z'].flatMap((far) => [
    ['start', far] as const,
    ['end', far] as const,
  ]),
)
