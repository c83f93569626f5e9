import type { Workout } from '../../../src/health/workout.js'

/** A reading at an instant, epoch ms. */
export interface Reading {
  readonly at: number
  readonly value: number
}

interface Span {
  readonly start: number
  readonly end: number
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

const seconds = (spans: readonly Span[]): number => spans.reduce((sum, { start, end }) => sum + end - start, 0) / 1_000

/** Start to end without pauses, s. */
export const timerSeconds = (workout: Workout): number => seconds(running(workout))

/** What a workout without readings in timer time has. */
export interface HeartRateFigures {
  readonly count: number
  readonly min: number
  readonly max: number
  /** How long readings held, s: until the next, the pause, or 30 s later; the last one for 1 s. */
  readonly held: number
  /** By the time that each held; of none that held, the newest. */
  readonly average: number
}

/** The heart rate's figures, told anew from what was measured; undefined when nothing was in timer time. */
export const heartRateFigures = (workout: Workout, measured: readonly Reading[]): HeartRateFigures | undefined => {
  const spans = running(workout)
  const readings = measured.filter(({ at }) => workout.start <= at && at <= workout.end).toSorted((a, b) => a.at - b.at)
  const spanOf = (at: number) =>
    spans.findLast(({ start, end }) => start <= at && (at < end || (at === end && at === workout.end)))
  const counted = readings.flatMap(({ at, value }, index) => {
    const span = spanOf(at)
    if (span === undefined) return []
    const next = readings[index + 1]?.at
    const until = Math.min(next ?? at + 1_000, at + 30_000, span.end)
    return [{ value, held: Math.max(0, until - at) / 1_000 }]
  })
  const values = counted.map(({ value }) => value)
  const held = counted.reduce((sum, reading) => sum + reading.held, 0)
  const weighed = counted.reduce((sum, reading) => sum + reading.held * reading.value, 0)
  if (counted.length === 0) return undefined
  const average = held > 0 ? weighed / held : (values.at(-1) ?? Number.NaN)
  return { count: values.length, min: Math.min(...values), max: Math.max(...values), held, average }
}

/** How much of what was measured in parts of time fell into timer time. */
export const covered = (workout: Workout, parts: readonly (Span & { readonly value: number })[]): number => {
  let sum = 0
  for (const span of running(workout))
    for (const { start, end, value } of parts)
      sum += (value * Math.max(0, Math.min(end, span.end) - Math.max(start, span.start))) / (end - start)
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
