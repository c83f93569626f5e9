import type { OutlineStep, PlannedTarget } from './plan-wire.js'

/** A step as a shape in a unit square: where it begins and ends, how high it is at both ends. */
export interface PlanBar {
  readonly kind: string
  readonly from: number
  readonly to: number
  readonly low: number
  readonly high: number
  /** Whether the step has a length of its own; else it is drawn as long as one usually is. */
  readonly isTimed: boolean
}

const usualSeconds = 120
const metresASecond = 5
const secondsAKilocalorie = 6

/** About how long a step takes, s: of what is not known until it is done, what is usual. */
export const lengthOf = ({ by, value }: OutlineStep['end']): number => {
  if (value === undefined) return usualSeconds
  if (by === 'time') return value
  if (by === 'distance') return value / metresASecond
  return by === 'energy' ? value * secondsAKilocalorie : usualSeconds
}

const heightsByKind: Readonly<Record<string, number>> = { warmup: 0.4, work: 0.85, recover: 0.3, cooldown: 0.35 }

const middle = ({ from, to }: PlannedTarget): number | undefined =>
  from === undefined || to === undefined ? (from ?? to) : (from + to) / 2

const middlesOf = (steps: readonly OutlineStep[]): ReadonlyMap<string, number> => {
  const greatest = new Map<string, number>()
  for (const { target, targetAtEnd } of steps)
    for (const one of [target, targetAtEnd])
      if (one) greatest.set(one.type, Math.max(greatest.get(one.type) ?? 0, middle(one) ?? 0))
  return greatest
}

/** The plan as bars, side by side, as wide as they are long, as high as they are hard. */
export const planBars = (steps: readonly OutlineStep[]): readonly PlanBar[] => {
  const total = steps.reduce((sum, { end }) => sum + lengthOf(end), 0)
  const greatest = middlesOf(steps)
  const heightOf = (kind: string, target: PlannedTarget | undefined): number => {
    const value = target && middle(target)
    const most = target && greatest.get(target.type)
    return value === undefined || !most ? (heightsByKind[kind] ?? 0.5) : Math.max(0.1, value / most)
  }
  let done = 0
  return steps.map(({ kind, end, target, targetAtEnd = target }) => {
    const from = done / total
    done += lengthOf(end)
    return {
      ...{ kind, from, to: done / total },
      low: heightOf(kind, target),
      high: heightOf(kind, targetAtEnd),
      isTimed: end.by === 'time',
    }
  })
}

/** Where the present is among the bars, 0 to 1; in a step that no clock ends it stands in the middle. */
export const placeIn = (
  bars: readonly PlanBar[],
  steps: readonly OutlineStep[],
  { step, left }: { readonly step?: number | undefined; readonly left?: { readonly value: number } | undefined },
): number | undefined => {
  if (step === undefined) return undefined
  const [bar, whole] = [bars[step - 1], steps[step - 1]?.end]
  if (bar === undefined || whole === undefined) return undefined
  const isCounted = whole.by === 'time' || whole.by === 'distance' || whole.by === 'energy'
  const share = isCounted && whole.value && left ? 1 - left.value / whole.value : 0.5
  return bar.from + (bar.to - bar.from) * Math.min(1, Math.max(0, share))
}
