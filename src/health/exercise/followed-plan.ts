import type { QuantityTypeName } from '../type.js'

/** What a step asks for, in the type's canonical unit; a missing border is open. */
export interface PlannedTarget {
  readonly type: QuantityTypeName
  readonly unit: string
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** What a step is done for: `warmup`, `work`, `recover`, `cooldown`; and what it is called. */
interface StepFacts {
  readonly kind: string
  readonly name?: string | undefined
  /** The how-manieth time, from 1, where the step is repeated. */
  readonly repetition?: number | undefined
}

/** What is left of a step: s, m, kcal, or count/min to its heart rate. */
export interface StepRest {
  readonly by: string
  readonly value: number
  readonly unit: string
}

/** Which plan is followed. `id` is there when it is a kept one. */
interface PlanName {
  readonly id?: string | undefined
  readonly name: string
}

/**
 * A step as it is to be done. `value` is in s, m, kcal or count/min; without one a press ends the step, or the person's
 * figure that it is a share of is not known. A ramp goes on from `target` to `targetAtEnd`.
 */
export interface OutlineStep extends StepFacts {
  readonly end: { readonly by: string; readonly value?: number | undefined }
  readonly target?: PlannedTarget | undefined
  readonly targetAtEnd?: PlannedTarget | undefined
  readonly secondaryTarget?: PlannedTarget | undefined
}

/** What is to be done by a plan, repeats unrolled. */
export interface PlanOutline extends PlanName {
  readonly steps: readonly OutlineStep[]
}

/** That a target is missed; `type` is the target's. */
export interface PlanAlert {
  readonly type: QuantityTypeName
  readonly side: 'above' | 'below'
  readonly since: number
}

/** How far a running workout is in its plan. What describes the present step is absent when all steps are done. */
export interface PlanProgress extends PlanName {
  /** The present step, from 1. */
  readonly step?: number | undefined
  /** How many there are, repeats unrolled. */
  readonly steps: number
  readonly present?: StepFacts | undefined
  readonly target?: PlannedTarget | undefined
  /** What else is to be kept to. */
  readonly secondaryTarget?: PlannedTarget | undefined
  /** Why a target that the step has cannot be told. */
  readonly unavailable?: string | undefined
  /** Absent for a step that a press ends. */
  readonly left?: StepRest | undefined
  /** The newest message of the step. */
  readonly message?: string | undefined
  /** Which target is missed, and since when, epoch ms. */
  readonly alert?: PlanAlert | undefined
  /** Absent in the last step. */
  readonly next?: OutlineStep | undefined
}

/**
 * How a step went. `skipped` was left before its end, `unfinished` was not reached, or not left when the workout ended.
 * Times are epoch ms and absent for a step that did not begin; `elapsed` and the times in targets in seconds without
 * pauses, `distance` in metres, `energy` in kcal; averages by time, of the types that the plan speaks of.
 */
export interface StepRecord extends StepFacts {
  readonly outcome: 'completed' | 'skipped' | 'unfinished'
  readonly start?: number | undefined
  readonly end?: number | undefined
  readonly elapsed?: number | undefined
  readonly distance?: number | undefined
  readonly energy?: number | undefined
  readonly target?: PlannedTarget | undefined
  readonly timeInTarget?: number | undefined
  readonly secondaryTarget?: PlannedTarget | undefined
  readonly timeInSecondaryTarget?: number | undefined
  readonly averages?: Readonly<Partial<Record<QuantityTypeName, number>>> | undefined
}

/** How a finished workout went by its plan. */
export interface PlanRecord extends PlanName {
  readonly steps: readonly StepRecord[]
}
