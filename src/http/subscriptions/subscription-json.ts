import { z } from 'zod'
import { predicateSchema } from '../../health/predicate/predicate-json.js'
import { isoTime } from '../../health/time.js'
import type { Observer } from '../../observers/observers.js'
import { typeName } from '../query.js'

const frequency = z.enum(['immediate', 'hourly', 'daily', 'weekly'])
const url = z
  .url({ protocol: /^https?$/, error: 'is not an http or https URL' })
  .max(2_048)
  .meta({ description: 'where to POST to' })
const secret = z
  .string()
  .min(8)
  .max(256)
  .meta({ description: 'signs what is sent, as `x-vitald-signature: t=…,v1=HMAC-SHA256(t.body)`; never told again' })
const anchor = z.string().min(1).max(1_024)

/** A subscription that is asked for. */
export const newSubscriptionSchema = z.strictObject({
  types: z.array(typeName).min(1).max(1_000),
  // A condition may hold conditions, so it is described where predicates are, and judged by what reads them.
  predicate: z.unknown().pipe(predicateSchema).optional(),
  frequency: frequency.default('immediate').meta({ description: 'the most often that it is told' }),
  url,
  secret: secret.optional(),
  include: z.literal('changes').optional().meta({ description: 'send the changes along' }),
  acknowledge: z
    .enum(['response', 'call'])
    .default('response')
    .meta({ description: 'an answer of 2xx acknowledges, or only a later call of `…/ack`' }),
  anchor: anchor.optional().meta({ description: 'from where on changes are told; default: from now on' }),
})

/** What may be changed of one. */
export const subscriptionPatchSchema = z.strictObject({
  paused: z.boolean().optional(),
  url: url.optional(),
  frequency: frequency.optional(),
  secret: secret.optional(),
})

export const acknowledgementSchema = z.strictObject({ anchor })

const instant = z.string()

/** How it goes with a subscription, as the API gives it. */
export const subscriptionJsonSchema = z
  .strictObject({
    id: z.string(),
    user: z.string(),
    types: z.array(z.string()),
    predicate: z.unknown().optional(),
    frequency,
    url: z.string(),
    include: z.literal('changes').optional(),
    acknowledge: z.enum(['response', 'call']),
    createdAt: instant,
    state: z.enum(['active', 'failing', 'paused']).meta({ description: 'failing: three misses in a row or more' }),
    anchor: z.string().optional().meta({ description: 'up to where changes were acknowledged' }),
    deliveries: z.int(),
    misses: z.int().meta({ description: 'in a row' }),
    deadLetters: z.int().meta({ description: 'how often it became failing' }),
    lastDelivery: z.strictObject({ at: instant, status: z.int() }).optional(),
    lastError: z.strictObject({ at: instant, reason: z.string() }).optional(),
    nextAttempt: instant.optional().meta({ description: 'when what waits is sent at the earliest' }),
    awaited: z.strictObject({ anchor: z.string(), until: instant }).optional(),
    behindSince: instant.optional().meta({ description: 'since when something waits to be told' }),
  })
  .meta({ description: 'Who is told when something changes, and how it goes' })
export type SubscriptionJson = z.infer<typeof subscriptionJsonSchema>

const told = <Fact extends { readonly at: number }>(fact: Fact | undefined) =>
  fact === undefined ? undefined : { ...fact, at: isoTime(fact.at) }

export const subscriptionJson = (observer: Observer): SubscriptionJson => {
  const { types, notBefore, createdAt, behindSince, lastDelivery, lastError, awaited, ...rest } = observer
  return {
    ...rest,
    types: [...types],
    createdAt: isoTime(createdAt),
    lastDelivery: told(lastDelivery),
    lastError: told(lastError),
    nextAttempt: behindSince === undefined ? undefined : isoTime(Math.max(notBefore, behindSince)),
    awaited: awaited && { ...awaited, until: isoTime(awaited.until) },
    behindSince: behindSince === undefined ? undefined : isoTime(behindSince),
  }
}
