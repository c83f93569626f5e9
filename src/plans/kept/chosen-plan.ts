import { invalidArgument } from '../../health/error.js'
import type { Plan } from '../plan.js'
import type { Plans } from './plans.js'

/** The plan that a start names by its id, or brings along; `invalidArgument` at `/plan` when nobody knows the id. */
export const chosenPlan = (
  plans: Pick<Plans, 'get'>,
  user: string,
  wanted: Plan | string | undefined,
): Plan | undefined => {
  if (typeof wanted !== 'string') return wanted
  const kept = plans.get(user, wanted)
  if (kept !== undefined) return kept.plan
  throw invalidArgument('there is no such plan', [{ pointer: '/plan', message: 'is not the id of a kept plan' }])
}
