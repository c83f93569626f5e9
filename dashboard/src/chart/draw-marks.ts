import type uPlot from 'uplot'
import type { Marks } from './marks.js'

/** Pixels between two lap marks, at least. */
const closest = 26

/** A colour of the style sheet, read while drawing, so that the chart follows the change from light to dark. */
export const colour = (plot: uPlot, name: string): string => getComputedStyle(plot.root).getPropertyValue(name).trim()

const paint = (plot: uPlot, draw: (box: uPlot.BBox, x: (seconds: number) => number) => void): void => {
  plot.ctx.save()
  draw(plot.bbox, (seconds) => plot.valToPos(seconds, 'x', true))
  plot.ctx.restore()
}

/** Shades the pauses, under the lines. */
export const drawPauses = (marks: () => Marks) => (plot: uPlot) =>
  paint(plot, (box, x) => {
    plot.ctx.fillStyle = colour(plot, '--pause')
    for (const pause of marks().pauses) {
      const from = Math.max(x(pause.from), box.left)
      const to = Math.min(pause.to === Infinity ? Infinity : x(pause.to), box.left + box.width)
      if (to > from) plot.ctx.fillRect(from, box.top, to - from, box.height)
    }
  })

/** Pixels between two lines of a hatching. */
const hatch = 7

/** Hatches what is missing, under the lines. */
export const drawGaps = (marks: () => Marks) => (plot: uPlot) =>
  paint(plot, (box, x) => {
    const { ctx } = plot
    ctx.strokeStyle = colour(plot, '--mark')
    ctx.lineWidth = devicePixelRatio / 2
    for (const gap of marks().gaps) {
      const from = Math.max(x(gap.from), box.left)
      const to = Math.min(x(gap.to), box.left + box.width)
      if (to <= from) continue
      ctx.save()
      ctx.beginPath()
      ctx.rect(from, box.top, to - from, box.height)
      ctx.clip()
      ctx.beginPath()
      for (let at = from - box.height; at < to; at += hatch * devicePixelRatio) {
        ctx.moveTo(at, box.top + box.height)
        ctx.lineTo(at + box.height, box.top)
      }
      ctx.stroke()
      ctx.restore()
    }
  })

/** Writes what was marked along the foot of the chart; what would run into another is left out. */
export const drawNotes = (marks: () => Marks) => (plot: uPlot) =>
  paint(plot, (box, x) => {
    const { ctx } = plot
    const ratio = devicePixelRatio
    ctx.fillStyle = colour(plot, '--text')
    ctx.font = `${11 * ratio}px system-ui, sans-serif`
    ctx.textAlign = 'center'
    let last = -Infinity
    for (const note of marks().notes) {
      const [at, half] = [x(note.at), ctx.measureText(note.text).width / 2]
      if (at < box.left || at > box.left + box.width || at - half < last) continue
      last = at + half + ratio * 4
      ctx.fillText(note.text, at, box.top + box.height - 5 * ratio)
    }
  })

/** Marks where laps begin. Marks that would touch are left out; dragging shows them. */
export const drawLaps = (marks: () => Marks) => (plot: uPlot) =>
  paint(plot, (box, x) => {
    const { ctx } = plot
    const ratio = devicePixelRatio
    ctx.strokeStyle = colour(plot, '--mark')
    ctx.fillStyle = colour(plot, '--muted')
    ctx.font = `${11 * ratio}px system-ui, sans-serif`
    ctx.lineWidth = ratio
    ctx.setLineDash([3 * ratio, 3 * ratio])
    let last = -Infinity
    for (const lap of marks().laps) {
      const at = Math.round(x(lap.at))
      if (at < box.left || at > box.left + box.width || at - last < closest * ratio) continue
      last = at
      ctx.beginPath()
      ctx.moveTo(at, box.top)
      ctx.lineTo(at, box.top + box.height)
      ctx.stroke()
      const isAtEdge = at + closest * ratio > box.left + box.width
      ctx.textAlign = isAtEdge ? 'right' : 'left'
      ctx.fillText(String(lap.number), at + (isAtEdge ? -4 : 4) * ratio, box.top + 11 * ratio)
    }
  })
