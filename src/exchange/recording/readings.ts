import type { Span } from '../../health/clock.js'
import type { QuantityTypeName } from '../../health/type.js'
import { declaredStretches, stretches } from './distance.js'
import type { SportPart } from './parts.js'
import { type QuantityReading, quantityReading } from './quantity-reading.js'
import type { ActivityRecord, RecordedActivity } from './recorded-activity.js'
import { activityTypeOf, type Measures, measuresOf } from './sport.js'
import { lengthOf } from './timer.js'

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

/** A field that is 0 in the whole file has no sensor; a heart rate of 0 never has one. */
function fieldReadings(
  records: readonly ActivityRecord[],
  field: InstantField,
  measuresAt: MeasuresAt,
): readonly QuantityReading[] {
  const readings = records.flatMap((record) => {
    const [value, type] = [record[field], measuresAt(record.at)[field]]
    if (value === undefined || type === undefined || (field === 'heartRate' && value === 0)) return []
    return [quantityReading(type, value, { start: record.at, end: record.at })]
  })
  return readings.some((reading) => reading.value > 0) ? readings : []
}

const wayReadings = (way: readonly (Span & { readonly metres: number })[], measuresAt: MeasuresAt) =>
  way.flatMap((stretch) => {
    const type: QuantityTypeName | undefined = measuresAt(stretch.end - 1).distance
    return type === undefined ? [] : [quantityReading(type, rounded(stretch.metres), stretch)]
  })

/** What the device says was burned in all, over the time that the timer ran. */
const energyReadings = (energy: number | undefined, spans: readonly Span[]): readonly QuantityReading[] => {
  if (energy === undefined || energy <= 0) return []
  const length = lengthOf(spans)
  return spans.map((span) => quantityReading('activeEnergyBurned', (energy * (span.end - span.start)) / length, span))
}

const fields: readonly InstantField[] = [
  'heartRate',
  'power',
  'cadence',
  'speed',
  'strideLength',
  'verticalOscillation',
  'groundContactTime',
]

/** Every reading of an activity, in the order of their ends. */
export function readingsOf(
  activity: RecordedActivity,
  spans: readonly Span[],
  { parts, laps }: { readonly parts: readonly SportPart[]; readonly laps: readonly Span[] },
): readonly QuantityReading[] {
  const measuresAt = measuresIn(activity, parts)
  const measured = stretches(activity, spans)
  const way = measured.length > 0 ? measured : declaredStretches(activity, spans, laps)
  return [
    ...fields.flatMap((field) => fieldReadings(activity.records, field, measuresAt)),
    ...wayReadings(way, measuresAt),
    ...energyReadings(activity.summary.energy, spans),
  ].toSorted((one, other) => one.end - other.end)
}
