import { invalidArgument } from '../../../health/error.js'
import type { Sample } from '../../../health/sample.js'
import { quantityTypes } from '../../../health/type.js'
import { isUuid } from '../../../health/uuid.js'
import type { StatisticsByType, Workout } from '../../../health/workout.js'
import type { Direction, SamplePageQuery, SortKey, SortOrder } from '../../health-store.js'

/** By what a sample is put in its place: a value for each key, undefined where it has none. */
export interface Place {
  readonly keys: readonly (number | undefined)[]
  readonly uuid: string
}

/** An order of samples that leaves no two in the same place. */
export interface Sorting {
  /** The first key. */
  readonly by: SortKey
  readonly order: Direction
  /** Whether only workouts can be sorted so. */
  readonly ofWorkouts: boolean
  keyOf(sample: Sample): number | undefined
  compare(a: Sample, b: Sample): number
  /** How a sample stands to a place: above 0 when it comes after it. */
  compareTo(sample: Sample, place: Place): number
  /** The place of a sample as text. */
  format(sample: Sample): string
  /** The place in a text; `invalidArgument` when it has none of this order. */
  parse(text: string): Place
}

type KeyOf = (sample: Sample) => number | undefined

const ofWorkout =
  (figure: (workout: Workout) => number | undefined): KeyOf =>
  (sample) =>
    sample.kind === 'workout' ? figure(sample.workout) : undefined

const distanceTypes = quantityTypes.filter(({ name }) => name.startsWith('distance')).map(({ name }) => name)

const distanceIn = (statistics: StatisticsByType): number | undefined => {
  const sums = distanceTypes.flatMap((type) => statistics[type]?.sum ?? [])
  return sums.length === 0 ? undefined : sums.reduce((sum, one) => sum + one, 0)
}

const keys: Readonly<Record<SortKey, KeyOf>> = {
  start: ({ start }) => start,
  end: ({ end }) => end,
  duration: ofWorkout(({ elapsed }) => elapsed),
  distance: ofWorkout(({ statistics }) => distanceIn(statistics)),
  energy: ofWorkout(({ statistics }) => statistics.activeEnergyBurned?.sum),
  flights: ofWorkout(({ statistics }) => statistics.flightsClimbed?.sum),
  strokes: ofWorkout(({ statistics }) => statistics.swimmingStrokeCount?.sum),
}

const isOfWorkouts = ({ by }: SortOrder): boolean => by !== 'start' && by !== 'end'

type Compare<Value> = (a: Value, b: Value) => number

const compareKeys = (order: Direction): Compare<number | undefined> => {
  const sign = order === 'ascending' ? 1 : -1
  return (a, b) => {
    if (a === b) return 0
    if (a === undefined || b === undefined) return a === undefined ? 1 : -1
    return a < b ? -sign : sign
  }
}

const ordersOf = ({ sort = 'ascending' }: SamplePageQuery): readonly [SortOrder, ...SortOrder[]] => {
  const [first = { by: 'start', order: 'ascending' }, ...more]: readonly SortOrder[] =
    typeof sort === 'string' ? [{ by: 'start', order: sort }] : sort
  return [first, ...more]
}

const malformed = () => invalidArgument('the cursor is malformed', [{ pointer: '/cursor', message: 'malformed' }])

const separator = '_'

const parsePlace = (text: string, count: number): Place => {
  const parts = text.split(separator)
  const uuid = parts.pop() ?? ''
  const found = parts.map((part) => (part === '' ? undefined : Number(part)))
  const isSound = found.every((key) => key === undefined || Number.isFinite(key))
  if (!isSound || found.length !== count || !isUuid(uuid)) throw malformed()
  return { keys: found, uuid }
}

/** The order that a query asks for. */
export function sortingOf(query: SamplePageQuery): Sorting {
  const orders = ordersOf(query)
  const [first] = orders
  const keysOf = orders.map(({ by }) => keys[by])
  const [keyOf = keys.start] = keysOf
  const comparisons = orders.map(({ order }) => compareKeys(order))
  const byUuid = orders.at(-1)?.order === 'descending' ? -1 : 1
  const compareWith = (sample: Sample, keyAt: (at: number) => number | undefined, uuidOf: () => string): number => {
    for (const [at, compare] of comparisons.entries()) {
      const found = compare(keysOf[at]?.(sample), keyAt(at))
      if (found !== 0) return found
    }
    // Asked last, because the UUID of a packed quantity has to be worked out.
    const [a, b] = [sample.uuid, uuidOf()]
    return a === b ? 0 : a < b ? -byUuid : byUuid
  }
  return {
    ...first,
    ofWorkouts: orders.some(isOfWorkouts),
    keyOf,
    compare: (a, b) =>
      compareWith(
        a,
        (at) => keysOf[at]?.(b),
        () => b.uuid,
      ),
    compareTo: (sample, place) =>
      compareWith(
        sample,
        (at) => place.keys[at],
        () => place.uuid,
      ),
    format: (sample) => [...keysOf.map((key) => key(sample) ?? ''), sample.uuid].join(separator),
    parse: (text) => parsePlace(text, orders.length),
  }
}
