import type { TimeWindow } from './predicate.js'

/** Start and end of a sample, epoch ms. */
export interface Extent {
  readonly start: number
  readonly end: number
}

/** Whether a sample lies in a window (semantics § 9.1). A point at the window's start is in, at its end out. */
export function isInTime(window: TimeWindow): (extent: Extent) => boolean {
  const { start: from = Number.NEGATIVE_INFINITY, end: to = Number.POSITIVE_INFINITY } = window
  const isWithin = (at: number): boolean => at >= from && at < to
  // An empty window has nothing, not even what reaches over it.
  if (from >= to) return () => false
  const { strictStartDate = false, strictEndDate = false } = window
  if (strictStartDate || strictEndDate)
    return ({ start, end }) => (!strictStartDate || isWithin(start)) && (!strictEndDate || isWithin(end))
  return ({ start, end }) => (start === end ? isWithin(start) : start < to && end > from)
}

/** What is known of the times of several samples, epoch ms. */
export interface TimeRange {
  readonly first_start: number
  readonly last_start: number
  readonly max_end: number
}

const within = (least: number, most: number, window: TimeWindow): boolean | undefined => {
  const { start: from = Number.NEGATIVE_INFINITY, end: to = Number.POSITIVE_INFINITY } = window
  if (most < from || least >= to) return false
  return least >= from && most < to ? true : undefined
}

const both = (a: boolean | undefined, b: boolean | undefined): boolean | undefined => {
  if (a === false || b === false) return false
  return a === true && b === true ? true : undefined
}

/** The verdict on all of several samples; undefined when it depends on which. */
export function areInTime(window: TimeWindow, { first_start, last_start, max_end }: TimeRange): boolean | undefined {
  const { start: from = Number.NEGATIVE_INFINITY, end: to = Number.POSITIVE_INFINITY } = window
  if (from >= to) return false
  const starts = within(first_start, last_start, window)
  const ends = within(first_start, max_end, window)
  if (window.strictStartDate && window.strictEndDate) return both(starts, ends)
  if (window.strictStartDate) return starts
  if (window.strictEndDate) return ends
  // What starts inside is in, however long it lasts; what ends before the window or starts behind it is out.
  return starts === true ? true : ends === false ? false : undefined
}
