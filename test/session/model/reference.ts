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
  let since = start
  let isRunning = true
  for (const { event, at } of events) {
    if (event === 'pause' && isRunning) spans.push({ start: since, end: at })
    if (event === 'pause') isRunning = false
    if (event !== 'resume' || isRunning) continue
    since = at
    isRunning = true
  }
  return isRunning ? [...spans, { start: since, end }] : spans
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
