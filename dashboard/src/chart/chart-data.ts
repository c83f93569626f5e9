import { alignLines, type Cell, downsample, type Span } from '../downsample.js'
import type { Points } from '../points.js'

/** The two lines of a chart. */
export interface ChartLines {
  readonly heartRate: Points
  readonly power: Points
}

/** A line is broken where nothing came for this long, ms: the hold limits of the two types. */
const gapMs = { heartRate: 30_000, power: 10_000 } as const

/** The table that is drawn: seconds since `origin`, power, heart rate; a few cells for each pixel column of the span. */
export const chartData = (lines: ChartLines, span: Span, origin: number): [number[], Cell[], Cell[]] => {
  const columnMs = (span.end - span.start) / span.columns
  const thin = (name: keyof ChartLines) => ({
    points: downsample(lines[name], span),
    gapMs: gapMs[name] + columnMs * 2,
  })
  const [times, power = [], heartRate = []] = alignLines([thin('power'), thin('heartRate')])
  return [times.map((time) => (time - origin) / 1000), power, heartRate]
}
