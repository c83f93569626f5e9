import type { Reading } from './readings.js'

/** How a type's values are put together, and how long they hold, ms. */
export interface Style {
  readonly kind: 'cumulative' | 'mean' | 'held' | 'level'
  readonly hold: number
}

type Timed = Pick<Reading, 'source' | 'start' | 'end' | 'from' | 'to' | 'value'>

const lastHold = 1_000

/** The time that a reading holds, of all that its source has. */
const heldOf = (reading: Timed, own: readonly Timed[], { hold }: Style): number => {
  if (reading.end > reading.start) return reading.to - reading.from
  const together = own.filter((one) => one.start === one.end && one.start === reading.start).length
  const later = own.map(({ from }) => from).filter((from) => from > reading.start)
  const time = later.length === 0 ? lastHold : Math.min(Math.min(...later) - reading.start, hold)
  return time / together
}

/** The average of readings of any sources. */
export const averageOf = (readings: readonly Timed[], style: Style): number => {
  if (style.kind === 'mean') return readings.reduce((sum, { value }) => sum + value, 0) / readings.length
  const level = (value: number): number => (style.kind === 'level' ? 10 ** (value / 10) : value)
  let [weighted, weight] = [0, 0]
  for (const reading of readings) {
    const held = heldOf(
      reading,
      readings.filter(({ source }) => source === reading.source),
      style,
    )
    weighted += level(reading.value) * held
    weight += held
  }
  return style.kind === 'level' ? 10 * Math.log10(weighted / weight) : weighted / weight
}
