import type uPlot from 'uplot'
import { formatDuration } from '../format.js'
import { colour, drawGaps, drawLaps, drawNotes, drawPauses } from './draw-marks.js'
import type { Marks } from './marks.js'

/** What is under the pointer: seconds from the start and the nearest values. */
export interface Pointed {
  readonly seconds: number
  readonly heartRate: number | undefined
  readonly power: number | undefined
}

/** A stretch of the ride, in seconds from its start. */
export interface View {
  readonly from: number
  readonly to: number
}

export interface ChartParts {
  readonly width: number
  readonly height: number
  readonly hasPower: boolean
  readonly marks: () => Marks
  /** What is to be seen of the ride. */
  readonly view: () => View
  /** Told what was selected by dragging; undefined asks for the whole ride. */
  readonly onView: (view: View | undefined) => void
  readonly onPoint: (pointed: Pointed | undefined) => void
}

const timeSteps = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400]
const font = '12px system-ui, sans-serif'

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

const shortestViewPixels = 10

const select =
  (onView: ChartParts['onView']) =>
  (plot: uPlot): void => {
    const { left, width } = plot.select
    if (width >= shortestViewPixels) onView({ from: plot.posToVal(left, 'x'), to: plot.posToVal(left + width, 'x') })
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
  }

const showAll = (onView: ChartParts['onView']) => (): null => {
  onView(undefined)
  return null
}

const xRange = ({ from, to }: View): [number, number] => [from, to]

/** How a chart of heart rate and power over a ride looks and behaves. */
export const chartOptions = ({ width, height, hasPower, ...parts }: ChartParts): uPlot.Options => ({
  width,
  height,
  legend: { show: false },
  cursor: {
    drag: { x: true, y: false, setScale: false },
    points: { size: 7 },
    bind: { dblclick: () => showAll(parts.onView) },
  },
  scales: {
    x: { time: false, range: () => xRange(parts.view()) },
    bpm: { range: (_, low, high) => around(low ?? NaN, high ?? NaN) },
    W: { range: (_, __, high) => fromZero(high ?? NaN) },
  },
  axes: axes(hasPower),
  series: series(hasPower),
  hooks: {
    drawClear: [drawPauses(parts.marks), drawGaps(parts.marks)],
    draw: [drawLaps(parts.marks), drawNotes(parts.marks)],
    setCursor: [point(parts.onPoint)],
    setSelect: [select(parts.onView)],
  },
})
