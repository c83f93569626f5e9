import { z } from 'zod'
import { invalidArgument } from '../health/error.js'
import type { Predicate } from '../health/predicate/predicate.js'
import { findType, type SampleTypeName } from '../health/type.js'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** HKUpdateFrequency: how often an observer is told at most, ms between two tellings. */
export const frequencies = { immediate: 0, hourly: hourMs, daily: 24 * hourMs, weekly: 7 * 24 * hourMs } as const
export type Frequency = keyof typeof frequencies

/** What an observer wants to hear of, and where. */
export interface Wish {
  readonly types: readonly SampleTypeName[]
  /** Only additions for which this holds; deletions are told whatever the deleted sample was. */
  readonly predicate?: Predicate | undefined
  readonly frequency: Frequency
  /** http or https. */
  readonly url: string
  /** Signs what is sent; never told again. */
  readonly secret?: string | undefined
  /** Whether what changed is sent along, or only that something did. */
  readonly include?: 'changes' | undefined
  /** What acknowledges a telling: an answer of 2xx, or a call of its own after such an answer. */
  readonly acknowledge: 'response' | 'call'
}

/** How it goes with telling an observer. Times are epoch ms. */
export interface Standing {
  /** Up to where changes were acknowledged; from the beginning when left out. */
  readonly anchor?: string | undefined
  readonly isPaused: boolean
  /** Why it has to be told even when nothing changed. */
  readonly owed?: 'created' | 'resync' | undefined
  readonly deliveries: number
  readonly lastDelivery?: { readonly at: number; readonly status: number } | undefined
  /** Tellings in a row that were not acknowledged. */
  readonly misses: number
  readonly lastError?: { readonly at: number; readonly reason: string } | undefined
  /** No attempt before this. */
  readonly notBefore: number
  /** Tellings that were missed so often that the observer counts as failing. They are tried on all the same. */
  readonly deadLetters: number
  /** What is told and not acknowledged yet, and until when that is waited for. */
  readonly awaited?: { readonly anchor: string; readonly until: number } | undefined
}

/** What is kept of it: what was asked for, and how it stands. */
export interface Subscription extends Wish, Standing {
  readonly id: string
  readonly user: string
  readonly createdAt: number
}

const stored = z.looseObject({
  id: z.string(),
  user: z.string(),
  types: z.array(z.string()),
  frequency: z.enum(['immediate', 'hourly', 'daily', 'weekly']),
  url: z.string(),
  acknowledge: z.enum(['response', 'call']),
  isPaused: z.boolean(),
  deliveries: z.number(),
  misses: z.number(),
  notBefore: z.number(),
  deadLetters: z.number(),
  createdAt: z.number(),
})

/** The subscription in a kept document, which only this part writes; undefined when it is none. */
export const storedSubscription = (value: unknown): Subscription | undefined =>
  stored.safeParse(value).success ? (value as Subscription) : undefined

const parts = {
  bloodPressure: 'bloodPressureSystolic and bloodPressureDiastolic',
  food: 'the dietary types',
} as const

/** Refuses what cannot be observed: correlations are told by their parts (semantics § 9.7). */
export function checkTypes(types: readonly SampleTypeName[]): void {
  const faults = types.flatMap((name, at) =>
    findType(name)?.family === 'correlation'
      ? [{ pointer: `/types/${at}`, message: `is a correlation: name ${parts[name as keyof typeof parts]} instead` }]
      : [],
  )
  if (faults.length > 0) throw invalidArgument('correlations cannot be observed', faults)
}
