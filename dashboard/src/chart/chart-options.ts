import type uPlot from 'uplot'
import { formatDuration } from '../format.js'
import type { Marks } from './marks.js'

/** What is under the pointer: seconds from the start and the nearest values. */
export interface Pointed {
  readonly seconds: number
  readonly heartRate: number | undefined
  readonly power: number | undefined
}

export interface ChartParts {
  readonly width: number
  readonly height: number
  readonly hasPower: boolean
  readonly marks: () => Marks
  readonly onPoint: (pointed: Pointed | undefined) => void
}

const timeSteps = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400]
const font = '12px system-ui, sans-serif'

// Colours are the style sheet's, read while drawing, so that they follow the change from light to dark.
const colour = (plot: uPlot, name: string): string => getComputedStyle(plot.root).getPropertyValue(name).trim()
const inColour = (name: string) => (plot: uPlot) => colour(plot, name)

const axes = (hasPower: boolean): uPlot.Axis[] => [
  {
    stroke: inColour('--muted'),
    grid: { show: false },
    ticks: { stroke: inColour('--line'), size: 4, width: 1 },
    incrs: timeSteps,
    space: 70,
    size: 30,
    font,
    values: (_, splits) => splits.map(formatDuration),
  },
  {
    scale: 'bpm',
    stroke: inColour('--heart'),
    grid: { stroke: inColour('--line'), width: 1 },
    ticks: { show: false },
    size: 40,
    font,
  },
  {
    scale: 'W',
    side: 1,
    show: hasPower,
    stroke: inColour('--power'),
    grid: { show: false },
    ticks: { show: false },
    size: 44,
    font,
  },
]

// Heart rate comes last, to lie on top of the filled power.
const series = (hasPower: boolean): uPlot.Series[] => [
  {},
  {
    scale: 'W',
    show: hasPower,
    stroke: inColour('--power-line'),
    fill: inColour('--power-fill'),
    width: 1.25,
    points: { show: false },
  },
  { scale: 'bpm', stroke: inColour('--heart'), width: 2, points: { show: false } },
]

const paint = (plot: uPlot, draw: (box: uPlot.BBox, x: (seconds: number) => number) => void): void => {
  plot.ctx.save()
  draw(plot.bbox, (seconds) => plot.valToPos(seconds, 'x', true))
  plot.ctx.restore()
}

const drawPauses = (marks: () => Marks) => (plot: uPlot) =>
  paint(plot, (box, x) => {
    plot.ctx.fillStyle = colour(plot, '--pause')
    for (const pause of marks().pauses) {
      const from = Math.max(x(pause.from), box.left)
      const to = Math.min(pause.to === Infinity ? Infinity : x(pause.to), box.left + box.width)
      if (to > from) plot.ctx.fillRect(from, box.top, to - from, box.height)
    }
  })

const drawLaps = (marks: () => Marks) => (plot: uPlot) =>
  paint(plot, (box, x) => {
    const { ctx } = plot
    const ratio = devicePixelRatio
    ctx.strokeStyle = colour(plot, '--mark')
    ctx.fillStyle = colour(plot, '--muted')
    ctx.font = `${11 * ratio}px system-ui, sans-serif`
    ctx.lineWidth = ratio
    ctx.setLineDash([3 * ratio, 3 * ratio])
    for (const lap of marks().laps) {
      const at = Math.round(x(lap.at))
      if (at < box.left || at > box.left + box.width) continue
      ctx.beginPath()
      ctx.moveTo(at, box.top)
      ctx.lineTo(at, box.top + box.height)
      ctx.stroke()
      const isLast = at + 16 * ratio > box.left + box.width
      ctx.textAlign = isLast ? 'right' : 'left'
      ctx.fillText(String(lap.number), at + (isLast ? -4 : 4) * ratio, box.top + 11 * ratio)
    }
  })

const point =
  (onPoint: ChartParts['onPoint']) =>
  (plot: uPlot): void => {
    const { idx } = plot.cursor
    const [times, power, heartRate] = plot.data
    const seconds = idx == null ? undefined : times?.[idx]
    if (idx == null || seconds === undefined) onPoint(undefined)
    else onPoint({ seconds, heartRate: near(heartRate, idx), power: near(power, idx) })
  }

// A line may have no point of its own on an instant that comes from the other line.
const near = (line: ArrayLike<number | null | undefined> | undefined, index: number): number | undefined =>
  [0, -1, 1, -2, 2].map((step) => line?.[index + step]).find((value) => typeof value === 'number') ?? undefined

const around = (low: number, high: number): [number, number] =>
  Number.isFinite(low) && Number.isFinite(high)
    ? [Math.floor(low / 10) * 10 - 10, Math.ceil(high / 10) * 10 + 10]
    : [60, 180]

const fromZero = (high: number): [number, number] => [0, Number.isFinite(high) && high > 0 ? high * 1.1 : 300]

/** How a chart of heart rate and power over a ride looks and behaves. */
export const chartOptions = ({ width, height, hasPower, marks, onPoint }: ChartParts): uPlot.Options => ({
  width,
  height,
  legend: { show: false },
  cursor: { drag: { x: true, y: false }, points: { size: 7 } },
  scales: {
    x: { time: false },
    bpm: { range: (_, low, high) => around(low ?? NaN, high ?? NaN) },
    W: { range: (_, __, high) => fromZero(high ?? NaN) },
  },
  axes: axes(hasPower),
  series: series(hasPower),
  hooks: { drawClear: [drawPauses(marks)], draw: [drawLaps(marks)], setCursor: [point(onPoint)] },
})
