import type { CategorySample, Owned, QuantitySample, SeriesSample } from '../health/sample.js'
import { hasUndeterminedDuration } from '../health/time.js'
import { findType, type SampleTypeName } from '../health/type.js'
import type { QuantityColumns } from '../store/health-store.js'
import type { LineBatch } from './protocol/line-batch.js'
import { floatField, integerField, line, seriesText, stringField } from './protocol/lines.js'
import { type Origin, sampleSeries } from './series.js'
import { workoutLines } from './workout-points.js'

/** The id of the workout that a person was in at an instant (epoch ms); undefined when in none. */
export type WorkoutAt = (user: string, at: number) => string | undefined

/** Some rows of columns, the first one in and the last one out. */
export interface Rows {
  readonly columns: QuantityColumns
  readonly from: number
  readonly to: number
}

/** Appends points to lines, one a line. */
export interface Points {
  /** Only quantities, categories and workouts have points. A correlation's objects are samples themselves. */
  appendSample(lines: LineBatch, owned: Owned): void
  appendQuantities(lines: LineBatch, rows: Rows): void
}

type Measured = Origin & { readonly type: SampleTypeName }

export function createPoints(workoutAt: WorkoutAt): Points {
  const headOf = createHeads()
  const inWorkout = (user: string, at: number) => workoutField(workoutAt(user, at))

  function appendQuantity(lines: LineBatch, user: string, sample: QuantitySample) {
    const { value, start } = sample
    lines.beginPoint(headOf({ user, ...sample }), value)
    lines.endPoint(durationField(sample.end - start) + inWorkout(user, start), start)
  }

  function appendSeries(lines: LineBatch, user: string, sample: SeriesSample) {
    const head = headOf({ user, ...sample })
    sample.times.forEach((at, row) => {
      lines.beginPoint(head, sample.values[row] as number)
      const duration = (sample.ends?.[row] ?? at) - at
      lines.endPoint(durationField(duration) + inWorkout(user, at), at)
    })
  }

  function appendCategory(lines: LineBatch, user: string, sample: CategorySample) {
    const length = hasUndeterminedDuration(sample) ? 0 : sample.end - sample.start
    const fields = categoryFields(sample) + durationField(length) + inWorkout(user, sample.start)
    lines.addLine(line(seriesText(sampleSeries(sample.type, { user, ...sample })), fields, sample.start))
  }

  return {
    appendSample(lines, { user, sample }) {
      if (sample.kind === 'quantity') appendQuantity(lines, user, sample)
      else if (sample.kind === 'series') appendSeries(lines, user, sample)
      else if (sample.kind === 'category') appendCategory(lines, user, sample)
      else if (sample.kind === 'workout') for (const text of workoutLines(user, sample)) lines.addLine(text)
    },
    appendQuantities(lines, { columns: { origins, originOf, starts, ends, values }, from, to }) {
      const heads = origins.map(headOf)
      for (let row = from; row < to; row += 1) {
        const place = originOf[row] as number
        const { user } = origins[place] as Origin
        const start = starts[row] as number
        lines.beginPoint(heads[place] as Buffer, values[row] as number)
        lines.endPoint(durationField((ends[row] as number) - start) + inWorkout(user, start), start)
      }
    },
  }
}

const workoutField = (id: string | undefined): string => (id === undefined ? '' : `,${stringField('workout', id)}`)

const durationField = (ms: number): string => (ms === 0 ? '' : `,${floatField('duration', ms / 1_000)}`)

function categoryFields({ type, value }: CategorySample): string {
  const found = findType(type)
  const cases = found?.family === 'category' ? Object.entries(found.values) : []
  const name = cases.find(([, raw]) => raw === value)?.[0]
  return integerField('value', value) + (name === undefined ? '' : `,${stringField('name', name)}`)
}

const mostHeads = 100_000

/** What precedes the value in lines of an origin. Few people and devices make many samples, so it is made once. */
function createHeads(): (origin: Measured) => Buffer {
  const heads = new Map<string, Map<string, Map<string, Map<string, Buffer>>>>()
  let made = 0
  return ({ user, type, source, device }) => {
    if (made >= mostHeads) {
      heads.clear()
      made = 0
    }
    const ofUser = within(within(within(heads, type), source), user)
    const known = ofUser.get(device ?? '')
    if (known !== undefined) return known
    const head = Buffer.from(`${seriesText(sampleSeries(type, { user, source, device }))} value=`)
    made += 1
    ofUser.set(device ?? '', head)
    return head
  }
}

function within<Inner>(outer: Map<string, Map<string, Inner>>, key: string): Map<string, Inner> {
  const known = outer.get(key)
  if (known !== undefined) return known
  const inner = new Map<string, Inner>()
  outer.set(key, inner)
  return inner
}
