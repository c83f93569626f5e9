import { formatOf } from '../figures/quantity-format.js'
import { formatDuration } from '../format.js'
import type { LiveWorkout } from '../wire.js'
import { PlanProfile } from './plan-profile.js'
import type { PlanProgress } from './plan-wire.js'
import { kindText, leftText, nextText, stepTitle } from './plan-words.js'
import { TargetGauge } from './target-gauge.js'
import { useOutline } from './use-outline.js'

interface AlertProps {
  readonly alert: NonNullable<PlanProgress['alert']>
  /** Whether there are two targets, so that it has to be said which is missed. */
  readonly isOfTwo: boolean
  readonly at: string
}

const Alert = ({ alert: { type, side, since }, isOfTwo, at }: AlertProps) => (
  <p class="plan-alert" role="alert" data-testid="plan-alert">
    {side === 'below' ? '▲ Below' : '▼ Above'} the target {isOfTwo && `of ${formatOf(type).name.toLowerCase()} `}for{' '}
    {formatDuration((Date.parse(at) - Date.parse(since)) / 1000)}
  </p>
)

const Present = ({ plan }: { readonly plan: PlanProgress }) => {
  if (plan.present === undefined)
    return (
      <div class="plan-step">
        <strong class="title">All steps done</strong>
        <span class="muted">Go on as you like</span>
      </div>
    )
  const { present, step, steps } = plan
  return (
    <div class={`plan-step ${present.kind}`}>
      <span class="muted">
        {kindText(present.kind)} · step {step} of {steps}
      </span>
      <strong class="title" data-testid="plan-step">
        {stepTitle(present)}
      </strong>
      {plan.message && <span class="plan-message">{plan.message}</span>}
    </div>
  )
}

const Left = ({ plan }: { readonly plan: PlanProgress }) => {
  if (plan.present === undefined) return null
  const left = leftText(plan.left)
  return (
    <div class="plan-left">
      <span class="value" data-testid="plan-left">
        {left ?? '–'}
      </span>
      <span class="muted">{left ? 'left' : 'ends by Lap or Next'}</span>
    </div>
  )
}

interface PanelProps {
  readonly session: LiveWorkout
  readonly plan: PlanProgress
}

/** The plan that a workout follows: the present step, what is left of it, its target, what comes, and all of it. */
export const PlanPanel = ({ session, plan }: PanelProps) => {
  const outline = useOutline(session.id)
  return (
    <section class={`card plan ${plan.alert ? 'missed' : ''}`} aria-labelledby="plan-title" data-testid="plan">
      <h2 id="plan-title">{plan.name}</h2>
      <div class="plan-now">
        <Present plan={plan} />
        <Left plan={plan} />
        <div class="plan-target">
          {plan.target && <TargetGauge target={plan.target} />}
          {plan.secondaryTarget && <TargetGauge target={plan.secondaryTarget} />}
          {plan.unavailable && <span class="muted">No target: {plan.unavailable}</span>}
          {plan.alert && <Alert alert={plan.alert} isOfTwo={plan.secondaryTarget !== undefined} at={session.at} />}
        </div>
      </div>
      {outline && <PlanProfile outline={outline} progress={plan} />}
      {plan.next && (
        <p class="plan-next" data-testid="plan-next">
          <span class="muted">Next</span> {nextText(plan.next)}
        </p>
      )}
    </section>
  )
}
