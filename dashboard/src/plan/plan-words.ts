import { rangeText } from '../figures/quantity-format.js'
import { formatDistance, formatDuration, formatName } from '../format.js'
import type { OutlineStep, PlanEntry, PlannedTarget, StepNames, StepRest } from './plan-wire.js'

const kinds: Readonly<Record<string, string>> = {
  warmup: 'Warm-up',
  work: 'Work',
  recover: 'Recovery',
  cooldown: 'Cool-down',
}

/** What a step is done for, in words. */
export const kindText = (kind: string): string =>
  (Object.hasOwn(kinds, kind) ? kinds[kind] : undefined) ?? formatName(kind)

/** A step's own name, else what it is done for, with the how-manieth time it is. */
export const stepTitle = ({ kind, name, repetition }: StepNames): string =>
  `${name ?? kindText(kind)}${repetition === undefined ? '' : ` ${repetition}`}`

const distance = (metres: number): string => {
  const { value, unit } = formatDistance(metres)
  return `${value} ${unit}`
}

const amountText = (by: string, value: number): string => {
  if (by === 'time') return formatDuration(Math.ceil(value))
  if (by === 'distance') return distance(value)
  return `${Math.ceil(value)} ${by === 'energy' ? 'kcal' : 'bpm'}`
}

/** A plan in a list: its name and how long it is. */
export const entryText = ({ name, duration, distance: metres, isOpen }: PlanEntry): string => {
  const lengths = [duration > 0 && formatDuration(duration), metres > 0 && distance(metres)].filter(Boolean).join(' + ')
  return [name, isOpen && lengths !== '' ? `${lengths} and more` : lengths].filter(Boolean).join(' · ')
}

/** When a step ends, in a few words. */
export const endText = ({ by, value }: OutlineStep['end']): string => {
  if (by === 'lap') return 'until the lap button'
  if (by === 'open') return 'until you go on'
  if (value === undefined) return ''
  if (by === 'heartRateAbove') return `until over ${Math.round(value)} bpm`
  return by === 'heartRateBelow' ? `until under ${Math.round(value)} bpm` : amountText(by, value)
}

/** What is left of a step. */
export const leftText = (left: StepRest | undefined): string | undefined => left && amountText(left.by, left.value)

/** What is asked for, with its unit. */
export const targetText = (target: PlannedTarget | undefined): string | undefined =>
  target && rangeText(target.type, target)

/** What comes: its title, how long, at what. */
export const nextText = (next: OutlineStep): string =>
  [stepTitle(next), endText(next.end), targetText(next.target)].filter(Boolean).join(' · ')
