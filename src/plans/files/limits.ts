import type { Target, ZoneTarget } from '../plan.js'

/** A target's lower and upper border; of a ramp, what it runs through. */
export const limitsOf = (
  target: Exclude<Target, ZoneTarget>,
): readonly [low: number | undefined, high: number | undefined] => {
  if ('ramp' in target) return [Math.min(...target.ramp), Math.max(...target.ramp)]
  return 'threshold' in target ? [target.threshold, target.threshold] : [target.from, target.to]
}
