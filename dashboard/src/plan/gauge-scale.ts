import type { PlannedTarget } from './plan-wire.js'

/** A value is drawn between half and one and a half times the target. */
const [leastShare, mostShare] = [0.5, 1.5]
const pointTolerance = 0.05

interface Scale {
  readonly from: number
  readonly to: number
  readonly place: (value: number) => number
}

/** Where a target lies on its gauge, and where a value does, in percent. */
export const gaugeScale = ({ from, to }: PlannedTarget): Scale => {
  const isPoint = from === to && from !== undefined
  const low = isPoint ? from * (1 - pointTolerance) : from
  const high = isPoint ? from * (1 + pointTolerance) : to
  const [least, most] = [(low ?? high ?? 0) * leastShare, (high ?? low ?? 1) * mostShare]
  const place = (value: number): number => Math.min(100, Math.max(0, (100 * (value - least)) / (most - least || 1)))
  return { from: low === undefined ? 0 : place(low), to: high === undefined ? 100 : place(high), place }
}
