import type { Span } from '../../health/clock.js'
import type { Point } from './point.js'

const secondMs = 1_000

/**
 * The points of a stretch without a pause. Its very beginning and end are points, too, because readers tell a pause by
 * them; what was in the second in which it begins is at its beginning.
 */
export function pointsIn(points: readonly Point[], { start, end }: Span): readonly Point[] {
  const inside = points
    .filter(({ at }) => at > start - secondMs && at <= end)
    .map((point) => (point.at < start ? { ...point, at: start } : point))
  return [
    ...(inside[0]?.at === start ? [] : [{ at: start }]),
    ...inside,
    ...(inside.at(-1)?.at === end ? [] : [{ at: end }]),
  ]
}

/** The stretches of a lap: a lap that begins or ends in a pause begins or ends with a point alone. */
export function tracksOf(
  stretches: readonly (readonly Point[])[],
  { start, end }: Span,
): readonly (readonly Point[])[] {
  const tracks = stretches.map((points) => {
    const last = points.at(-1)?.at
    return points.filter(({ at }) => at >= start && (at < end || (at === end && at === last)))
  })
  const runs = (at: number): boolean =>
    stretches.some((points) => (points[0]?.at ?? at) <= at && (points.at(-1)?.at ?? at) >= at)
  return [
    ...(runs(start) ? [] : [[{ at: start }]]),
    ...tracks.filter(({ length }) => length > 0),
    ...(runs(end) ? [] : [[{ at: end }]]),
  ]
}
