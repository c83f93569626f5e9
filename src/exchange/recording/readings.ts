import type { Span } from '../../health/clock.js'
import type { QuantityTypeName } from '../../health/type.js'
import { declaredShares, type Times } from './declared-amounts.js'
import { type Stretch, stretches } from './distance.js'
import type { SportPart } from './parts.js'
import { type QuantityReading, quantityReading } from './quantity-reading.js'
import type { ActivityRecord, RecordedActivity } from './recorded-activity.js'
import type { Records } from './records.js'
import { type Measures, measuresOf } from './sport.js'
import { activityTypeOf } from './sport-words.js'

type InstantField = Exclude<keyof Measures, 'distance'>

/** What is measured at an instant of an activity: the sport's own then. */
type MeasuresAt = (at: number) => Measures

const measuresIn = (activity: RecordedActivity, parts: readonly SportPart[]): MeasuresAt => {
  const whole = measuresOf(activityTypeOf(activity.sport, activity.subSport))
  const known = parts.map((part) => ({ ...part, measures: measuresOf(part.activityType) }))
  return (at) => known.find(({ start, end }) => at >= start && at < end)?.measures ?? whole
}

/** Files count in centimetres; what is beyond is noise of the subtraction. */
const rounded = (metres: number): number => Math.round(metres * 1000) / 1000

const valueIn = (record: ActivityRecord, field: InstantField): number | undefined => {
  const value = record[field]
  return field === 'heartRate' && value === 0 ? undefined : value
}

/** The fields that have a sensor: one that is 0 in the whole file has none; a heart rate of 0 never has one. */
function fieldsIn(records: Records, measuresAt: MeasuresAt): readonly InstantField[] {
  const found = new Set<InstantField>()
  for (const record of records)
    for (const field of fields)
      if ((record[field] ?? 0) > 0 && measuresAt(record.at)[field] !== undefined) found.add(field)
  return fields.filter((field) => found.has(field))
}

function* instantReadings(records: Records, measuresAt: MeasuresAt): Generator<QuantityReading> {
  const measured = fieldsIn(records, measuresAt)
  for (const record of records) {
    const measures = measuresAt(record.at)
    for (const field of measured) {
      const [value, type] = [valueIn(record, field), measures[field]]
      if (value !== undefined && type !== undefined)
        yield quantityReading(type, value, { start: record.at, end: record.at })
    }
  }
}

function* wayReadings(way: Iterable<Stretch>, measuresAt: MeasuresAt): Generator<QuantityReading> {
  for (const stretch of way) {
    const type: QuantityTypeName | undefined = measuresAt(stretch.end - 1).distance
    if (type !== undefined) yield quantityReading(type, rounded(stretch.metres), stretch)
  }
}

/** The way as laps declare it, or the summary, where no record tells of it. */
const declaredWay = ({ laps, summary }: RecordedActivity, times: Times): readonly Stretch[] =>
  declaredShares({ whole: summary.distance, byLap: laps.map(({ distance }) => distance) }, times).map(
    ({ start, end, amount }) => ({ start, end, metres: amount }),
  )

/** What the device says was burned. */
const energyReadings = ({ laps, summary }: RecordedActivity, times: Times): readonly QuantityReading[] =>
  declaredShares({ whole: summary.energy, byLap: laps.map(({ energy }) => energy) }, times).map((share) =>
    quantityReading('activeEnergyBurned', share.amount, share),
  )

const fields: readonly InstantField[] = [
  'heartRate',
  'power',
  'cadence',
  'speed',
  'strideLength',
  'verticalOscillation',
  'groundContactTime',
]

/** Several lists, each in the order of ends, as one; of one end, in the order of the lists. */
function* inOrderOfEnds(lists: readonly Iterable<QuantityReading>[]): Generator<QuantityReading> {
  const heads = lists.map((list) => {
    const rest = list[Symbol.iterator]()
    return { rest, next: rest.next() }
  })
  for (;;) {
    const left = heads.filter(({ next }) => !next.done)
    const [first] = left
    if (first === undefined) return
    const earliest = left.reduce((one, other) => (other.next.value.end < one.next.value.end ? other : one), first)
    yield earliest.next.value
    earliest.next = earliest.rest.next()
  }
}

/** What the laps of an activity and its sports are, once they are brought together. */
interface Sections {
  readonly parts: readonly SportPart[]
  readonly laps: readonly Span[]
}

/** Every reading of an activity, in the order of their ends, made while they are asked for. */
export function* readingsOf(
  activity: RecordedActivity,
  spans: readonly Span[],
  { parts, laps }: Sections,
): Generator<QuantityReading> {
  const measuresAt = measuresIn(activity, parts)
  const times = { spans, laps }
  const way = stretches(activity, spans) ?? declaredWay(activity, times)
  yield* inOrderOfEnds([
    instantReadings(activity.records, measuresAt),
    wayReadings(way, measuresAt),
    energyReadings(activity, times),
  ])
}
