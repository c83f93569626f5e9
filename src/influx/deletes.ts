import type { DeletedSample } from '../health/sample.js'
import type { SampleTypeName } from '../health/type.js'
import { seriesText, speakable } from './protocol/lines.js'
import { eventSeries, type Origin, type Series, sampleSeries, workoutSeries } from './series.js'

/** Instants of one series that are to go: from `first` to `last`, both in, epoch ms. */
export interface Gap {
  readonly series: Series
  readonly first: number
  readonly last: number
  /** How many points are to go. */
  readonly points: number
  /** What else may have points between them, which have to be written again; undefined for a single instant. */
  readonly neighbours?: (Origin & { readonly type: SampleTypeName }) | undefined
}

interface Doomed {
  readonly series: Series
  readonly times: number[]
  readonly neighbours?: Gap['neighbours']
}

// The server takes 4 ms for an instant and as long for a range, in which time a thousand points are written: so a range
// pays as long as it does not hold many more neighbours than that.
const widestStepMs = 600_000

/** What to delete so that nothing is left of these samples, with as few statements as is wise. */
export function gaps(deleted: readonly DeletedSample[]): readonly Gap[] {
  const bySeries = new Map<string, Doomed>()
  for (const doomed of deleted.flatMap(doomedPoints)) {
    const key = seriesText(doomed.series)
    const known = bySeries.get(key)
    if (known === undefined) bySeries.set(key, doomed)
    else for (const at of doomed.times) known.times.push(at)
  }
  return [...bySeries.values()].flatMap(runs)
}

const withPoints: ReadonlySet<DeletedSample['kind']> = new Set(['quantity', 'series', 'category', 'workout'])

function doomedPoints(sample: DeletedSample): readonly Doomed[] {
  const { user, type, source, device, start, workout } = sample
  if (!withPoints.has(sample.kind)) return []
  if (sample.kind !== 'workout') {
    const neighbours = { user, type, source, device }
    return [{ series: sampleSeries(type, neighbours), times: [...(sample.times ?? [start])], neighbours }]
  }
  if (workout === undefined) return []
  const events = workout.events.map(({ event, at }) => ({ series: eventSeries(event, user), times: [at] }))
  return [{ series: workoutSeries(workout.activityType, sample), times: [start] }, ...events]
}

function runs({ series, times, neighbours }: Doomed): readonly Gap[] {
  const found: { first: number; last: number; points: number }[] = []
  for (const at of [...new Set(times.map(Math.round))].sort((a, b) => a - b)) {
    const run = found.at(-1)
    if (run === undefined || neighbours === undefined || at - run.last > widestStepMs) {
      found.push({ first: at, last: at, points: 1 })
    } else {
      run.last = at
      run.points += 1
    }
  }
  return found.map((run) => ({ series, ...run, ...(run.points > 1 ? { neighbours } : {}) }))
}

const identifier = (text: string): string => `"${speakable(text).replaceAll('"', '\\"')}"`
const literal = (text: string): string => `'${speakable(text).replaceAll("'", "\\'")}'`

/** The statement for a gap. InfluxDB 1.x takes only tags and time here; an empty tag is one that the series lacks. */
export function deleteStatement({ series, first, last }: Gap): string {
  const time = first === last ? `time = ${first}ms` : `time >= ${first}ms AND time <= ${last}ms`
  const tags = series.tags.map(([name, value]) => `${identifier(name)} = ${literal(value ?? '')}`)
  return `DELETE FROM ${identifier(series.measurement)} WHERE ${[time, ...tags].join(' AND ')}`
}
