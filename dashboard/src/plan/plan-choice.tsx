import { usePage } from '../components/context.js'
import { type Loaded, useLoaded } from '../components/loaded.js'
import { formatName } from '../format.js'
import type { StartChoice } from '../wire.js'
import type { PlanEntry } from './plan-wire.js'
import { entryText } from './plan-words.js'

const useKeptPlans = (): Loaded<readonly PlanEntry[]> => {
  const { api, user } = usePage()
  const load = async () => (user.value === undefined ? [] : (await api.plans(user.value)).items)
  return useLoaded(load, [user.value])
}

const placeOf = ({ location }: PlanEntry): Partial<StartChoice> =>
  location === 'indoor' || location === 'outdoor' ? { location } : {}

const Choice = ({ plans }: { readonly plans: readonly PlanEntry[] }) => {
  const { choice, choose } = usePage()
  const pick = (id: string): void => {
    const plan = plans.find((one) => one.id === id)
    choose({ ...choice.value, ...(plan && placeOf(plan)), plan: plan?.id })
  }
  return (
    <label>
      <span>Plan</span>
      <select
        data-testid="plan-choice"
        value={choice.value.plan ?? ''}
        onChange={(event) => pick(event.currentTarget.value)}
      >
        <option value="">No plan</option>
        {plans.map((plan) => (
          <option key={plan.id} value={plan.id}>
            {entryText(plan)}
          </option>
        ))}
      </select>
    </label>
  )
}

const Hint = ({ activityType, others }: { readonly activityType: string; readonly others: number }) => (
  <p class="hint muted" data-testid="no-plans">
    {others > 0
      ? `None of the ${others} kept plans is for ${formatName(activityType).toLowerCase()}.`
      : 'No plan is kept yet.'}{' '}
    <code>vitald plans add FILE</code> keeps one (JSON, .zwo, FIT): <a href="/guide/plans">about plans</a>.
  </p>
)

/** Which of the person's plans to follow, of those for the chosen activity; how to keep one when there is none. */
export const PlanChoice = () => {
  const { choice } = usePage()
  const { activityType } = choice.value
  const loaded = useKeptPlans()
  if (loaded.state === 'waiting') return null
  if (loaded.state === 'failed')
    return (
      <p class="hint" role="alert">
        The plans cannot be listed: {loaded.text}
      </p>
    )
  const fitting = loaded.value.filter((plan) => plan.activityType === activityType)
  return fitting.length > 0 ? (
    <Choice plans={fitting} />
  ) : (
    <Hint activityType={activityType} others={loaded.value.length} />
  )
}
