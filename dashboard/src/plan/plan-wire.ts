/** What a step asks for, in the type's canonical unit; a missing border is open. */
export interface PlannedTarget {
  readonly type: string
  readonly unit: string
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** What a step is done for: `warmup`, `work`, `recover`, `cooldown`; and what it is called. */
export interface StepNames {
  readonly kind: string
  readonly name?: string | undefined
  /** The how-manieth time, from 1, where the step is repeated. */
  readonly repetition?: number | undefined
}

/** A step as it is to be done: s, m, kcal, count/min. A ramp goes on from `target` to `targetAtEnd`. */
export interface OutlineStep extends StepNames {
  readonly end: { readonly by: string; readonly value?: number | undefined }
  readonly target?: PlannedTarget | undefined
  readonly targetAtEnd?: PlannedTarget | undefined
  readonly secondaryTarget?: PlannedTarget | undefined
}

/** What the list of kept plans says of one: seconds and metres of the steps that end by them. */
export interface PlanEntry {
  readonly id: string
  readonly name: string
  readonly activityType: string
  readonly location?: string | undefined
  /** Repeats unrolled. */
  readonly steps: number
  readonly duration: number
  readonly distance: number
  /** Whether steps end by something else, too. */
  readonly isOpen: boolean
}

/** What is to be done by a plan, repeats unrolled. */
export interface PlanOutline {
  readonly name: string
  readonly steps: readonly OutlineStep[]
}

/** What is left of a step: s, m, kcal, or count/min to its heart rate. */
export interface StepRest {
  readonly by: string
  readonly value: number
}

/** How far a running workout is in its plan. What describes the present step is absent when all steps are done. */
export interface PlanProgress {
  readonly name: string
  /** The present step, from 1. */
  readonly step?: number | undefined
  /** How many there are, repeats unrolled. */
  readonly steps: number
  readonly present?: StepNames | undefined
  readonly target?: PlannedTarget | undefined
  readonly secondaryTarget?: PlannedTarget | undefined
  /** Why a target that the step has cannot be told. */
  readonly unavailable?: string | undefined
  readonly left?: StepRest | undefined
  readonly message?: string | undefined
  readonly alert?: { readonly type: string; readonly side: 'above' | 'below'; readonly since: string } | undefined
  readonly next?: OutlineStep | undefined
}

/** How a step went; times are absent for one that did not begin. */
export interface StepRecord extends StepNames {
  readonly outcome: 'completed' | 'skipped' | 'unfinished'
  readonly start?: string | undefined
  readonly elapsed?: number | undefined
  readonly distance?: number | undefined
  readonly target?: PlannedTarget | undefined
  readonly timeInTarget?: number | undefined
  readonly averages?: Readonly<Record<string, number>> | undefined
}

/** How a finished workout went by its plan. */
export interface PlanRecord {
  readonly name: string
  readonly steps: readonly StepRecord[]
}
