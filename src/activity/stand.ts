import type { Span } from '../health/clock.js'
import { type CivilDay, clockHours } from './civil-days.js'
import { type Marks, runningSpans, type Scope, sumsOf } from './material.js'
import { minutesOf, overlap } from './minutes.js'

const stepsAMinute = 30
// A sum over many spans is not always the whole number that it stands for.
const tolerance = 1e-6

/** What somebody does who stands and moves; in a wheelchair, who rolls. */
const strideTypes = ({ person }: Scope) =>
  person.wheelchairUse === 'yes' ? (['stepCount', 'pushCount'] as const) : (['stepCount'] as const)

/** The spans in which there is a minute of 30 steps or more. Only where there are so many at all, minutes are looked at. */
async function walked(scope: Scope, hours: readonly Span[]): Promise<ReadonlySet<Span>> {
  const found = new Set<Span>()
  for (const type of strideTypes(scope)) {
    const sums = await sumsOf(scope, type, hours)
    const candidates = hours.filter((_, at) => (sums[at] ?? 0) >= stepsAMinute - tolerance)
    const minutes = candidates.flatMap((hour) => minutesOf([hour]).map((minute) => ({ ...minute, hour })))
    const steps = await sumsOf(
      scope,
      type,
      minutes.map(({ start, end }) => ({ start, end })),
    )
    for (const [at, { hour }] of minutes.entries()) if ((steps[at] ?? 0) >= stepsAMinute - tolerance) found.add(hour)
  }
  return found
}

const isIn = (at: number, { start, end }: Span): boolean => at >= start && at < end

/** In how many clock hours of each day the person stood: by steps, by a watch's judgement, or in a running workout. */
export async function standHours(scope: Scope, days: readonly CivilDay[], marks: Marks): Promise<readonly number[]> {
  const hoursOf = days.map(clockHours)
  const byWalking = await walked(scope, hoursOf.flat())
  const told = [...marks.standHours, ...marks.workouts.flatMap(runningSpans)]
  const stood = (hour: Span): boolean =>
    byWalking.has(hour) || told.some((span) => isIn(span.start, hour) || overlap(span, hour) !== undefined)
  return hoursOf.map((hours) => hours.filter(stood).length)
}
