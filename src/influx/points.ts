import type { CategorySample, Owned, QuantitySample, Sample, SeriesSample } from '../health/sample.js'
import { findType } from '../health/type.js'
import { floatField, integerField, line, seriesText, stringField } from './lines.js'
import { sampleSeries } from './series.js'
import { workoutLines } from './workout-points.js'

/** The id of the workout that a person was in at an instant (epoch ms); undefined when in none. */
export type WorkoutAt = (user: string, at: number) => string | undefined

/** The points of a sample, one a line. A correlation has none of its own: its objects are samples themselves. */
export function sampleLines({ user, sample }: Owned, workoutAt: WorkoutAt): readonly string[] {
  switch (sample.kind) {
    case 'quantity':
      return [quantityLine({ user, sample }, workoutAt)]
    case 'series':
      return seriesLines({ user, sample }, workoutAt)
    case 'category':
      return [categoryLine({ user, sample }, workoutAt)]
    case 'workout':
      return workoutLines({ user, sample })
    case 'correlation':
      return []
  }
}

const head = (user: string, { type, source, device }: Sample): string =>
  seriesText(sampleSeries(type, { user, source, device }))

const workoutField = (id: string | undefined): string => (id === undefined ? '' : `,${stringField('workout', id)}`)

const durationField = ({ start, end }: Sample): string =>
  end === start ? '' : `,${floatField('duration', (end - start) / 1_000)}`

function quantityLine({ user, sample }: Owned<QuantitySample>, workoutAt: WorkoutAt): string {
  const fields = `value=${sample.value}${durationField(sample)}${workoutField(workoutAt(user, sample.start))}`
  return line(head(user, sample), fields, sample.start)
}

function seriesLines({ user, sample }: Owned<SeriesSample>, workoutAt: WorkoutAt): readonly string[] {
  const series = head(user, sample)
  return sample.times.map((at, index) =>
    line(series, `value=${sample.values[index]}${workoutField(workoutAt(user, at))}`, at),
  )
}

function categoryLine({ user, sample }: Owned<CategorySample>, workoutAt: WorkoutAt): string {
  const name = caseName(sample)
  const nameField = name === undefined ? '' : `,${stringField('name', name)}`
  const own = `${integerField('value', sample.value)}${nameField}${durationField(sample)}`
  return line(head(user, sample), `${own}${workoutField(workoutAt(user, sample.start))}`, sample.start)
}

function caseName({ type, value }: CategorySample): string | undefined {
  const found = findType(type)
  if (found?.family !== 'category') return undefined
  return Object.entries(found.values).find(([, raw]) => raw === value)?.[0]
}
