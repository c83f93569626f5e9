import type { PlanLength } from '../length.js'
import type { Plan } from '../plan.js'

interface Kept {
  /** A slug without dots, or a UUID; one plan of a person has it. */
  readonly id: string
  /** Epoch ms. */
  readonly createdAt: number
  readonly updatedAt: number
}

/** A plan as it is kept; its own `id` is the kept one. */
export interface KeptPlan extends Kept {
  readonly plan: Plan
}

/** What a list says of a kept plan. */
export interface PlanEntry extends Kept, PlanLength, Pick<Plan, 'name' | 'activityType' | 'location'> {}

/** The planned workouts of every person. Changes resolve once they are durable. */
export interface Plans {
  /** Ordered by id; `after` leaves out those up to an id. */
  list(user: string, after?: string): readonly PlanEntry[]
  get(user: string, id: string): KeptPlan | undefined
  /** Under the plan's own id, or a new one. `conflict` when it is taken, `tooManyRequests` when there are too many. */
  add(user: string, plan: Plan): Promise<KeptPlan>
  /** A new plan, or another in the place of one. `tooManyRequests` as with `add`. */
  put(user: string, id: string, plan: Plan): Promise<KeptPlan>
  /** `notFound` when the person has no such plan. */
  remove(user: string, id: string): Promise<void>
  /** Forgets those of a person who is gone. */
  removeAll(user: string): Promise<void>
}
