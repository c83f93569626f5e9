import { z } from 'zod'
import type { Clock } from '../../health/clock.js'
import { HealthError } from '../../health/error.js'
import type { Documents } from '../../store/documents.js'
import { lengthOf } from '../length.js'
import type { Plan } from '../plan.js'
import { planSchema } from '../plan-schema.js'
import type { KeptPlan, PlanEntry, Plans } from './plans.js'

export interface PlansParts {
  readonly documents: Documents
  readonly clock: Clock
  readonly newId: () => string
}

/** How many plans a person may keep. */
export const plansMax = 500

const kind = 'plan'
const storedSchema = z.object({ createdAt: z.number(), updatedAt: z.number(), plan: planSchema })

// Neither a person's slug nor a plan's id holds a slash.
const nameOf = (user: string, id: string): string => `${user}/${id}`

const entryOf = ({ plan, ...kept }: KeptPlan): PlanEntry => {
  const { name, activityType, location } = plan
  return { ...kept, name, activityType, ...(location !== undefined && { location }), ...lengthOf(plan) }
}

/** A plan may be some hundred kilobytes, so only what a list says of it is held in memory. */
class DocumentPlans implements Plans {
  readonly #parts: PlansParts
  readonly #entries = new Map<string, Map<string, PlanEntry>>()

  constructor(parts: PlansParts) {
    this.#parts = parts
    for (const { id: name, value } of parts.documents.all(kind)) {
      const [user = '', id = ''] = name.split('/')
      const stored = storedSchema.safeParse(value)
      if (stored.success) this.#of(user).set(id, entryOf({ id, ...stored.data }))
    }
  }

  list(user: string, after = ''): readonly PlanEntry[] {
    const entries = [...(this.#entries.get(user)?.values() ?? [])]
    return entries.filter(({ id }) => id > after).sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  get(user: string, id: string): KeptPlan | undefined {
    if (!this.#entries.get(user)?.has(id)) return undefined
    return { id, ...storedSchema.parse(this.#parts.documents.get(kind, nameOf(user, id))) }
  }

  async add(user: string, plan: Plan): Promise<KeptPlan> {
    const { id = this.#parts.newId() } = plan
    if (this.#entries.get(user)?.has(id))
      throw new HealthError('conflict', 'the id of the plan is taken', [{ pointer: '/id', message: 'is taken' }])
    return this.put(user, id, plan)
  }

  async put(user: string, id: string, plan: Plan): Promise<KeptPlan> {
    const known = this.#entries.get(user)?.get(id)
    if (known === undefined && (this.#entries.get(user)?.size ?? 0) >= plansMax)
      throw new HealthError('tooManyRequests', `a person keeps at most ${plansMax} plans`)
    const updatedAt = this.#parts.clock()
    const kept = { id, createdAt: known?.createdAt ?? updatedAt, updatedAt, plan: { ...plan, id } }
    this.#of(user).set(id, entryOf(kept))
    const { id: _, ...value } = kept
    await this.#parts.documents.put(kind, nameOf(user, id), value)
    return kept
  }

  async remove(user: string, id: string): Promise<void> {
    if (!this.#entries.get(user)?.delete(id)) throw new HealthError('notFound', 'there is no such plan')
    await this.#parts.documents.remove(kind, nameOf(user, id))
  }

  async removeAll(user: string): Promise<void> {
    const ids = [...(this.#entries.get(user)?.keys() ?? [])]
    await Promise.all(ids.map((id) => this.remove(user, id)))
    this.#entries.delete(user)
  }

  #of(user: string): Map<string, PlanEntry> {
    const known = this.#entries.get(user)
    if (known !== undefined) return known
    const entries = new Map<string, PlanEntry>()
    this.#entries.set(user, entries)
    return entries
  }
}

/** Opens the plans kept in `documents`. */
export const openPlans = (parts: PlansParts): Plans => new DocumentPlans(parts)
