import { formatOf } from '../figures/quantity-format.js'
import { formatDistance, formatDuration, nothing } from '../format.js'
import type { PlanRecord, StepRecord } from './plan-wire.js'
import { stepTitle, targetText } from './plan-words.js'

const marks = { completed: '✓', skipped: '»', unfinished: '–' } as const

const averageText = ({ target, averages }: StepRecord): string => {
  const value = target && averages?.[target.type]
  if (target === undefined || value === undefined) return nothing
  const { value: text, unit } = formatOf(target.type).show(value)
  return `${text} ${unit}`
}

const inTarget = ({ elapsed, timeInTarget }: StepRecord): string =>
  timeInTarget === undefined || !elapsed
    ? nothing
    : `${formatDuration(timeInTarget)} (${Math.round((100 * timeInTarget) / elapsed)} %)`

const Step = ({ step, number }: { readonly step: StepRecord; readonly number: number }) => {
  const distance = formatDistance(step.distance)
  return (
    <tr data-testid="plan-record">
      <th scope="row">
        {number} <span class={`step-name ${step.kind}`}>{stepTitle(step)}</span>
      </th>
      <td class={`outcome ${step.outcome}`} title={step.outcome}>
        {marks[step.outcome]} <span class="said">{step.outcome}</span>
      </td>
      <td>{step.elapsed === undefined ? nothing : formatDuration(step.elapsed)}</td>
      <td class="roomy">
        {distance.value} <span class="unit">{distance.unit}</span>
      </td>
      <td class="roomy">{targetText(step.target) ?? nothing}</td>
      <td class="roomy">{averageText(step)}</td>
      <td>{inTarget(step)}</td>
    </tr>
  )
}

/** How each step of a plan went. */
export const PlanSteps = ({ plan }: { readonly plan: PlanRecord }) => {
  const done = plan.steps.filter(({ outcome }) => outcome === 'completed').length
  return (
    <section class="card" aria-labelledby="steps-title" data-testid="plan-steps">
      <div class="card-head">
        <h2 id="steps-title">{plan.name}</h2>
        <span class="muted">
          {done} of {plan.steps.length} steps completed
        </span>
      </div>
      <table class="laps plan-steps">
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">
              <span class="said">How it went</span>
            </th>
            <th scope="col">Time</th>
            <th scope="col" class="roomy">
              Distance
            </th>
            <th scope="col" class="roomy">
              Target
            </th>
            <th scope="col" class="roomy">
              Average
            </th>
            <th scope="col">In target</th>
          </tr>
        </thead>
        <tbody>
          {plan.steps.map((step, index) => (
            <Step key={index} step={step} number={index + 1} />
          ))}
        </tbody>
      </table>
    </section>
  )
}
