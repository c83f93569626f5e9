import type { CategorySample, Owned, QuantitySample, SeriesSample } from '../health/sample.js'
import { findType } from '../health/type.js'
import { floatField, integerField, line, seriesText, stringField } from './lines.js'
import { sampleSeries } from './series.js'
import { workoutLines } from './workout-points.js'

/** The id of the workout that a person was in at an instant (epoch ms); undefined when in none. */
export type WorkoutAt = (user: string, at: number) => string | undefined

/** Appends the points of a sample to `lines`, one a line. A correlation has none: its objects are samples themselves. */
export type AppendPoints = (lines: string[], owned: Owned) => void

type Measured = QuantitySample | SeriesSample | CategorySample

export function createPoints(workoutAt: WorkoutAt): AppendPoints {
  const headOf = createHeads()
  return (lines, { user, sample }) => {
    if (sample.kind === 'correlation') return
    if (sample.kind === 'workout') {
      for (const text of workoutLines(user, sample)) lines.push(text)
      return
    }
    const head = headOf(user, sample)
    const inWorkout = (at: number) => workoutField(workoutAt(user, at))
    if (sample.kind === 'series') appendSeries(lines, { sample, head, inWorkout })
    else lines.push(line(head, ownFields(sample) + durationField(sample) + inWorkout(sample.start), sample.start))
  }
}

function appendSeries(
  lines: string[],
  { sample, head, inWorkout }: { sample: SeriesSample; head: string; inWorkout: (at: number) => string },
): void {
  sample.times.forEach((at, index) => {
    lines.push(line(head, `value=${sample.values[index]}${inWorkout(at)}`, at))
  })
}

const ownFields = (sample: QuantitySample | CategorySample): string =>
  sample.kind === 'quantity' ? `value=${sample.value}` : categoryFields(sample)

const workoutField = (id: string | undefined): string => (id === undefined ? '' : `,${stringField('workout', id)}`)

const durationField = ({ start, end }: Measured): string =>
  end === start ? '' : `,${floatField('duration', (end - start) / 1_000)}`

function categoryFields({ type, value }: CategorySample): string {
  const found = findType(type)
  const cases = found?.family === 'category' ? Object.entries(found.values) : []
  const name = cases.find(([, raw]) => raw === value)?.[0]
  return integerField('value', value) + (name === undefined ? '' : `,${stringField('name', name)}`)
}

const mostHeads = 100_000

/** The head of a sample's lines. Few people and devices make many samples, so each is put together once. */
function createHeads(): (user: string, sample: Measured) => string {
  const heads = new Map<string, Map<string, Map<string, Map<string, string>>>>()
  let made = 0
  return (user, { type, source, device }) => {
    if (made >= mostHeads) {
      heads.clear()
      made = 0
    }
    const ofUser = within(within(within(heads, type), source), user)
    const known = ofUser.get(device ?? '')
    if (known !== undefined) return known
    const head = seriesText(sampleSeries(type, { user, source, device }))
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
