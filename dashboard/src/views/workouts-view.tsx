import { useEffect, useState } from 'preact/hooks'
import { usePage } from '../components/context.js'
import { formatActivity, formatDate, formatDistance, formatDuration, formatWhole } from '../format.js'
import { distanceOf, heartRateOf, powerOf } from '../live/quantities.js'
import { liveHash, workoutHash } from '../route.js'
import type { Page, Workout } from '../wire.js'

const Entry = ({ workout }: { readonly workout: Workout }) => {
  const { statistics } = workout
  const distance = formatDistance(distanceOf(statistics))
  const figures = [
    ['Time', formatDuration(workout.elapsed), ''],
    ['Distance', distance.value, distance.unit],
    ['Avg HR', formatWhole(heartRateOf(statistics)?.average), 'bpm'],
    ['Avg power', formatWhole(powerOf(statistics)?.average), 'W'],
  ] as const
  return (
    <li>
      <a class="card entry" href={workoutHash(workout.id)} data-testid="workout-entry">
        <span class="what">
          <strong>{formatActivity(workout.activityType, workout.location)}</strong>
          <time dateTime={workout.start}>{formatDate(workout.start)}</time>
        </span>
        {figures.map(([label, value, unit]) => (
          <span class="figure" key={label}>
            <span class="label">{label}</span>
            <span>
              {value} <span class="unit">{unit}</span>
            </span>
          </span>
        ))}
      </a>
    </li>
  )
}

/** The workouts page by page, newest first; `more` is there while the server has more. */
const useWorkouts = (user: string) => {
  const { api, fail } = usePage()
  const [pages, setPages] = useState<readonly Page<Workout>[]>([])
  const load = (cursor?: string) => {
    api.workouts(user, cursor).then((page) => setPages((before) => [...before, page]), fail)
  }
  useEffect(() => load(), [user])
  const cursor = pages.at(-1)?.cursor
  return {
    workouts: pages.length === 0 ? undefined : pages.flatMap((page) => page.items),
    more: cursor === undefined ? undefined : () => load(cursor),
  }
}

const NoWorkout = () => (
  <section class="card message">
    <h2>No workout yet</h2>
    <p>
      The first one can start <a href={liveHash}>right here</a>, on a watch, or with <code>vitald workout start</code>.
    </p>
  </section>
)

/** Every finished workout. */
export const WorkoutsView = ({ user }: { readonly user: string }) => {
  const { workouts, more } = useWorkouts(user)
  return (
    <section aria-labelledby="workouts-title">
      <h1 id="workouts-title">Workouts</h1>
      {workouts === undefined && (
        <p class="waiting" role="status">
          Loading…
        </p>
      )}
      {workouts?.length === 0 && <NoWorkout />}
      <ul class="entries">
        {workouts?.map((workout) => (
          <Entry key={workout.id} workout={workout} />
        ))}
      </ul>
      {more && (
        <button type="button" class="wide" onClick={more}>
          Show more
        </button>
      )}
    </section>
  )
}
