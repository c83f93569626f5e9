import type { Span } from '../health/clock.js'
import type { QuantityTypeName } from '../health/type.js'
import type { Missed } from './alert.js'

/** Values weighed by how long they held, ms. */
export interface Weight {
  readonly sum: number
  readonly time: number
}

/** What a step that began at `start` had come to at `until`, by type: the facts before that are not kept any more. */
export interface Carried {
  readonly start: number
  readonly until: number
  readonly amounts: ReadonlyMap<QuantityTypeName, number>
  readonly weights: ReadonlyMap<QuantityTypeName, Weight>
  /** How long a target was met, ms. */
  readonly met: ReadonlyMap<QuantityTypeName, number>
  readonly missed: ReadonlyMap<QuantityTypeName, Missed>
}

/** What is carried into a step, and the part of it whose facts are kept. */
export const partKept = (
  carried: Carried | undefined,
  span: Span,
): { readonly before?: Carried; readonly kept: Span } =>
  carried?.start === span.start ? { before: carried, kept: { start: carried.until, end: span.end } } : { kept: span }
