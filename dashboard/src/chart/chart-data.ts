import { alignLines, type Cell, downsample, type Span } from '../downsample.js'
import type { Points } from '../points.js'
import { gapBreaks, lineBreaks } from './line-breaks.js'

/** The two lines of a chart. */
export interface ChartLines {
  readonly heartRate: Points
  readonly power: Points
}

/** What is drawn, epoch ms, and where nothing was recorded, however short that is. */
export interface ChartSpan extends Span {
  readonly gaps: readonly { readonly start: number; readonly end: number }[]
}

/** A line is broken where nothing came for this long, ms: the stale limits of the two types. */
const staleMs = { heartRate: 5_000, power: 3_000 } as const

/** The table that is drawn: seconds since `origin`, power, heart rate; a few cells for each pixel column of the span. */
export const chartData = (lines: ChartLines, span: ChartSpan, origin: number): [number[], Cell[], Cell[]] => {
  const thin = (name: keyof ChartLines) => ({
    points: downsample(lines[name], span),
    breaks: [...lineBreaks(lines[name], staleMs[name], span), ...gapBreaks(lines[name], span.gaps)],
  })
  const [times, power = [], heartRate = []] = alignLines([thin('power'), thin('heartRate')])
  return [times.map((time) => (time - origin) / 1000), power, heartRate]
}
