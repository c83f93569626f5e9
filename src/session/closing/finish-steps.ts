import type { Metadata } from '../../health/sample.js'
import type { FinishStep } from '../../health/workout.js'

const key = 'finishSteps'
const names: readonly string[] = ['stop', 'drain', 'endCollection', 'save', 'end'] satisfies FinishStep['step'][]

const isStep = (value: unknown): value is FinishStep =>
  typeof value === 'object' && value !== null && 'step' in value && names.includes(String(value.step))

/** The steps as they are kept with the saved workout, so that whoever asks again gets the same answer. */
export const metadataOfSteps = (steps: readonly FinishStep[] | undefined): Metadata =>
  steps === undefined ? {} : { [key]: JSON.stringify(steps) }

/** The steps of a finish that stops at `end`, once its sensors have told all or were waited for long enough. Epoch ms. */
export const stepsUpToDrain = (
  end: number,
  { at, isDry }: { readonly at: number; readonly isDry: boolean },
): readonly FinishStep[] => [
  { step: 'stop', at: end, ok: true },
  { step: 'drain', at, ok: isDry },
  { step: 'endCollection', at, ok: true },
]

/** The steps of a finish whose workout is saved at an instant, epoch ms; undefined when it is ended otherwise. */
export const stepsUpToSave = (
  steps: readonly FinishStep[] | undefined,
  at: number,
): readonly FinishStep[] | undefined =>
  steps && [...steps, { step: 'save', at, ok: true }, { step: 'end', at, ok: true }]

/** The steps that were kept with a saved workout; undefined when it was ended otherwise. */
export const keptSteps = (metadata: Metadata): readonly FinishStep[] | undefined => {
  const kept = metadata[key]
  if (typeof kept !== 'string') return undefined
  const steps: unknown = JSON.parse(kept)
  return Array.isArray(steps) ? steps.filter(isStep) : []
}
