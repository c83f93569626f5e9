import type { Span } from '../health/clock.js'
import { timerSpans } from '../health/exercise/timer.js'
import type { CategorySample, WorkoutSample } from '../health/sample.js'
import type { Statistics, StatisticsOption } from '../health/statistics.js'
import type { QuantityTypeName, SampleTypeName } from '../health/type.js'
import type { HealthStore } from '../store/health-store.js'
import type { Person } from './person.js'

/** The types whose samples the rings are made of. */
export const ringTypes = [
  'activeEnergyBurned',
  'appleMoveTime',
  'appleStandHour',
  'heartRate',
  'physicalEffort',
  'pushCount',
  'stepCount',
  'workout',
] as const satisfies readonly SampleTypeName[]

/** What the rings ask the store for. */
export type RingStore = Pick<HealthStore, 'samples' | 'collection'>

/** A person and where their samples are. */
export interface Scope {
  readonly store: RingStore
  readonly user: string
  readonly person: Person
}

/** Figures of each span, in their order; undefined where there is nothing. */
export const figuresOf = async (
  { store, user, person }: Scope,
  { type, options }: { readonly type: QuantityTypeName; readonly options: readonly StatisticsOption[] },
  spans: readonly Span[],
): Promise<readonly (Statistics | undefined)[]> =>
  spans.length === 0
    ? []
    : store.collection(user, { type, options, spans, sourcePriority: person.sourcePriority?.[type] })

/** Sums of each span; 0 where there is nothing. */
export const sumsOf = async (
  scope: Scope,
  type: QuantityTypeName,
  spans: readonly Span[],
): Promise<readonly number[]> => {
  const figures = await figuresOf(scope, { type, options: ['cumulativeSum'] }, spans)
  return figures.map((figure) => figure?.sum ?? 0)
}

/** Workouts and the hours that a watch judged. */
export interface Marks {
  readonly workouts: readonly WorkoutSample[]
  readonly standHours: readonly CategorySample[]
}

const pageLimit = 1_000
const stood = 0

/** The workouts in a span, and the hours in which a watch says that the person stood. */
export async function marksIn({ store, user }: Scope, { start, end }: Span): Promise<Marks> {
  const marks = { workouts: [] as WorkoutSample[], standHours: [] as CategorySample[] }
  let cursor: string | undefined
  do {
    const types = ['workout', 'appleStandHour'] as const
    const page = await store.samples(user, { types, start, end, limit: pageLimit, cursor })
    for (const sample of page.items) {
      if (sample.kind === 'workout') marks.workouts.push(sample)
      else if (sample.kind === 'category' && sample.value === stood) marks.standHours.push(sample)
    }
    cursor = page.cursor
  } while (cursor !== undefined)
  return marks
}

/** When a workout's timer ran. */
export const runningSpans = ({ workout }: WorkoutSample): readonly Span[] =>
  timerSpans(workout).filter(({ start, end }) => start < end)
