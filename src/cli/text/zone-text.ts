import { clockTime } from './output.js'
import { rangeText } from './range-text.js'
import type { ZoneFields } from './workout-fields.js'

const barWidth = 24

/** A line a zone: its borders, its time, its share of the time as a bar. */
export function zoneLines(zones: readonly ZoneFields[], type: string): readonly string[] {
  const all = zones.reduce((sum, { seconds }) => sum + seconds, 0)
  const ranges = zones.map((zone) => rangeText(type, zone))
  const width = Math.max(...ranges.map(({ length }) => length))
  return zones.map(({ seconds }, index) => {
    const share = all > 0 ? seconds / all : 0
    const head = `  ${index + 1}  ${(ranges[index] ?? '').padEnd(width)}  ${clockTime(seconds).padStart(7)}`
    return `${head} ${`${Math.round(share * 100)}`.padStart(3)} %  ${'█'.repeat(Math.round(share * barWidth))}`.trimEnd()
  })
}

/** How many columns each zone has of a bar, by its time; each that has time has at least one. */
export function zoneWidths(zones: readonly ZoneFields[], width: number): readonly number[] {
  const all = zones.reduce((sum, { seconds }) => sum + seconds, 0)
  if (all <= 0) return zones.map(() => 0)
  const widths = zones.map(({ seconds }) => (seconds > 0 ? Math.max(1, Math.round((seconds / all) * width)) : 0))
  const widest = widths.indexOf(Math.max(...widths))
  const surplus = widths.reduce((sum, one) => sum + one, 0) - width
  return widths.map((one, index) => (index === widest ? Math.max(1, one - surplus) : one))
}
