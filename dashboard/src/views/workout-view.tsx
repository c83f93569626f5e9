import { PastChart } from '../chart/past-chart.js'
import { usePage } from '../components/context.js'
import { useLoaded, Waiting } from '../components/loaded.js'
import { FiguresCard } from '../figures/figures-card.js'
import { formatActivity, formatDate } from '../format.js'
import { Activities, hasActivities } from '../laps/activities.js'
import { lapRows } from '../laps/lap-rows.js'
import { Laps } from '../laps/laps.js'
import { Splits } from '../laps/splits.js'
import { PlanSteps } from '../plan/plan-steps.js'
import { DeclaredFigures } from '../record/declared-figures.js'
import { DeleteDialog } from '../record/delete-dialog.js'
import { Exports } from '../record/exports.js'
import { FinishSteps } from '../record/finish-steps.js'
import { Interruptions } from '../record/interruptions.js'
import { Summary } from '../record/summary.js'
import { workoutsHash } from '../route.js'
import type { Workout } from '../wire.js'
import { ZoneCards } from '../zones/zones.js'

interface RecordProps {
  readonly user: string
  readonly workout: Workout
  readonly fresh: boolean
}

const Record = ({ user, workout, fresh }: RecordProps) => {
  const { live } = usePage()
  return (
    <article class="record" data-testid="workout">
      <div class="session-title">
        <h1>{formatActivity(workout.activityType, workout.location)}</h1>
        {fresh && <span class="state saved">Saved</span>}
        <time dateTime={workout.start}>{formatDate(workout.start)}</time>
      </div>
      {fresh && live.value.finishSteps && <FinishSteps steps={live.value.finishSteps} />}
      <Exports user={user} workout={workout.id} />
      <Summary workout={workout} />
      <PastChart user={user} workout={workout} />
      <Interruptions interruptions={workout.interruptions} />
      {workout.plan && <PlanSteps plan={workout.plan} />}
      {hasActivities(workout) && <Activities activities={workout.activities} />}
      <div class="columns">
        <div class="stack">
          <Laps laps={lapRows(workout)} activityType={workout.activityType} />
          <Splits workout={workout} />
        </div>
        <div class="stack">
          <ZoneCards zones={workout.zones} />
        </div>
      </div>
      <FiguresCard {...workout} />
      <DeclaredFigures workout={workout} />
      <p class="sources muted">From {workout.sources.join(', ') || 'no source'}</p>
      <DeleteDialog user={user} workout={workout.id} />
    </article>
  )
}

export interface WorkoutViewProps {
  readonly user: string
  readonly id: string
  /** Whether it has just ended before our eyes. */
  readonly fresh?: boolean
}

/** For a workout that was thrown away before our eyes. */
const Discarded = () => (
  <p class="card message" role="status">
    The workout was discarded. Its samples are kept.
  </p>
)

/** One finished workout. */
export const WorkoutView = ({ user, id, fresh = false }: WorkoutViewProps) => {
  const { api } = usePage()
  const loaded = useLoaded(() => api.workout(user, id), [user, id])
  if (fresh && loaded.state === 'failed' && loaded.status === 404) return <Discarded />
  return (
    <>
      {!fresh && (
        <a class="back" href={workoutsHash}>
          ‹ All workouts
        </a>
      )}
      {loaded.state === 'ready' ? <Record {...{ user, fresh }} workout={loaded.value} /> : <Waiting loaded={loaded} />}
    </>
  )
}
