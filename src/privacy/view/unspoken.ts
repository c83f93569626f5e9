import type { Grants } from '../../health/permission/grant.js'
import type { Predicate } from '../../health/predicate/predicate.js'
import { type QuantityTypeName, quantityTypes } from '../../health/type.js'
import type { SortKey, SortOrder } from '../../store/health-store.js'

// A question can tell as much as an answer: whether a workout comes back for "average heart rate above 150", or before
// another one when they are sorted by energy. So what a program may not read is, in its questions, not there either.

const isWhole = ({ readFrom }: Grants, type: QuantityTypeName): boolean => readFrom(type) === Number.NEGATIVE_INFINITY

const never: Predicate = { or: [] }

/** The predicate with no condition on figures that the program may not read: for those it is false. */
export function unspoken(grants: Grants, predicate: Predicate): Predicate {
  const within = (inner: Predicate): Predicate => unspoken(grants, inner)
  if ('and' in predicate) return { and: predicate.and.map(within) }
  if ('or' in predicate) return { or: predicate.or.map(within) }
  if ('not' in predicate) return { not: within(predicate.not) }
  if ('workoutActivity' in predicate) return { workoutActivity: within(predicate.workoutActivity) }
  if ('statistic' in predicate) return isWhole(grants, predicate.statistic.type) ? predicate : never
  return predicate
}

const distances = quantityTypes.map(({ name }) => name).filter((name) => name.startsWith('distance'))

/** The types that a workout's figure is made of. */
const figureTypes: Readonly<Partial<Record<SortKey, readonly QuantityTypeName[]>>> = {
  distance: distances,
  energy: ['activeEnergyBurned', 'basalEnergyBurned'],
  flights: ['flightsClimbed'],
  strokes: ['swimmingStrokeCount'],
}

/** The order without figures that the program may not read; undefined when nothing of it is left. */
export function unspokenOrder(grants: Grants, order: readonly SortOrder[]): readonly SortOrder[] | undefined {
  const kept = order.filter(({ by }) => (figureTypes[by] ?? []).every((type) => isWhole(grants, type)))
  return kept.length === 0 ? undefined : kept
}
