import type { FinishStep } from '../wire.js'

const texts: Readonly<Record<string, string>> = {
  stop: 'Stopped',
  drain: 'Last readings heard',
  endCollection: 'Collection ended',
  save: 'Saved',
  end: 'Ended',
}

const textOf = ({ step, ok }: FinishStep): string => {
  if (step === 'drain' && !ok) return 'A sensor stayed silent'
  return (Object.hasOwn(texts, step) ? texts[step] : undefined) ?? step
}

/** What a finish did, one step after the other. */
export const FinishSteps = ({ steps }: { readonly steps: readonly FinishStep[] }) => (
  <ol class="finish-steps" aria-label="How the workout was finished" data-testid="finish-steps">
    {steps.map((step) => (
      <li key={step.step} class={step.ok ? 'good' : 'warn'}>
        <i aria-hidden="true">{step.ok ? '✓' : '!'}</i> {textOf(step)}
      </li>
    ))}
  </ol>
)
