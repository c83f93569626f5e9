import { FitDecoder } from '../../exchange/fit/fit-decoder.js'
import type { FitMessage } from '../../exchange/fit/message.js'
import { numberIn, textIn } from '../../exchange/fit/profile.js'
import { sportOf, subSportOf } from '../../exchange/fit/sports.js'
import { activityTypeOf } from '../../exchange/recording/sport.js'
import { invalidArgument } from '../../health/error.js'
import type { WorkoutActivityTypeName } from '../../health/type.js'
import type { Plan, PlanNode, StepEnd, StepKind, Target } from '../plan.js'
import { parsePlan } from '../plan-schema.js'
import {
  durationScale,
  durations,
  type FitTarget,
  heartRateOffset,
  messages,
  millimetresPerSecond,
  powerOffset,
  stepFields,
  typeOf,
  workoutFields,
} from './fit-steps.js'

const bytesMax = 1_000_000
const messagesMax = 2_000
const nameMax = 200

const unreadable = (message: string) => invalidArgument(`the FIT file ${message}`, [{ pointer: '', message }])

const field = (message: FitMessage, name: keyof typeof stepFields): number | undefined =>
  numberIn(message, { number: stepFields[name] })

function messagesOf(bytes: Uint8Array): readonly FitMessage[] {
  if (bytes.length > bytesMax) throw unreadable('is too large')
  const decoder = new FitDecoder()
  const found: FitMessage[] = []
  for (const events of [decoder.push(bytes), decoder.end()])
    for (const event of events) {
      if (event.type === 'problem') throw unreadable(`is broken: ${event.problem.code}`)
      if (event.type === 'message') found.push(event.message)
      if (found.length > messagesMax) throw unreadable('is too large')
    }
  return found
}

const heartRateEnd = (by: 'heartRateAbove' | 'heartRateBelow', value: number): StepEnd =>
  value > heartRateOffset
    ? { by, value: value - heartRateOffset }
    : { by, value: value / heartRateOffset, of: 'maximumHeartRate' }

/** A duration that a plan has no word for is ended by the lap button. */
const endOf = (step: FitMessage): StepEnd => {
  const type = field(step, 'durationType')
  const value = field(step, 'durationValue') ?? 0
  if (value <= 0) return { by: 'lap' }
  if (type === durations.time) return { by: 'time', value: value / durationScale.time }
  if (type === durations.distance) return { by: 'distance', value: value / durationScale.distance }
  if (type === durations.energy) return { by: 'energy', value }
  if (type === durations.heartRateAbove) return heartRateEnd('heartRateAbove', value)
  return type === durations.heartRateBelow ? heartRateEnd('heartRateBelow', value) : { by: 'lap' }
}

/** Averages over some seconds or the lap are taken as the value itself. */
const targetNames: ReadonlyMap<number, FitTarget> = new Map([
  [0, 'speed'],
  [1, 'heart_rate'],
  [3, 'cadence'],
  [4, 'power'],
  [7, 'power'],
  [8, 'power'],
  [9, 'power'],
  [10, 'power'],
  [12, 'speed'],
  [13, 'heart_rate'],
])

interface Custom {
  readonly value: number
  readonly of?: 'functionalThresholdPower' | 'runningThresholdPower' | 'maximumHeartRate' | undefined
}

const customOf = (target: FitTarget, activityType: WorkoutActivityTypeName, raw: number): Custom => {
  if (target === 'speed') return { value: raw / millimetresPerSecond }
  if (target === 'cadence') return { value: raw }
  if (target === 'heart_rate')
    return raw > heartRateOffset
      ? { value: raw - heartRateOffset }
      : { value: raw / heartRateOffset, of: 'maximumHeartRate' }
  if (raw >= powerOffset) return { value: raw - powerOffset }
  const of = typeOf(target, activityType) === 'runningPower' ? 'runningThresholdPower' : 'functionalThresholdPower'
  return { value: raw / 100, of }
}

const targetOf = (step: FitMessage, activityType: WorkoutActivityTypeName): Target | undefined => {
  const name = targetNames.get(field(step, 'targetType') ?? -1)
  const type = name && typeOf(name, activityType)
  if (name === undefined || type === undefined) return undefined
  const zone = field(step, 'targetValue') ?? 0
  if (zone > 0) return { type, zone }
  const borders = [field(step, 'customLow'), field(step, 'customHigh')] as const
  const [low, high] = borders.map((raw) => (raw === undefined ? undefined : customOf(name, activityType, raw)))
  const known = low ?? high
  // Borders in two units are no range.
  if (known === undefined || (low && high && low.of !== high.of)) return undefined
  return {
    type,
    ...(known.of !== undefined && { of: known.of }),
    ...(low && { from: low.value }),
    ...(high && { to: high.value }),
  }
}

const kinds: readonly StepKind[] = ['work', 'recover', 'warmup', 'cooldown', 'recover', 'work', 'work']

const stepOf = (message: FitMessage, activityType: WorkoutActivityTypeName): PlanNode => {
  const name = textIn(message, stepFields.name)?.slice(0, nameMax)
  const notes = textIn(message, stepFields.notes)?.slice(0, nameMax)
  const target = targetOf(message, activityType)
  return {
    kind: kinds[field(message, 'intensity') ?? 0] ?? 'work',
    ...(name !== undefined && { name }),
    end: endOf(message),
    ...(target && { target }),
    ...(notes !== undefined && { messages: [{ after: 0, text: notes }] }),
  }
}

interface Placed {
  readonly index: number
  readonly node: PlanNode
}

/** The tree: a repeat stands behind its steps and names the first of them. */
const treeOf = (steps: readonly FitMessage[], activityType: WorkoutActivityTypeName): readonly PlanNode[] => {
  const placed: Placed[] = []
  for (const [place, message] of steps.entries()) {
    const index = field(message, 'index') ?? place
    if (field(message, 'durationType') !== durations.repeat) placed.push({ index, node: stepOf(message, activityType) })
    else {
      const first = field(message, 'durationValue') ?? 0
      const from = placed.findIndex((one) => one.index >= first)
      const inner = from < 0 ? [] : placed.splice(from)
      const times = field(message, 'targetValue') ?? 1
      const node: PlanNode = { kind: 'repeat', times, steps: inner.map(({ node }) => node) }
      if (inner.length > 0) placed.push({ index: first, node })
    }
  }
  return placed.map(({ node }) => node)
}

const isIndoor = (subSport = ''): boolean => subSport.startsWith('indoor_') || subSport === 'treadmill'

/** Reads a FIT workout file. What its targets have no quantity type for is left out. Throws `invalidArgument`. */
export const readFitPlan = (bytes: Uint8Array): Plan => {
  const all = messagesOf(bytes)
  const workout = all.find(({ number }) => number === messages.workout)
  const steps = all.filter(({ number }) => number === messages.workoutStep)
  if (workout === undefined || steps.length === 0) throw unreadable('holds no workout')
  const activityType = activityTypeOf(sportOf(workout.fields.get(workoutFields.sport)))
  const description = textIn(workout, workoutFields.description)
  return parsePlan({
    name: textIn(workout, workoutFields.name)?.slice(0, nameMax) ?? 'Workout',
    ...(description !== undefined && { description }),
    activityType,
    ...(isIndoor(subSportOf(workout.fields.get(workoutFields.subSport))) && { location: 'indoor' }),
    steps: treeOf(steps, activityType),
  })
}
