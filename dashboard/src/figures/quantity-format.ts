import { formatName, formatPace, formatSpeed, formatWhole, nothing, type Shown } from '../format.js'

/** How a type's values are told to people. */
export interface QuantityFormat {
  readonly name: string
  readonly show: (value: number | undefined) => Shown
  /** Whether a greater value is told as a smaller figure, as pace is. */
  readonly isReversed?: true
}

const whole =
  (unit: string) =>
  (value: number | undefined): Shown => ({ value: formatWhole(value), unit })

const pace: QuantityFormat = { name: 'Pace', show: formatPace, isReversed: true }
const speed: QuantityFormat = { name: 'Speed', show: formatSpeed }

const formats: Readonly<Record<string, QuantityFormat>> = {
  heartRate: { name: 'Heart rate', show: whole('bpm') },
  cyclingPower: { name: 'Power', show: whole('W') },
  runningPower: { name: 'Power', show: whole('W') },
  cyclingCadence: { name: 'Cadence', show: whole('rpm') },
  runningSpeed: pace,
  walkingSpeed: pace,
  cyclingSpeed: speed,
  rowingSpeed: speed,
  paddleSportsSpeed: speed,
  crossCountrySkiingSpeed: speed,
}

const plain = (value: number | undefined): Shown => ({
  value: value === undefined ? nothing : String(Number(value.toFixed(2))),
  unit: '',
})

/** How a type's values are told; one that the page does not know is a plain number. */
export const formatOf = (type: string): QuantityFormat =>
  (Object.hasOwn(formats, type) ? formats[type] : undefined) ?? { name: formatName(type), show: plain }

/** Two borders in a type's canonical unit; a missing one is open. */
export interface Borders {
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** `200–250 W`, `under 119 bpm`, `from 300 W`; of a pace the faster figure comes first. */
export const rangeText = (type: string, { from, to }: Borders): string => {
  const { show, isReversed } = formatOf(type)
  const [low, high] = [show(from), show(to)]
  if (from === undefined && to === undefined) return ''
  if (from === undefined) return `${isReversed ? 'slower than' : 'under'} ${high.value} ${high.unit}`.trim()
  if (to === undefined) return `${isReversed ? 'faster than' : 'from'} ${low.value} ${low.unit}`.trim()
  if (low.value === high.value) return `${low.value} ${low.unit}`.trim()
  const [first, last] = isReversed ? [high, low] : [low, high]
  return `${first.value}–${last.value} ${first.unit}`.trim()
}
