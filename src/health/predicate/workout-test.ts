import type { StatisticsByType } from '../workout.js'
import { compareBy } from './comparison.js'
import { type Predicate, type PredicateName, type Said, takeApart } from './predicate.js'
import { type Extent, isInTime } from './time-window.js'

/** A workout or one of its activities. `elapsed` in seconds. */
export interface Exercise extends Extent {
  readonly activityType: string
  readonly elapsed: number
  readonly statistics: StatisticsByType
}

export type ExerciseTest = (exercise: Exercise) => boolean

const never: ExerciseTest = () => false

const figureTest = ({ type, figure, is, value }: Said<'statistic'>): ExerciseTest => {
  const compare = compareBy(is)
  return ({ statistics }) => {
    const found = statistics[type]?.[figure]
    return found !== undefined && compare(found, value)
  }
}

const durationTest = ({ is, value }: Said<'duration'>): ExerciseTest => {
  const compare = compareBy(is)
  return ({ elapsed }) => compare(elapsed, value)
}

/** What can be asked of a workout and of its activities alike. */
export const exerciseTests = {
  activityType: (types: Said<'activityType'>): ExerciseTest => {
    const wanted = new Set<string>(types)
    return ({ activityType }) => wanted.has(activityType)
  },
  duration: durationTest,
  statistic: figureTest,
} as const

const compilers: { readonly [Name in PredicateName]?: (said: Said<Name>) => ExerciseTest } = {
  ...exerciseTests,
  time: (window) => isInTime(window),
  and: (parts) => {
    const tests = parts.map(activityTest)
    return (exercise) => tests.every((test) => test(exercise))
  },
  or: (parts) => {
    const tests = parts.map(activityTest)
    return (exercise) => tests.some((test) => test(exercise))
  },
  not: (part) => {
    const test = activityTest(part)
    return (exercise) => !test(exercise)
  },
}

/** What is asked of a workout's activity; what only samples have is never true of it. */
export function activityTest(predicate: Predicate): ExerciseTest {
  const [name, said] = takeApart(predicate)
  const compile = compilers[name] as ((said: unknown) => ExerciseTest) | undefined
  return compile?.(said) ?? never
}
