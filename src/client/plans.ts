import { paramsOf } from '../health/person/params.js'
import {
  type KeptPlanJson,
  keptPlanJsonSchema,
  type PlanEntryJson,
  planEntryJsonSchema,
} from '../http/plans/plan-json.js'
import type { Plan } from '../plans/plan.js'
import type { Scope } from './reads.js'
import { orNothing } from './transport/or-nothing.js'
import { pageOf } from './transport/page.js'
import { pathOf } from './transport/transport.js'

/** Files that plans are read from and written to. */
export type PlanFormat = 'json' | 'zwo' | 'fit'

/** The planned workouts of a person (HealthKit's WorkoutPlan). */
export interface ClientPlans {
  /** What is said of each, by id. */
  all(): Promise<readonly PlanEntryJson[]>
  /** Undefined when there is none of this id. */
  get(id: string): Promise<KeptPlanJson | undefined>
  /** Under its own id, or a new one. `conflict` when that is taken, `invalidArgument` with a pointer to each fault. */
  add(plan: Plan): Promise<KeptPlanJson>
  /** Under this id, in the place of the one that has it. */
  put(id: string, plan: Plan): Promise<KeptPlanJson>
  /** As a file; `invalidArgument` with a pointer to each thing that such a file cannot hold. `notFound` */
  file(id: string, format: PlanFormat): Promise<Uint8Array>
  /** `notFound` */
  remove(id: string): Promise<void>
}

const plansSchema = pageOf(planEntryJsonSchema)

export const clientPlans = ({ transport: { ask, send }, user }: Scope): ClientPlans => {
  const path = pathOf`/v1/users/${user}/plans`
  const pathTo = (id: string): string => path + pathOf`/${id}`
  const after = async (cursor: string | undefined): Promise<readonly PlanEntryJson[]> => {
    const page = await ask({ path, query: paramsOf({ cursor }) }, plansSchema)
    return page.cursor === undefined ? page.items : [...page.items, ...(await after(page.cursor))]
  }
  return {
    all: () => after(undefined),
    get: (id) => orNothing('notFound', ask({ path: pathTo(id) }, keptPlanJsonSchema)),
    add: (plan) => ask({ method: 'POST', path, body: plan }, keptPlanJsonSchema),
    put: (id, plan) => ask({ method: 'PUT', path: pathTo(id), body: plan }, keptPlanJsonSchema),
    file: async (id, format) => {
      const answer = await send({ path: `${pathTo(id)}.${format}` })
      return new Uint8Array(await answer.arrayBuffer())
    },
    remove: async (id) => {
      await send({ method: 'DELETE', path: pathTo(id) })
    },
  }
}
