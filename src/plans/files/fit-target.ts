import type { FitMessage } from '../../exchange/fit/message.js'
import { numberIn } from '../../exchange/fit/profile.js'
import type { Fault } from '../../health/error.js'
import type { WorkoutActivityTypeName } from '../../health/type.js'
import type { RangeTarget, Step, Target } from '../plan.js'
import {
  type FitTarget,
  heartRateOffset,
  millimetresPerSecond,
  openTarget,
  powerOffset,
  secondaryFields,
  type TargetFields,
  type TargetKind,
  targetFields,
  targetKinds,
  typeOf,
} from './fit-steps.js'

interface Custom {
  readonly value: number
  readonly of?: RangeTarget['of']
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

interface ReadTarget {
  readonly target?: Target | undefined
  readonly kind?: TargetKind | undefined
  /** Why there is none although the file has one. */
  readonly omitted?: string | undefined
}

const rangeOf = (
  type: Target['type'],
  [low, high]: readonly [Custom | undefined, Custom | undefined],
): Omit<ReadTarget, 'kind'> => {
  const known = low ?? high
  if (known === undefined) return {}
  if (low && high && low.of !== high.of) return { omitted: 'has borders in two units' }
  const [from, to] = low && high && low.value > high.value ? [high, low] : [low, high]
  const of = known.of === undefined ? {} : { of: known.of }
  return { target: { type, ...of, ...(from && { from: from.value }), ...(to && { to: to.value }) } }
}

const readTarget = (step: FitMessage, fields: TargetFields, activityType: WorkoutActivityTypeName): ReadTarget => {
  const number = (name: keyof TargetFields) => numberIn(step, { number: fields[name] })
  const named = number('type')
  if (named === undefined || named === openTarget) return {}
  const kind = targetKinds.get(named)
  if (kind === undefined) return { omitted: `is of kind ${named}, which is left out` }
  const type = typeOf(kind.of, activityType)
  if (type === undefined) return { omitted: `is of ${kind.of}, which ${activityType} has no type for` }
  const zone = number('value') ?? 0
  if (zone > 0) return { kind, target: { type, zone } }
  const raw = [number('low'), number('high')]
  // Zeros fill fields that are not used.
  if (raw.every((border) => !border)) return {}
  const [low, high] = raw.map((border) => (border === undefined ? undefined : customOf(kind.of, activityType, border)))
  return { kind, ...rangeOf(type, [low, high]) }
}

const smoothed = (kind: TargetKind | undefined, pointer: string): readonly Fault[] =>
  kind?.seconds === undefined
    ? []
    : [{ pointer, message: `is held against each value, not against the average of ${kind.seconds} s` }]

const omittedOf = ({ omitted, target, kind }: ReadTarget, pointer: string): readonly Fault[] => [
  ...(omitted === undefined ? [] : [{ pointer, message: omitted }]),
  ...(target === undefined ? [] : smoothed(kind, pointer)),
]

interface ReadTargets {
  readonly targets: Pick<Step, 'target' | 'secondaryTarget' | 'alert'>
  readonly omitted: readonly Fault[]
}

/** A step's targets; where one is of the lap's average, the alert is, too. */
export const targetsOf = (step: FitMessage, activityType: WorkoutActivityTypeName): ReadTargets => {
  const first = readTarget(step, targetFields, activityType)
  const second = readTarget(step, secondaryFields, activityType)
  const isTwice = first.target !== undefined && first.target.type === second.target?.type
  const [target, secondaryTarget] = [first.target, isTwice ? undefined : second.target].filter(
    (each) => each !== undefined,
  )
  const isOfLap = (first.target ? first : second).kind?.isOfLap === true
  return {
    targets: {
      ...(target && { target }),
      ...(secondaryTarget && { secondaryTarget }),
      ...(target && isOfLap && { alert: { after: 0, metric: 'average' as const } }),
    },
    omitted: [
      ...omittedOf(first, '/target'),
      ...omittedOf(second, '/secondaryTarget'),
      ...(isTwice ? [{ pointer: '/secondaryTarget', message: 'is of the quantity of the first, and left out' }] : []),
    ],
  }
}
