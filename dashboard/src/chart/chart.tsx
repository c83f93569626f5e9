import { useEffect, useRef, useState } from 'preact/hooks'
import { formatDuration, formatWhole } from '../format.js'
import { type ChartLines, chartData } from './chart-data.js'
import type { Pointed, View } from './chart-options.js'
import type { Marks } from './marks.js'
import { usePlot } from './use-plot.js'

interface ChartProps {
  readonly lines: ChartLines
  readonly marks: Marks
  /** Epoch ms. */
  readonly start: number
  readonly end: number
  /** Changes when the lines have grown in place. */
  readonly version: number
  readonly hasPower: boolean
}

interface LegendProps {
  readonly pointed: Pointed | undefined
  readonly hasPower: boolean
  /** Leads back to the whole ride; only while a part of it is shown. */
  readonly showAll: (() => void) | undefined
}

const Legend = ({ pointed, hasPower, showAll }: LegendProps) => (
  <div class="legend">
    <span class="heart">Heart rate {pointed && `${formatWhole(pointed.heartRate)} bpm`}</span>
    {hasPower && <span class="power">Power {pointed && `${formatWhole(pointed.power)} W`}</span>}
    <span class="at">{pointed && formatDuration(pointed.seconds)}</span>
    {showAll && (
      <button type="button" onClick={showAll}>
        Show all
      </button>
    )}
  </div>
)

/** Heart rate and power over a ride. Dragging zooms in, a double click shows all again. */
export const Chart = (props: ChartProps) => {
  const { lines, start, end, version, hasPower } = props
  const host = useRef<HTMLDivElement>(null)
  const [pointed, setPointed] = useState<Pointed | undefined>(undefined)
  const [zoom, setZoom] = useState<View | undefined>(undefined)
  const view = zoom ?? { from: 0, to: (end - start) / 1000 }
  // The plot asks while it draws, long after the render that made it.
  const latest = useRef({ view, marks: props.marks })
  latest.current = { view, marks: props.marks }
  const { plot, width } = usePlot(host, {
    hasPower,
    marks: () => latest.current.marks,
    view: () => latest.current.view,
    onView: setZoom,
    onPoint: setPointed,
  })

  // `version` stands for what grows inside `lines`.
  useEffect(() => {
    if (width === 0) return
    const gaps = props.marks.gaps.map(({ from, to }) => ({ start: start + from * 1000, end: start + to * 1000 }))
    const span = { start: start + view.from * 1000, end: start + view.to * 1000, columns: width, gaps }
    plot.current?.setData(chartData(lines, span, start))
  }, [version, lines, start, view.from, view.to, width, hasPower, props.marks.gaps.length])

  return (
    <section class="card chart" aria-label="Heart rate and power over time">
      <Legend {...{ pointed, hasPower }} showAll={zoom && (() => setZoom(undefined))} />
      <div
        ref={host}
        class="plot"
        role="img"
        aria-label="Chart of heart rate and power over time"
        data-testid="chart"
      />
    </section>
  )
}
