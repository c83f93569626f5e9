import type { RandomBytes } from '../health/clock.js'
import { frequencies, type Standing, type Subscription } from './subscription.js'

const firstRetryMs = 5_000
const lastRetryMs = 3_600_000
/** An observer that missed so many tellings in a row is failing. */
export const failingAfter = 3

/** A number from 0 up to 1. */
const fraction = (random: RandomBytes): number => {
  const bytes = random(new Uint8Array(4))
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) / 2 ** 32
}

/** How long to wait after so many misses in a row: twice as long each time up to an hour, and half of it by chance. */
export const retryAfter = (misses: number, random: RandomBytes): number => {
  const most = Math.min(lastRetryMs, firstRetryMs * 2 ** (misses - 1))
  return Math.round(most / 2 + (most / 2) * fraction(random))
}

/** What became of one telling. */
export type Outcome =
  | { readonly kind: 'acknowledged'; readonly status: number; readonly anchor: string }
  | { readonly kind: 'awaited'; readonly status: number; readonly anchor: string; readonly until: number }
  | { readonly kind: 'missed'; readonly reason: string }

/** The standing of a new subscription: its first telling is due at once. */
export const newStanding = (anchor: string): Standing => ({
  anchor,
  isPaused: false,
  owed: 'created',
  deliveries: 0,
  misses: 0,
  notBefore: 0,
  deadLetters: 0,
})

/** After everything up to `anchor` was acknowledged. */
export const acknowledged = (before: Subscription, anchor: string): Subscription => ({
  ...before,
  anchor,
  misses: 0,
  owed: undefined,
  awaited: undefined,
})

const missed = (before: Subscription, reason: string, at: number, random: RandomBytes): Subscription => {
  const misses = before.misses + 1
  return {
    ...before,
    awaited: undefined,
    misses,
    lastError: { at, reason },
    notBefore: at + retryAfter(misses, random),
    deadLetters: before.deadLetters + (misses === failingAfter ? 1 : 0),
  }
}

/** The standing after a telling. `more` follows at once when there is more of the same to send. */
export function after(
  before: Subscription,
  outcome: Outcome,
  { at, random, more }: { readonly at: number; readonly random: RandomBytes; readonly more: boolean },
): Subscription {
  if (outcome.kind === 'missed') return missed(before, outcome.reason, at, random)
  const { status, anchor } = outcome
  const told = {
    ...before,
    deliveries: before.deliveries + 1,
    lastDelivery: { at, status },
    notBefore: more ? at : at + frequencies[before.frequency],
  }
  return outcome.kind === 'acknowledged'
    ? acknowledged(told, anchor)
    : { ...told, awaited: { anchor, until: outcome.until } }
}

/** After nobody acknowledged what was told, for as long as that is waited for. */
export const lapsed = (before: Subscription, at: number, random: RandomBytes): Subscription =>
  missed(before, 'was not acknowledged in time', at, random)
