import { formatName } from '../format.js'
import { PlanChoice } from '../plan/plan-choice.js'
import type { StartChoice } from '../wire.js'
import { usePage } from './context.js'
import { CommandButton } from './controls.js'

const activities = [
  'cycling',
  'running',
  'walking',
  'hiking',
  'rowing',
  'swimming',
  'elliptical',
  'stairClimbing',
  'crossCountrySkiing',
  'functionalStrengthTraining',
  'traditionalStrengthTraining',
  'highIntensityIntervalTraining',
  'coreTraining',
  'yoga',
  'pilates',
  'cooldown',
  'other',
]

const ActivityChoice = () => {
  const { choice, choose } = usePage()
  return (
    <label>
      <span>Activity</span>
      <select
        value={choice.value.activityType}
        onChange={(event) => choose({ ...choice.value, activityType: event.currentTarget.value, plan: undefined })}
      >
        {activities.map((name) => (
          <option key={name} value={name}>
            {formatName(name)}
          </option>
        ))}
      </select>
    </label>
  )
}

const LocationChoice = ({ location }: { readonly location: StartChoice['location'] }) => {
  const { choice, choose } = usePage()
  return (
    <label class="option">
      <input
        type="radio"
        name="location"
        value={location}
        checked={choice.value.location === location}
        onChange={() => choose({ ...choice.value, location })}
      />
      <span>{formatName(location)}</span>
    </label>
  )
}

/** What to do and where, and the button that begins it. */
export const StartForm = () => (
  <section class="card start" aria-labelledby="start-title">
    <h2 id="start-title">Start a workout</h2>
    <div class="fields">
      <ActivityChoice />
      <fieldset class="options">
        <legend>Where</legend>
        <LocationChoice location="indoor" />
        <LocationChoice location="outdoor" />
      </fieldset>
      <PlanChoice />
      <CommandButton command="start" label="Start" shortcut="S" />
    </div>
  </section>
)
