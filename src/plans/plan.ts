import type { QuantityTypeName, WorkoutActivityTypeName } from '../health/type.js'
import type { WorkoutLocation } from '../health/workout.js'

/** A figure of the person that numbers can be shares of. */
export type Reference = 'functionalThresholdPower' | 'runningThresholdPower' | 'maximumHeartRate'

/** When a step ends by itself: s, m, kcal. A heart rate in count/min, or as a share of the person's greatest. */
export type StepEnd =
  | { readonly by: 'time' | 'distance' | 'energy'; readonly value: number }
  | {
      readonly by: 'heartRateAbove' | 'heartRateBelow'
      readonly value: number
      readonly of?: 'maximumHeartRate' | undefined
    }
  /** By a press of the lap button. */
  | { readonly by: 'lap' }
  /** Only by going on to the next step. */
  | { readonly by: 'open' }

interface OfQuantity {
  readonly type: QuantityTypeName
  /** By how much a value may miss the target's borders, as a share of them. */
  readonly tolerance?: number | undefined
}

interface InUnits extends OfQuantity {
  /** The type's canonical unit when left out. */
  readonly unit?: string | undefined
  /** The numbers are shares of this figure, not of a unit: 0.9 is 90 %. */
  readonly of?: Reference | undefined
}

/** Between two borders; a missing one is open. */
export interface RangeTarget extends InUnits {
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** One value to hold. */
export interface ThresholdTarget extends InUnits {
  readonly threshold: number
}

/** From one value to another, evenly over the step. */
export interface RampTarget extends InUnits {
  readonly ramp: readonly [from: number, to: number]
}

/** One of the person's zones of a type, from 1. */
export interface ZoneTarget extends OfQuantity {
  readonly zone: number
}

export type Target = RangeTarget | ThresholdTarget | RampTarget | ZoneTarget

/**
 * To be told when a target is missed for so many seconds on end: by each value, or by the average of the step so far
 * (WorkoutKit's metrics `current` and `average`).
 */
export interface StepAlert {
  readonly after: number
  readonly metric?: 'current' | 'average' | undefined
}

/** What is said during a step, so many seconds after it began. */
export interface StepMessage {
  readonly after: number
  readonly text: string
}

export const stepKinds = ['warmup', 'work', 'recover', 'cooldown'] as const
export type StepKind = (typeof stepKinds)[number]

export interface Step {
  readonly kind: StepKind
  readonly name?: string | undefined
  readonly end: StepEnd
  readonly target?: Target | undefined
  /** Of another quantity than the first, to be kept to as well. */
  readonly secondaryTarget?: Target | undefined
  /** Of both targets. */
  readonly alert?: StepAlert | undefined
  readonly messages?: readonly StepMessage[] | undefined
}

/** Steps that are done several times over. */
export interface Repeat {
  readonly kind: 'repeat'
  readonly times: number
  readonly steps: readonly PlanNode[]
}

export type PlanNode = Step | Repeat

/** A planned workout. */
export interface Plan {
  /** A slug, once it is kept. */
  readonly id?: string | undefined
  readonly name: string
  readonly description?: string | undefined
  readonly activityType: WorkoutActivityTypeName
  readonly location?: WorkoutLocation | undefined
  readonly steps: readonly PlanNode[]
}

/** Repeats within repeats. */
export const depthMax = 4
/** Steps once repeats are unrolled. */
export const stepsMax = 500

/** A step as it comes: the how-manieth it is of its innermost repeat, from 1, where it is in one. */
export interface UnrolledStep {
  readonly step: Step
  readonly repetition?: number | undefined
}

const unrolled = (node: PlanNode, repetition: number | undefined): readonly UnrolledStep[] =>
  node.kind === 'repeat'
    ? Array.from({ length: node.times }, (_, index) => node.steps.flatMap((inner) => unrolled(inner, index + 1))).flat()
    : [{ step: node, repetition }]

/** The steps in the order in which they are done. */
export const unroll = ({ steps }: Pick<Plan, 'steps'>): readonly UnrolledStep[] =>
  steps.flatMap((node) => unrolled(node, undefined))
