import type { Span } from '../../../src/health/clock.js'
import type { Workout } from '../../../src/health/workout.js'

/** A reading at an instant, epoch ms. */
export interface Reading {
  readonly at: number
  readonly value: number
}

/** From when on a type was collected, or not. Epoch ms. */
export interface Wish {
  readonly at: number
  readonly isOn: boolean
}

/** When the timer ran, told anew from the record's events by walking them in time order. */
const running = ({ start, end, events }: Workout): readonly Span[] => {
  const spans: Span[] = []
  let since: number | undefined = start
  let [byHand, byMotion] = [false, false]
  for (const { event, at } of events) {
    if (event === 'pause') byHand = true
    if (event === 'motionPaused') byMotion = true
    if (event === 'motionResumed') byMotion = false
    if (event === 'resume') [byHand, byMotion] = [false, false]
    const isRunning = !byHand && !byMotion
    if (isRunning) since ??= at
    else if (since !== undefined) {
      spans.push({ start: since, end: at })
      since = undefined
    }
  }
  return since === undefined ? spans : [...spans, { start: since, end }]
}

const shared = (one: Span, other: Span): number =>
  Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start))

/** How much of a part of the workout, or of the whole, was without pauses, s. */
export const timerSeconds = (workout: Workout, part: Span = workout): number =>
  running(workout).reduce((sum, span) => sum + shared(span, part), 0) / 1_000

/** A reading that counts, and the time that it held. */
export interface Held extends Reading {
  readonly until: number
}

const isCollected = (wishes: readonly Wish[], at: number): boolean => {
  const all = wishes.filter((wish) => wish.at <= at).toSorted((one, other) => one.at - other.at)
  return all.at(-1)?.isOn ?? true
}

/**
 * The readings that count in a workout: those that were in timer time and collected. Each held until the next one, the
 * pause, the end of collecting, or 30 s later; the last one for 1 s.
 */
export const heldIn = (workout: Workout, measured: readonly Reading[], wishes: readonly Wish[]): readonly Held[] => {
  const inWorkout = ({ at }: Reading) => workout.start <= at && at <= workout.end && isCollected(wishes, at)
  const readings = measured.filter(inWorkout).toSorted((one, other) => one.at - other.at)
  const spans = running(workout)
  return readings.flatMap(({ at, value }, index) => {
    const span = spans.findLast(({ start, end }) => start <= at && (at < end || (at === end && at === workout.end)))
    if (span === undefined) return []
    const next = readings[index + 1]?.at ?? at + 1_000
    const offs = wishes.map((wish) => wish.at).filter((instant) => instant > at && !isCollected(wishes, instant))
    return [{ at, value, until: Math.max(at, Math.min(next, at + 30_000, span.end, ...offs)) }]
  })
}

/** What a part of a workout without readings in timer time has none of. */
interface Figures {
  readonly count: number
  readonly min: number
  readonly max: number
  /** How long readings held, s. */
  readonly held: number
  /** By the time that each held; of none that held, the newest. */
  readonly average: number
}

/** How long readings held in a part of the workout, s. */
export const heldSeconds = (held: readonly Held[], part: Span): number =>
  held.reduce((sum, { at, until }) => sum + shared({ start: at, end: until }, part), 0) / 1_000

/** The figures of a part, or of the whole; undefined where no reading began. A reading at the workout's end is the last part's. */
export const figuresOf = (held: readonly Held[], part: Span, workoutEnd: number): Figures | undefined => {
  const begun = held.filter(({ at }) => part.start <= at && (at < part.end || (at === part.end && at === workoutEnd)))
  if (begun.length === 0) return undefined
  const values = begun.map(({ value }) => value)
  const seconds = heldSeconds(held, part)
  const weighed = held.reduce((sum, { at, until, value }) => sum + value * shared({ start: at, end: until }, part), 0)
  const average = seconds > 0 ? weighed / 1_000 / seconds : (values.at(-1) ?? Number.NaN)
  return { count: values.length, min: Math.min(...values), max: Math.max(...values), held: seconds, average }
}

/**
 * How much of what was measured in parts of time fell into timer time of a part of the workout, or of the whole. What
 * began before the workout is not of it (semantics §12.1).
 */
export const covered = (
  workout: Workout,
  amounts: readonly (Span & { readonly value: number })[],
  part: Span = workout,
): number => {
  let sum = 0
  for (const span of running(workout))
    for (const amount of amounts.filter(({ start }) => start >= workout.start)) {
      const counted = { start: Math.max(amount.start, span.start), end: Math.min(amount.end, span.end) }
      sum += (amount.value * shared(counted, part)) / (amount.end - amount.start)
    }
  return sum
}

/**
 * When a ride with one sensor stood still, second by second: after 4 s of 0, unless the person had paused or has gone on
 * by hand since it last moved. Seconds of the workout.
 */
export const standing = (workout: Workout, speeds: readonly Reading[]): readonly (readonly [string, number])[] => {
  const told: (readonly [string, number])[] = []
  let [isPaused, isTrusted, stands] = [false, false, false]
  let stillSince: number | undefined
  for (let at = workout.start; at <= workout.end; at += 1_000) {
    if (!isPaused && !isTrusted && !stands && stillSince !== undefined && at - stillSince >= 4_000) {
      told.push(['motionPaused', stillSince])
      stands = true
    }
    for (const { event } of workout.events.filter((one) => one.at === at)) {
      if (event === 'pause') isPaused = true
      if (event === 'resume') [isPaused, isTrusted, stands] = [false, true, false]
    }
    const speed = speeds.find((one) => one.at === at)?.value
    if (speed === 0) stillSince ??= at
    if (speed === undefined || speed === 0) continue
    if (stands) told.push(['motionResumed', at])
    ;[isTrusted, stands, stillSince] = [false, false, undefined]
  }
  return told
}
