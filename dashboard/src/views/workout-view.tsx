import { PastChart } from '../chart/past-chart.js'
import { usePage } from '../components/context.js'
import { Laps } from '../components/laps.js'
import { useLoaded, Waiting } from '../components/loaded.js'
import { Tile } from '../components/tile.js'
import { Zones } from '../components/zones.js'
import { formatActivity, formatDate, formatDistance, formatDuration, formatWhole } from '../format.js'
import { lapRows } from '../live/laps.js'
import { distanceOf, energyOf, heartRateOf, powerOf, powerTypes } from '../live/quantities.js'
import { workoutsHash } from '../route.js'
import type { Workout } from '../wire.js'

const Figures = ({ workout }: { readonly workout: Workout }) => {
  const { statistics, metrics } = workout
  const [heartRate, power] = [heartRateOf(statistics), powerOf(statistics)]
  const normalized = metrics.normalizedPower
  const plain = (value: string, unit = '') => ({ value, unit })
  return (
    <dl class="tiles" aria-label="Summary">
      <Tile id="elapsed" label="Time" shown={plain(formatDuration(workout.elapsed))} detail={pausesOf(workout)} />
      <Tile id="distance" label="Distance" shown={formatDistance(distanceOf(statistics))} />
      <Tile
        id="heartRate"
        label="Avg heart rate"
        shown={plain(formatWhole(heartRate?.average), 'bpm')}
        detail={heartRate?.max === undefined ? undefined : `max ${formatWhole(heartRate.max)}`}
      />
      {power && (
        <Tile
          id="power"
          label="Avg power"
          shown={plain(formatWhole(power.average), 'W')}
          detail={normalized === undefined ? `max ${formatWhole(power.max)}` : `normalized ${formatWhole(normalized)}`}
        />
      )}
      <Tile id="energy" label="Energy" shown={plain(formatWhole(energyOf(statistics)), 'kcal')} />
    </dl>
  )
}

const pausesOf = ({ elapsed, total }: Workout): string | undefined =>
  total - elapsed < 1 ? undefined : `${formatDuration(total)} with pauses`

interface RecordProps {
  readonly user: string
  readonly workout: Workout
  readonly fresh: boolean
}

const Record = ({ user, workout, fresh }: RecordProps) => (
  <article class="record" data-testid="workout">
    <div class="session-title">
      <h1>{formatActivity(workout.activityType, workout.location)}</h1>
      {fresh && <span class="state saved">Saved</span>}
      <time dateTime={workout.start}>{formatDate(workout.start)}</time>
    </div>
    <Figures workout={workout} />
    <PastChart user={user} workout={workout} />
    <div class="columns">
      <Laps laps={lapRows(workout)} />
      <div class="stack">
        <Zones title="Heart-rate zones" unit="bpm" zones={workout.zones.heartRate} />
        <Zones
          title="Power zones"
          unit="W"
          zones={powerTypes.map((type) => workout.zones[type]).find((zones) => zones !== undefined)}
        />
      </div>
    </div>
  </article>
)

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
