import { formatDistance, formatDuration, formatName, formatPace, formatSpeed, formatWhole } from '../format.js'
import { distanceOf, heartRateOf, isPaced } from '../live/quantities.js'
import type { Activity, WorkoutFigures } from '../wire.js'

/** Whether a workout has parts worth a table: sports of several, or intervals. */
export const hasActivities = ({ activities, activityType }: Pick<WorkoutFigures, 'activities' | 'activityType'>) =>
  activities.length > 1 || activities.some((activity) => activity.activityType !== activityType)

interface RowProps {
  readonly activity: Activity
  readonly number: number
  readonly running: boolean
}

const Row = ({ activity, number, running }: RowProps) => {
  const { activityType, elapsed, statistics } = activity
  const metres = distanceOf(statistics)
  const distance = formatDistance(metres)
  const speed = metres !== undefined && elapsed > 0 ? metres / elapsed : undefined
  const shown = (isPaced(activityType) ? formatPace : formatSpeed)(speed)
  return (
    <tr class={running ? 'running' : ''} data-testid="activity-row">
      <th scope="row">
        {number} <span class={activityType === 'transition' ? 'muted' : ''}>{formatName(activityType)}</span>
        {running && <span class="unseen"> (now)</span>}
      </th>
      <td>{formatDuration(elapsed)}</td>
      <td>
        {distance.value} <span class="unit">{distance.unit}</span>
      </td>
      <td class="roomy">
        {shown.value} <span class="unit">{shown.unit}</span>
      </td>
      <td>{formatWhole(heartRateOf(statistics)?.average)}</td>
    </tr>
  )
}

interface ActivitiesProps {
  readonly activities: readonly Activity[]
  /** The instant that the figures of a running workout are of: what ends there goes on. */
  readonly at?: string | undefined
}

/** The parts of a workout that have a sport of their own, transitions between them included. */
export const Activities = ({ activities, at }: ActivitiesProps) => (
  <section class="card" aria-labelledby="activities-title" data-testid="activities">
    <h2 id="activities-title">Activities</h2>
    <table class="laps">
      <thead>
        <tr>
          <th scope="col">Activity</th>
          <th scope="col">Time</th>
          <th scope="col">Distance</th>
          <th scope="col" class="roomy">
            Average
          </th>
          <th scope="col">
            Avg <abbr title="heart rate, beats per minute">HR</abbr>
          </th>
        </tr>
      </thead>
      <tbody>
        {activities.map((activity, index) => (
          <Row
            key={activity.start}
            activity={activity}
            number={index + 1}
            running={index === activities.length - 1 && activity.end === at}
          />
        ))}
      </tbody>
    </table>
  </section>
)
