import type { z } from 'zod'
import {
  type newSubscriptionSchema,
  type SubscriptionJson,
  subscriptionJsonSchema,
  type subscriptionPatchSchema,
} from '../http/subscriptions/subscription-json.js'
import type { Scope } from './reads.js'
import { orNothing } from './transport/or-nothing.js'
import { pageOf } from './transport/page.js'
import { pathOf } from './transport/transport.js'

/** Whom to tell of what: types, a predicate, how often at most, and a URL. */
export type NewSubscription = z.input<typeof newSubscriptionSchema>
export type SubscriptionPatch = z.input<typeof subscriptionPatchSchema>

/** Who is told over HTTP when something of a person's changes (HealthKit's background delivery). */
export interface ClientSubscriptions {
  all(): Promise<readonly SubscriptionJson[]>
  /** Undefined when there is none. */
  get(id: string): Promise<SubscriptionJson | undefined>
  /** The first time it is told at once. */
  add(subscription: NewSubscription): Promise<SubscriptionJson>
  /** Pauses one, lets it go on, or mends its address; it is tried at once. `notFound` */
  change(id: string, patch: SubscriptionPatch): Promise<SubscriptionJson>
  /** Says that what was told is dealt with, up to the anchor. `notFound` */
  acknowledge(id: string, anchor: string): Promise<SubscriptionJson>
  /** `notFound` */
  remove(id: string): Promise<void>
}

const subscriptionsSchema = pageOf(subscriptionJsonSchema)

export const clientSubscriptions = ({ transport: { ask, send }, user }: Scope): ClientSubscriptions => {
  const path = pathOf`/v1/users/${user}/subscriptions`
  const pathTo = (id: string): string => path + pathOf`/${id}`
  return {
    all: async () => (await ask({ path }, subscriptionsSchema)).items,
    get: (id) => orNothing('notFound', ask({ path: pathTo(id) }, subscriptionJsonSchema)),
    add: (subscription) => ask({ method: 'POST', path, body: subscription }, subscriptionJsonSchema),
    change: (id, patch) => ask({ method: 'PATCH', path: pathTo(id), body: patch }, subscriptionJsonSchema),
    acknowledge: (id, anchor) =>
      ask({ method: 'POST', path: `${pathTo(id)}/ack`, body: { anchor } }, subscriptionJsonSchema),
    remove: async (id) => {
      await send({ method: 'DELETE', path: pathTo(id) })
    },
  }
}
