import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import uPlot from 'uplot'
import { type ChartParts, chartOptions } from './chart-options.js'

const heightFor = (width: number): number => (width < 500 ? 200 : 280)

const createPlot = (element: HTMLElement, parts: Omit<ChartParts, 'width' | 'height'>): uPlot => {
  const { clientWidth: width } = element
  return new uPlot(chartOptions({ ...parts, width, height: heightFor(width) }), [[], [], []], element)
}

/** Calls `resized` with the width at once and whenever it changes; `recolour` when light turns dark. */
const watch = (element: HTMLElement, resized: (width: number) => void, recolour: () => void): (() => void) => {
  const observer = new ResizeObserver(() => resized(element.clientWidth))
  const theme = matchMedia('(prefers-color-scheme: dark)')
  resized(element.clientWidth)
  observer.observe(element)
  theme.addEventListener('change', recolour)
  return () => {
    theme.removeEventListener('change', recolour)
    observer.disconnect()
  }
}

/** A uPlot in an element for as long as the component lives, as wide as the element. */
export const usePlot = (host: RefObject<HTMLElement | null>, parts: Omit<ChartParts, 'width' | 'height'>) => {
  const plot = useRef<uPlot | null>(null)
  const [width, setWidth] = useState(0)
  const { hasPower } = parts

  useEffect(() => {
    const { current: element } = host
    if (element === null) return undefined
    const created = createPlot(element, parts)
    plot.current = created
    const stop = watch(element, setWidth, () => created.redraw())
    return () => {
      stop()
      created.destroy()
    }
  }, [hasPower])
  useEffect(() => {
    if (width > 0) plot.current?.setSize({ width, height: heightFor(width) })
  }, [width])
  return { plot, width }
}
