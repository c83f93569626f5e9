import type { FitMessage } from '../../exchange/fit/message.js'
import { sportOf, subSportOf } from '../../exchange/fit/names/sports.js'
import { numberIn, textIn } from '../../exchange/fit/profile.js'
import { activityTypeOf } from '../../exchange/recording/sport-words.js'
import type { Fault } from '../../health/error.js'
import type { WorkoutActivityTypeName } from '../../health/type.js'
import type { StepEnd, StepKind } from '../plan.js'
import { parsePlan } from '../plan-schema.js'
import { contentOf, unreadable } from './fit-content.js'
import {
  capabilities,
  durationScale,
  durations,
  heartRateOffset,
  messages,
  openRepeats,
  secondaryFields,
  stepFields,
  targetFields,
  withoutMeaning,
  workoutFields,
} from './fit-steps.js'
import { targetsOf } from './fit-target.js'
import { cutText, listed, type PlanInFile, type ReadNode } from './read-node.js'

const nameMax = 200

const field = (message: FitMessage, name: keyof typeof stepFields): number | undefined =>
  numberIn(message, { number: stepFields[name] })

const heartRateEnd = (by: 'heartRateAbove' | 'heartRateBelow', value: number): StepEnd =>
  value > heartRateOffset
    ? { by, value: value - heartRateOffset }
    : { by, value: value / heartRateOffset, of: 'maximumHeartRate' }

const knownEnd = (type: number | undefined, value: number): StepEnd | undefined => {
  if (type === durations.time || type === durations.repetitionTime)
    return { by: 'time', value: value / durationScale.time }
  if (type === durations.distance) return { by: 'distance', value: value / durationScale.distance }
  if (type === durations.energy) return { by: 'energy', value }
  if (type === durations.heartRateAbove) return heartRateEnd('heartRateAbove', value)
  return type === durations.heartRateBelow ? heartRateEnd('heartRateBelow', value) : undefined
}

/** A duration that a plan has no word for is ended by the lap button. */
const endOf = (step: FitMessage): { readonly end: StepEnd; readonly omitted: readonly Fault[] } => {
  const type = field(step, 'durationType')
  const value = field(step, 'durationValue') ?? 0
  const known = value > 0 ? knownEnd(type, value) : undefined
  if (known !== undefined) return { end: known, omitted: [] }
  const message =
    type === undefined || type === durations.open
      ? undefined
      : `is of kind ${type} with the value ${value}: the lap button ends it`
  return { end: { by: 'lap' }, omitted: message === undefined ? [] : [{ pointer: '/end', message }] }
}

const kinds: readonly StepKind[] = ['work', 'recover', 'warmup', 'cooldown', 'recover', 'work', 'work']

const names: Readonly<Record<number, string>> = {
  9: 'equipment',
  10: 'exercise_category',
  11: 'exercise_name',
  12: 'exercise_weight',
  13: 'weight_display_unit',
}
const readFields: ReadonlySet<number> = new Set(
  [stepFields, targetFields, secondaryFields].flatMap((each) => Object.values(each)),
)

const unread = ({ fields, developerFields }: FitMessage): readonly Fault[] => [
  ...[...fields.keys()]
    .filter((number) => !readFields.has(number))
    .map((number) => ({ pointer: '', message: `has ${names[number] ?? `the field ${number}`}, which is left out` })),
  ...(developerFields.length > 0 ? [{ pointer: '', message: 'has developer fields, which are left out' }] : []),
]

const textsOf = (message: FitMessage) => {
  const [name, notes] = [textIn(message, stepFields.name), textIn(message, stepFields.notes)]
  const called = name ? cutText(name, { lengthMax: nameMax, pointer: '/name' }) : undefined
  const said = notes ? cutText(notes, { lengthMax: nameMax, pointer: '/messages/0/text' }) : undefined
  return {
    texts: {
      ...(called && { name: called.text }),
      ...(said && { messages: [{ after: 0, text: said.text }] }),
    },
    omitted: [...(called?.omitted ?? []), ...(said?.omitted ?? [])],
  }
}

const stepOf = (message: FitMessage, activityType: WorkoutActivityTypeName): ReadNode => {
  const { end, omitted } = endOf(message)
  const { texts, omitted: cut } = textsOf(message)
  const { targets, omitted: untargeted } = targetsOf(message, activityType)
  return {
    node: { kind: kinds[field(message, 'intensity') ?? 0] ?? 'work', end, ...texts, ...targets },
    omitted: [...omitted, ...untargeted, ...cut, ...unread(message)],
  }
}

interface Placed extends ReadNode {
  readonly index: number
}

const repeatOf = (message: FitMessage, inner: readonly ReadNode[]): ReadNode => {
  const isOpen = field(message, 'durationType') !== durations.repeat
  const times = isOpen ? 1 : (field(message, 'times') ?? 1)
  const { steps, omitted } = listed(inner)
  const said = isOpen ? [{ pointer: '/times', message: 'depends in the file on how it goes: it is done once' }] : []
  return { node: { kind: 'repeat', times, steps }, omitted: [...said, ...omitted] }
}

/** The tree: a repeat stands behind its steps and names the first of them. */
const treeOf = (steps: readonly FitMessage[], activityType: WorkoutActivityTypeName): readonly ReadNode[] => {
  const placed: Placed[] = []
  for (const [place, message] of steps.entries()) {
    const index = field(message, 'index') ?? place
    const type = field(message, 'durationType') ?? durations.open
    if (type !== durations.repeat && !openRepeats.has(type)) placed.push({ index, ...stepOf(message, activityType) })
    else {
      const first = field(message, 'durationValue') ?? 0
      const from = placed.findIndex((one) => one.index >= first)
      const inner = from < 0 ? [] : placed.splice(from)
      if (inner.length > 0) placed.push({ index: first, ...repeatOf(message, inner) })
    }
  }
  return placed
}

const isIndoor = (subSport = ''): boolean => subSport.startsWith('indoor_') || subSport === 'treadmill'

/** A repeat counts as a step in the file. */
const uncounted = (workout: FitMessage, count: number): readonly Fault[] => {
  const named = numberIn(workout, { number: workoutFields.validSteps })
  return named === undefined || named === count
    ? []
    : [{ pointer: '/steps', message: `are ${count} in the file, which names ${named}` }]
}

const readWorkoutFields: ReadonlySet<number> = new Set([
  ...Object.values(workoutFields),
  capabilities,
  stepFields.index,
])
const readMessages: ReadonlySet<number> = new Set([...Object.values(messages), ...withoutMeaning])

const unreadOf = (all: readonly FitMessage[], workout: FitMessage): readonly Fault[] => {
  const numbers = new Set(all.map(({ number }) => number))
  const fault = (message: string): Fault => ({ pointer: '', message })
  return [
    ...[...numbers]
      .filter((number) => !readMessages.has(number))
      .map((number) => fault(`has messages of number ${number}, which are left out`)),
    ...[...workout.fields.keys()]
      .filter((number) => !readWorkoutFields.has(number))
      .map((number) => fault(`has the field ${number} of the workout, which is left out`)),
  ]
}

/**
 * Reads a FIT workout file, and tells what a plan has no word for. Throws `invalidArgument` for one that is not whole.
 */
export const readFitPlan = (bytes: Uint8Array): PlanInFile => {
  const { messages: all, omitted: behind } = contentOf(bytes)
  const workout = all.find(({ number }) => number === messages.workout)
  const steps = all.filter(({ number }) => number === messages.workoutStep)
  if (workout === undefined || steps.length === 0) throw unreadable('holds no workout')
  const subSport = subSportOf(workout.fields.get(workoutFields.subSport))
  const activityType = activityTypeOf(sportOf(workout.fields.get(workoutFields.sport)), subSport)
  const description = textIn(workout, workoutFields.description)
  const name = cutText(textIn(workout, workoutFields.name) || 'Workout', { lengthMax: nameMax, pointer: '/name' })
  const { steps: nodes, omitted } = listed(treeOf(steps, activityType))
  const plan = parsePlan({
    name: name.text,
    ...(description !== undefined && { description }),
    activityType,
    ...(isIndoor(subSport) && { location: 'indoor' }),
    steps: nodes,
  })
  return {
    plan,
    omitted: [...behind, ...unreadOf(all, workout), ...name.omitted, ...uncounted(workout, steps.length), ...omitted],
  }
}
