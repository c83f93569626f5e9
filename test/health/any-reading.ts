import fc from 'fast-check'
import { anyKind, wrongOfKinds } from './any-kind.js'

// Right readings, and readings with one or two things wrong with them.

type Members = Record<string, unknown>

const at = Date.UTC(2026, 10, 22, 10)

const start = fc.oneof(
  fc.integer({ min: at, max: at + 9 }),
  fc.constantFrom('2026-11-22T10:00:00.005Z', '2026-11-22T11:00:00+01:00', '2026-11-22T10:00Z'),
)
const end = fc.oneof(fc.integer({ min: at + 20_000, max: at + 90_000 }), fc.constant('2026-11-22T10:01:00.000Z'))
const value = fc.oneof(fc.integer({ min: 0, max: 250 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
const metadata = fc.constantFrom<Members>(
  {},
  { mine: 'x', HKTimeZone: 'UTC' },
  { syncIdentifier: 'x', syncVersion: 1 },
  { lapLength: { value: 50, unit: 'yd' }, heartRateSensorLocation: 'chest' },
)
const optional = {
  end,
  metadata,
  source: fc.constantFrom('watch', 'phone'),
  device: fc.constant('strap-1'),
  uuid: fc.uuid(),
  timeZone: fc.constantFrom('Europe/Berlin', 'Asia/Kolkata'),
}

const record = (required: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Members> =>
  fc
    .tuple(fc.record(required), fc.record(optional, { requiredKeys: [] }))
    .map(([needed, more]) => ({ ...more, ...needed }))

const measured = fc.constantFrom<Members>(
  { type: 'heartRate' },
  { type: 'heartRate', unit: 'Hz' },
  { type: 'HKQuantityTypeIdentifierHeartRate', unit: 'count/min' },
  { type: 'cyclingPower', unit: 'kW' },
  { type: 'oxygenSaturation', unit: '%' },
  { type: 'bodyTemperature', unit: 'degF' },
  { type: 'stepCount', unit: 'count' },
)
const flow = { type: 'menstrualFlow', value: 'light', metadata: { menstrualCycleStart: true } }
const judged = fc.constantFrom<Members>(
  { type: 'sleepAnalysis', value: 'asleepREM' },
  { type: 'sleepAnalysis', value: 5 },
  { type: 'pregnancy', value: 'notApplicable' },
  { type: 'HKCategoryTypeIdentifierHeadache', value: 'mild' },
  flow,
)

const joined = (...parts: fc.Arbitrary<Members>[]): fc.Arbitrary<Members> =>
  fc.tuple(...parts).map((members) => Object.assign({}, ...members) as Members)

const quantity = joined(record({ start, value }), measured)
const insulin = fc.constant<Members>({
  type: 'insulinDelivery',
  start: at,
  value: 1,
  metadata: { insulinDeliveryReason: 1 },
})
const category = joined(record({ start }), judged)

const evenSeries = joined(
  record({
    start,
    values: fc.array(value, { minLength: 1, maxLength: 4 }),
    interval: fc.integer({ min: 1, max: 2000 }),
  }),
  measured,
)
const timedSeries = joined(
  fc.array(fc.tuple(fc.nat(3), value), { minLength: 1, maxLength: 4 }).chain((entries) =>
    record({
      values: fc.constant(entries.map(([, one]) => one)),
      times: fc.constant(entries.map(([step], index) => at + 10 + step + index * 3)),
    }),
  ),
  fc.record({ start }, { requiredKeys: [] }),
  measured,
)

const intervalSeries = joined(
  fc.array(fc.tuple(fc.nat(9), fc.nat(9), value), { minLength: 1, maxLength: 4 }).map(
    (entries): Members => ({
      times: entries.map(([from]) => at + from),
      ends: entries.map(([from, length]) => at + from + length),
      values: entries.map(([, , one]) => one),
    }),
  ),
  fc.record({ start: fc.constantFrom(at, at + 2) }, { requiredKeys: [] }),
  fc.record({ end: fc.constantFrom(at + 10, at + 18, at + 30) }, { requiredKeys: [] }),
  measured,
)

const part = (type: string, unit: string): fc.Arbitrary<Members> =>
  fc.record(
    { type: fc.constant(type), value, start, end, metadata, unit: fc.constant(unit) },
    { requiredKeys: ['type', 'value'] },
  )
const parts = fc.tuple(part('bloodPressureSystolic', 'mmHg'), part('bloodPressureDiastolic', 'kPa'))
const pressure = record({ type: fc.constant('bloodPressure'), start, objects: parts })
const eaten = fc.array(part('dietaryProtein', 'mg'), { minLength: 1, maxLength: 3 })
const food = record({ type: fc.constant('food'), start, objects: eaten })

const right = fc.oneof(quantity, insulin, category, evenSeries, timedSeries, intervalSeries, pressure, food)
const endless = joined(record({ start }), judged, fc.constant<Members>({ hasUndeterminedDuration: true }))

const wrongMembers = fc.constantFrom<readonly [string, unknown]>(
  ...[
    'type',
    'start',
    'end',
    'value',
    'unit',
    'source',
    'device',
    'uuid',
    'timeZone',
    'metadata',
    'values',
    'times',
    'ends',
    'interval',
    'objects',
    'other',
  ].flatMap((name) =>
    [undefined, null, true, 'x', '', -1, 0, 1e99, {}, [], [1, null], [at + 5, at + 2]].map(
      (wrong) => [name, wrong] as const,
    ),
  ),
  ...['workout', 'appleExerciseTime', 'highHeartRateEvent', 'food', 'heartRate', 'sleepAnalysis'].map(
    (type) => ['type', type] as const,
  ),
  ...['2026-11-22T10:00:00', '2026-02-30T00:00:00Z', at + 400 * 86_400_000, '2026-11-22T09:00Z'].flatMap(
    (time) =>
      [
        ['start', time],
        ['end', time],
      ] as const,
  ),
  ...[{ syncIdentifier: 'x' }, { timeZone: 1 }, { lapLength: 1 }, { mine: null }, { wasUserEntered: true }].map(
    (one) => ['metadata', one] as const,
  ),
  ...['kg', 'bpm', 'count/s', 'W'].map((unit) => ['unit', unit] as const),
)

/** With the member in place of its own; without it, when it is undefined. */
const change = (members: Members, [name, member]: readonly [string, unknown]): Members =>
  Object.fromEntries(Object.entries({ ...members, [name]: member }).filter(([, kept]) => kept !== undefined))

const changed = fc
  .tuple(right, fc.array(wrongMembers, { minLength: 1, maxLength: 2 }))
  .map(([members, changes]) => changes.reduce(change, members))

const changedInside = fc.tuple(pressure, wrongMembers, fc.nat(1)).map(([members, wrong, at]) => ({
  ...members,
  objects: (members.objects as readonly Members[]).map((object, index) =>
    index === at ? change(object, wrong) : object,
  ),
}))

const changedKind = fc
  .tuple(
    fc.oneof(anyKind, endless),
    fc.array(fc.oneof({ arbitrary: wrongOfKinds, weight: 3 }, wrongMembers), { maxLength: 2 }),
  )
  .map(([members, changes]) => changes.reduce(change, members))

/** A reading in JSON, right or wrong. */
export const anyReading: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: right, weight: 3 },
  { arbitrary: changed, weight: 4 },
  { arbitrary: changedKind, weight: 4 },
  { arbitrary: changedInside, weight: 1 },
  { arbitrary: fc.jsonValue(), weight: 1 },
)
