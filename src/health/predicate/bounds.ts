import { findType } from '../type.js'
import type { Predicate, TimeWindow } from './predicate.js'

/**
 * What follows from a predicate for every sample that it holds for, so that what cannot match is never read. A missing
 * list leaves all open; times are epoch ms.
 */
export interface Bounds {
  readonly types?: ReadonlySet<string> | undefined
  readonly sources?: ReadonlySet<string> | undefined
  readonly devices?: ReadonlySet<string> | undefined
  readonly uuids?: ReadonlySet<string> | undefined
  /** Workouts of which each match is associated with one. */
  readonly workouts?: ReadonlySet<string> | undefined
  /** Nothing starts before `startFrom`, or at `startTo` or later. */
  readonly startFrom: number
  readonly startTo: number
  /** Nothing ends before `endFrom`, or at `endTo` or later. */
  readonly endFrom: number
  readonly endTo: number
}

type ListName = 'types' | 'sources' | 'devices' | 'uuids' | 'workouts'
const listNames: readonly ListName[] = ['types', 'sources', 'devices', 'uuids', 'workouts']

const [past, future] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
const anything: Bounds = { startFrom: past, startTo: future, endFrom: past, endTo: future }
const none: ReadonlySet<string> = new Set()
/** The bounds of what nothing matches. */
export const nothing: Bounds = {
  types: none,
  sources: none,
  devices: none,
  uuids: none,
  workouts: none,
  startFrom: future,
  startTo: past,
  endFrom: future,
  endTo: past,
}

/** Whether no sample can lie within. */
export const isNothing = (bounds: Bounds): boolean =>
  bounds.startFrom >= bounds.startTo ||
  bounds.endFrom >= bounds.endTo ||
  bounds.endTo <= bounds.startFrom ||
  listNames.some((name) => bounds[name]?.size === 0)

const intersect = (a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined) => {
  if (a === undefined || b === undefined) return a ?? b
  return new Set([...a].filter((item) => b.has(item)))
}

const both = (a: Bounds, b: Bounds): Bounds => ({
  ...Object.fromEntries(listNames.map((name) => [name, intersect(a[name], b[name])])),
  startFrom: Math.max(a.startFrom, b.startFrom),
  startTo: Math.min(a.startTo, b.startTo),
  endFrom: Math.max(a.endFrom, b.endFrom),
  endTo: Math.min(a.endTo, b.endTo),
})

const either = (a: Bounds, b: Bounds): Bounds => {
  // What nothing matches would widen the other's times to none of its own, and its lists are empty anyway.
  if (isNothing(a)) return b
  if (isNothing(b)) return a
  const unite = (name: ListName) => {
    const [left, right] = [a[name], b[name]]
    return left === undefined || right === undefined ? undefined : new Set([...left, ...right])
  }
  return {
    ...Object.fromEntries(listNames.map((name) => [name, unite(name)])),
    startFrom: Math.min(a.startFrom, b.startFrom),
    startTo: Math.max(a.startTo, b.startTo),
    endFrom: Math.min(a.endFrom, b.endFrom),
    endTo: Math.max(a.endTo, b.endTo),
  }
}

const ofTime = ({ start = past, end = future, strictStartDate, strictEndDate }: TimeWindow): Bounds => {
  if (start >= end) return nothing
  // Whatever the options, a match ends in the window or later, and starts in it or earlier.
  return {
    startFrom: strictStartDate ? start : past,
    startTo: end,
    endFrom: start,
    endTo: strictEndDate ? end : future,
  }
}

const lower = (uuids: readonly string[]): ReadonlySet<string> => new Set(uuids.map((uuid) => uuid.toLowerCase()))

/** The bounds of a predicate: exact through `and`, conservative through `or`, none through `not`. */
export function boundsOf(predicate: Predicate): Bounds {
  if ('and' in predicate) return predicate.and.map(boundsOf).reduce(both, anything)
  if ('or' in predicate) return predicate.or.map(boundsOf).reduce(either, nothing)
  if ('time' in predicate) return ofTime(predicate.time)
  if ('type' in predicate)
    return { ...anything, types: new Set(predicate.type.map((name) => findType(name)?.name ?? name)) }
  if ('source' in predicate) return { ...anything, sources: new Set(predicate.source) }
  if ('device' in predicate) return { ...anything, devices: new Set(predicate.device) }
  if ('uuid' in predicate) return { ...anything, uuids: lower(predicate.uuid) }
  if ('workout' in predicate) return { ...anything, workouts: lower([predicate.workout]) }
  return anything
}
