import type { Fault } from '../health/error.js'
import { type QuantityTypeName, quantityType, type WorkoutActivityTypeName } from '../health/type.js'
import type { Plan, PlanNode, Reference, Step, Target } from './plan.js'

type Activities = ReadonlySet<WorkoutActivityTypeName>

const onFoot: Activities = new Set(['running', 'walking', 'hiking', 'trackAndField'])
const onPedals: Activities = new Set(['cycling', 'handCycling'])

/** What types are measured in alone, by how their names begin. */
const ownSports: readonly (readonly [beginning: string, Activities])[] = [
  ['cycling', onPedals],
  ['running', onFoot],
  ['walking', onFoot],
  ['rowing', new Set(['rowing'])],
  ['paddleSports', new Set(['paddleSports'])],
  ['crossCountrySkiing', new Set(['crossCountrySkiing'])],
  ['stair', new Set(['stairs', 'stairClimbing', 'stepTraining', ...onFoot])],
]

/** Anything may be done in these. */
const mixed: Activities = new Set([
  'other',
  'swimBikeRun',
  'transition',
  'crossTraining',
  'mixedCardio',
  'mixedMetabolicCardioTraining',
  'highIntensityIntervalTraining',
  'fitnessGaming',
  'preparationAndRecovery',
  'cooldown',
])

/** Nobody gets anywhere in these. */
const inPlace: Activities = new Set([
  'archery',
  'barre',
  'boxing',
  'coreTraining',
  'fencing',
  'flexibility',
  'functionalStrengthTraining',
  'gymnastics',
  'jumpRope',
  'kickboxing',
  'martialArts',
  'mindAndBody',
  'pilates',
  'stepTraining',
  'taiChi',
  'traditionalStrengthTraining',
  'wrestling',
  'yoga',
])

const typesOfReference: Readonly<Record<Reference, QuantityTypeName>> = {
  functionalThresholdPower: 'cyclingPower',
  runningThresholdPower: 'runningPower',
  maximumHeartRate: 'heartRate',
}

/** Whether values of a type are measured in an activity (WorkoutKit's `supportsAlert`). */
const isMeasuredIn = (type: QuantityTypeName, activityType: WorkoutActivityTypeName): boolean =>
  mixed.has(activityType) ||
  ownSports.every(([beginning, activities]) => !type.startsWith(beginning) || activities.has(activityType))

const targetFaults = (target: Target, activityType: WorkoutActivityTypeName): readonly Fault[] => {
  const { type } = target
  if (quantityType(type).aggregation === 'cumulative')
    return [{ pointer: '/type', message: 'is an amount, which nobody can hold' }]
  if (!isMeasuredIn(type, activityType)) return [{ pointer: '/type', message: `is not measured in ${activityType}` }]
  if (!('of' in target) || target.of === undefined || typesOfReference[target.of] === type) return []
  return [{ pointer: '/of', message: `is no figure of ${type}` }]
}

const under = (pointer: string, faults: readonly Fault[]): readonly Fault[] =>
  faults.map((fault) => ({ ...fault, pointer: `${pointer}${fault.pointer}` }))

const stepFaults = (step: Step, activityType: WorkoutActivityTypeName): readonly Fault[] => [
  ...(step.end.by === 'distance' && inPlace.has(activityType)
    ? [{ pointer: '/end/by', message: `is not measured in ${activityType}` }]
    : []),
  ...(['target', 'secondaryTarget'] as const).flatMap((member) => {
    const target = step[member]
    return target === undefined ? [] : under(`/${member}`, targetFaults(target, activityType))
  }),
]

const nodesFaults = (nodes: readonly PlanNode[], activityType: WorkoutActivityTypeName): readonly Fault[] =>
  nodes.flatMap((node, index) =>
    under(
      `/steps/${index}`,
      node.kind === 'repeat' ? nodesFaults(node.steps, activityType) : stepFaults(node, activityType),
    ),
  )

/**
 * What of a plan cannot be done in an activity, each with the pointer to its step: values and distances that are not
 * measured in it (WorkoutKit's `supportsAlert` and `supportsGoal`), and what means nothing in any.
 */
export const unsupportedIn = (
  { steps }: Pick<Plan, 'steps'>,
  activityType: WorkoutActivityTypeName,
): readonly Fault[] => nodesFaults(steps, activityType)
