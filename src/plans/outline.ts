import type { OutlineStep } from '../health/exercise/followed-plan.js'
import type { StepEnd, UnrolledStep } from './plan.js'
import { type Form, heartRateOf, resolveTarget } from './target.js'

/** What a step is called. */
export const namesOf = ({ step: { kind, name }, repetition }: UnrolledStep) => ({
  kind,
  ...(name !== undefined && { name }),
  ...(repetition !== undefined && { repetition }),
})

const endOf = (end: StepEnd, form: Form): OutlineStep['end'] => {
  if (end.by === 'lap' || end.by === 'open') return { by: end.by }
  const value = end.by === 'heartRateAbove' || end.by === 'heartRateBelow' ? heartRateOf(end, form) : end.value
  return { by: end.by, ...(value !== undefined && { value }) }
}

/** A step with its numbers made absolute. */
export const outlined = (each: UnrolledStep, form: Form): OutlineStep => {
  const { end, target, secondaryTarget } = each.step
  const resolved = target && resolveTarget(target, form)
  const secondary = secondaryTarget && resolveTarget(secondaryTarget, form)
  return {
    ...namesOf(each),
    end: endOf(end, form),
    ...(resolved && { target: resolved.at(0) }),
    ...(resolved && target && 'ramp' in target && { targetAtEnd: resolved.at(1) }),
    ...(secondary && { secondaryTarget: secondary.at(0) }),
  }
}
