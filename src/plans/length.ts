import type { Plan, PlanNode } from './plan.js'

/** How long a plan is, as far as that is known beforehand. */
export interface PlanLength {
  /** Repeats unrolled. */
  readonly steps: number
  /** Seconds without pauses, of the steps that end by time. */
  readonly duration: number
  /** Metres, of the steps that end by distance. */
  readonly distance: number
  /** Whether there are steps that end by something else, so that nobody knows how long it takes. */
  readonly isOpen: boolean
}

const none: PlanLength = { steps: 0, duration: 0, distance: 0, isOpen: false }

const sum = (a: PlanLength, b: PlanLength): PlanLength => ({
  steps: a.steps + b.steps,
  duration: a.duration + b.duration,
  distance: a.distance + b.distance,
  isOpen: a.isOpen || b.isOpen,
})

const lengthOfNode = (node: PlanNode): PlanLength => {
  if (node.kind !== 'repeat') {
    const { end } = node
    if (end.by === 'time') return { ...none, steps: 1, duration: end.value }
    return end.by === 'distance' ? { ...none, steps: 1, distance: end.value } : { ...none, steps: 1, isOpen: true }
  }
  const { steps, duration, distance, isOpen } = lengthOf(node)
  return { steps: steps * node.times, duration: duration * node.times, distance: distance * node.times, isOpen }
}

/** The length of a plan, or of the steps of a repeat done once. */
export const lengthOf = ({ steps }: Pick<Plan, 'steps'>): PlanLength => steps.map(lengthOfNode).reduce(sum, none)
