import type { Clock, RandomBytes } from '../health/clock.js'
import { HealthError } from '../health/error.js'
import type { Changes, HealthStore } from '../store/health-store.js'
import { noticeOf } from './notice.js'
import type { Send } from './send.js'
import { signatureHeader, signatureOf } from './signature.js'
import { acknowledged, after, type Outcome } from './standing.js'
import type { Subscription } from './subscription.js'

/** What telling takes. */
export interface PostParts {
  readonly store: Pick<HealthStore, 'changes' | 'anchor'>
  readonly clock: Clock
  readonly random: RandomBytes
  readonly send: Send
  /** Ends what is on its way. */
  readonly signal: AbortSignal
}

/** What a round of telling came to: the new standing, and what was done for it. */
export interface Round {
  readonly subscription: Subscription
  readonly told: 'nothing' | 'delivered' | 'missed'
  /** Whether there is more to tell at once. */
  readonly more: boolean
}

const pageSize = 500
/** For an acknowledgement by a call of its own is waited so long. */
const patienceMs = 15 * 60_000

const pageFor = async (
  { store }: PostParts,
  { user, types, predicate, anchor }: Subscription,
): Promise<Changes | undefined> => {
  try {
    return await store.changes({ user, types, predicate, anchor, limit: pageSize })
  } catch (error) {
    if (error instanceof HealthError && error.code === 'anchorExpired') return undefined
    throw error
  }
}

const startedOver = ({ anchor, ...subscription }: Subscription): Subscription => ({ ...subscription, owed: 'resync' })

const outcomeOf = (answer: number | string, anchor: string, until: number | undefined): Outcome => {
  if (typeof answer === 'string') return { kind: 'missed', reason: answer }
  if (answer < 200 || answer > 299) return { kind: 'missed', reason: `answered ${answer}` }
  return until === undefined
    ? { kind: 'acknowledged', status: answer, anchor }
    : { kind: 'awaited', status: answer, anchor, until }
}

const headersOf = ({ secret }: Subscription, at: number, body: string): Record<string, string> => ({
  'content-type': 'application/json',
  'user-agent': 'vitald',
  ...(secret === undefined ? {} : { [signatureHeader]: signatureOf(secret, at, body) }),
})

/** Tells an observer what changed since it acknowledged last, if anything did. */
export async function tell(parts: PostParts, subscription: Subscription): Promise<Round> {
  const { store, clock, random, send, signal } = parts
  const upto = store.anchor()
  const page = await pageFor(parts, subscription)
  if (page === undefined) return tell(parts, startedOver(subscription))
  const sendsPage = subscription.include === 'changes'
  const reached = sendsPage || page.added.length + page.deleted.length === 0 ? page.anchor : upto
  if (subscription.owed === undefined && page.added.length + page.deleted.length === 0)
    return { subscription: { ...subscription, anchor: reached }, told: 'nothing', more: page.more }
  const at = clock()
  const notice = noticeOf(subscription, page, { at, upto: reached })
  const body = JSON.stringify(notice)
  const headers = headersOf(subscription, at, body)
  const answer = await send({ url: subscription.url, body, headers, signal })
  const until = subscription.acknowledge === 'call' ? clock() + patienceMs : undefined
  const outcome = outcomeOf(answer, notice.anchor, until)
  const more = sendsPage && page.more
  const standing = after(subscription, outcome, { at: clock(), random, more })
  if (outcome.kind === 'missed') return { subscription: standing, told: 'missed', more: false }
  return { subscription: standing, told: 'delivered', more: more && outcome.kind === 'acknowledged' }
}

/** The subscription after its receiver has said that it dealt with what it was told. */
export function confirm(subscription: Subscription, anchor: string): Subscription {
  const { awaited } = subscription
  if (awaited?.anchor !== anchor) throw new HealthError('conflict', 'this is not what is waited for')
  return acknowledged(subscription, anchor)
}
