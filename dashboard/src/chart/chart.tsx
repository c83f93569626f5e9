import { useEffect, useRef, useState } from 'preact/hooks'
import uPlot from 'uplot'
import { formatDuration, formatWhole } from '../format.js'
import { type ChartLines, chartData } from './chart-data.js'
import { chartOptions, type Pointed } from './chart-options.js'
import type { Marks } from './marks.js'

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

const heightFor = (width: number): number => (width < 500 ? 200 : 280)

const Legend = ({ pointed, hasPower }: { readonly pointed: Pointed | undefined; readonly hasPower: boolean }) => (
  <p class="legend">
    <span class="heart">Heart rate {pointed && `${formatWhole(pointed.heartRate)} bpm`}</span>
    {hasPower && <span class="power">Power {pointed && `${formatWhole(pointed.power)} W`}</span>}
    <span class="at">{pointed && formatDuration(pointed.seconds)}</span>
  </p>
)

/** Heart rate and power over a ride. Dragging zooms in, a double click shows all again. */
export const Chart = (props: ChartProps) => {
  const { lines, start, end, version, hasPower } = props
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const latest = useRef(props)
  latest.current = props
  const [pointed, setPointed] = useState<Pointed | undefined>(undefined)
  const [width, setWidth] = useState(0)

  useEffect(() => {
    const { current: element } = host
    if (element === null) return undefined
    const marks = () => latest.current.marks
    const size = { width: element.clientWidth, height: heightFor(element.clientWidth) }
    const options = chartOptions({ ...size, hasPower, marks, onPoint: setPointed })
    const created = new uPlot(options, [[], [], []], element)
    plot.current = created
    setWidth(element.clientWidth)
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    const theme = matchMedia('(prefers-color-scheme: dark)')
    const recolour = () => created.redraw()
    theme.addEventListener('change', recolour)
    return () => {
      theme.removeEventListener('change', recolour)
      observer.disconnect()
      created.destroy()
    }
  }, [hasPower])

  useEffect(() => {
    if (width > 0) plot.current?.setSize({ width, height: heightFor(width) })
  }, [width])

  // `version` stands for what grows inside `lines`.
  useEffect(() => {
    if (width === 0) return
    plot.current?.setData(chartData(lines, { start, end, columns: Math.max(1, width) }))
  }, [version, lines, start, end, width, hasPower])

  return (
    <section class="card chart" aria-label="Heart rate and power over time">
      <Legend pointed={pointed} hasPower={hasPower} />
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
