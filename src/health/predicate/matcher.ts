import type { Origin } from '../origin.js'
import type { Sample, StateOfMindSample } from '../sample.js'
import { findType } from '../type.js'
import { compareBy } from './comparison.js'
import { metadataTest } from './metadata-test.js'
import { type OriginName, type OriginTest, originTests } from './origin-tests.js'
import { type Predicate, type PredicateName, type Said, takeApart } from './predicate.js'
import { isInTime } from './time-window.js'
import { categoryTest, quantityTest } from './value-test.js'
import { activityTest, type ExerciseTest, exerciseTests } from './workout-test.js'

/** What a sample does not say of itself, but whoever keeps it knows. */
export interface SampleContext {
  /** Where it comes from, in full. */
  origin(sample: Sample): Origin
  /** Whether it is associated with the workout that has this UUID. */
  isOfWorkout(sample: Sample, workout: string): boolean
  /** Whether it is a member of a correlation. */
  isCorrelated(sample: Sample): boolean
}

/** Whether a predicate holds for a sample. */
export type Matcher = (sample: Sample, context: SampleContext) => boolean

const byOrigin =
  (test: OriginTest): Matcher =>
  (sample, context) =>
    test(context.origin(sample))

const byWorkout =
  (test: ExerciseTest): Matcher =>
  (sample) =>
    sample.kind === 'workout' && test(sample.workout)

const moodTest = ({ kind, label, association, valence }: Said<'stateOfMind'>) => {
  const names = (list: readonly string[], name: string | undefined): boolean =>
    name === undefined || list.includes(name)
  return ({ stateOfMind }: StateOfMindSample): boolean =>
    names([stateOfMind.kind], kind) &&
    names(stateOfMind.labels, label) &&
    names(stateOfMind.associations, association) &&
    (valence === undefined || compareBy(valence.is)(stateOfMind.valence, valence.value))
}

const originMatchers = {
  source: (said) => byOrigin(originTests.source(said)),
  sourceRevision: (said) => byOrigin(originTests.sourceRevision(said)),
  device: (said) => byOrigin(originTests.device(said)),
  deviceIs: (said) => byOrigin(originTests.deviceIs(said)),
  deviceProperty: (said) => byOrigin(originTests.deviceProperty(said)),
} as const satisfies { readonly [Name in OriginName]: (said: Said<Name>) => Matcher }

const workoutMatchers = {
  activityType: (said: Said<'activityType'>) => byWorkout(exerciseTests.activityType(said)),
  duration: (said: Said<'duration'>) => byWorkout(exerciseTests.duration(said)),
  statistic: (said: Said<'statistic'>) => byWorkout(exerciseTests.statistic(said)),
  workoutActivity: (said: Predicate): Matcher => {
    const test = activityTest(said)
    return (sample) => sample.kind === 'workout' && sample.workout.activities.some(test)
  },
} as const

const joined = {
  and: (parts: readonly Predicate[]): Matcher => {
    const tests = parts.map(matcherOf)
    return (sample, context) => tests.every((test) => test(sample, context))
  },
  or: (parts: readonly Predicate[]): Matcher => {
    const tests = parts.map(matcherOf)
    return (sample, context) => tests.some((test) => test(sample, context))
  },
  not: (part: Predicate): Matcher => {
    const test = matcherOf(part)
    return (sample, context) => !test(sample, context)
  },
} as const

const compilers: { readonly [Name in PredicateName]: (said: Said<Name>) => Matcher } = {
  ...joined,
  ...originMatchers,
  ...workoutMatchers,
  time: (window) => isInTime(window),
  type: (names) => {
    const wanted = new Set<string>(names.map((name) => findType(name)?.name ?? name))
    return ({ type }) => wanted.has(type)
  },
  uuid: (uuids) => {
    const wanted = new Set(uuids.map((uuid) => uuid.toLowerCase()))
    return ({ uuid }) => wanted.has(uuid)
  },
  metadata: (condition) => {
    const test = metadataTest(condition)
    return ({ metadata }) => test(metadata)
  },
  quantity: (said) => quantityTest(said),
  category: (said) => categoryTest(said),
  workout: (uuid) => {
    const workout = uuid.toLowerCase()
    return (sample, context) => context.isOfWorkout(sample, workout)
  },
  correlated: (wanted) => (sample, context) => context.isCorrelated(sample) === wanted,
  object: ({ type, where }) => {
    const test = where === undefined ? () => true : matcherOf(where)
    return (sample, context) =>
      sample.kind === 'correlation' && sample.objects.some((object) => object.type === type && test(object, context))
  },
  stateOfMind: (said) => {
    const test = moodTest(said)
    return (sample) => sample.kind === 'stateOfMind' && test(sample)
  },
  electrocardiogram: ({ classification }) => {
    return (sample) => sample.kind === 'electrocardiogram' && sample.electrocardiogram.classification === classification
  },
}

/** Makes a predicate ready to be asked of many samples. What a sample cannot have makes a condition false. */
export function matcherOf(predicate: Predicate): Matcher {
  const [name, said] = takeApart(predicate)
  // The name says what is said, which the compiler cannot follow through a table.
  return (compilers[name] as (said: unknown) => Matcher)(said)
}
