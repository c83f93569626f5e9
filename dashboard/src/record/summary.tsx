import { Tile } from '../components/tile.js'
import { energyShown } from '../figures/energy.js'
import { formatDistance, formatDuration, formatPace, formatSpeed, formatWhole } from '../format.js'
import { hasActivities } from '../laps/activities.js'
import { distanceOf, heartRateOf, isPaced, powerOf } from '../live/quantities.js'
import type { Workout } from '../wire.js'

const plain = (value: string, unit = '') => ({ value, unit })

const pausesOf = ({ elapsed, total }: Workout): string | undefined =>
  total - elapsed < 1 ? undefined : `${formatDuration(total)} with pauses`

const Distance = ({ workout }: { readonly workout: Workout }) => {
  const { statistics, metrics, activityType } = workout
  // Over several sports the figure is of one of them.
  const speed = hasActivities(workout) ? undefined : metrics.averageSpeed
  const { value, unit } = (isPaced(activityType) ? formatPace : formatSpeed)(speed)
  const detail = speed === undefined ? undefined : `avg ${value} ${unit}`
  return <Tile id="distance" label="Distance" shown={formatDistance(distanceOf(statistics))} detail={detail} />
}

const Power = ({ workout: { statistics, metrics } }: { readonly workout: Workout }) => {
  const power = powerOf(statistics)
  if (power === undefined) return null
  const normalized = metrics.normalizedPower
  const detail = normalized === undefined ? `max ${formatWhole(power.max)}` : `normalized ${formatWhole(normalized)}`
  return <Tile id="power" label="Avg power" shown={plain(formatWhole(power.average), 'W')} detail={detail} />
}

/** A finished workout in five figures. */
export const Summary = ({ workout }: { readonly workout: Workout }) => {
  const heartRate = heartRateOf(workout.statistics)
  const { shown, detail } = energyShown(workout)
  return (
    <dl class="tiles" aria-label="Summary">
      <Tile id="elapsed" label="Time" shown={plain(formatDuration(workout.elapsed))} detail={pausesOf(workout)} />
      <Distance workout={workout} />
      <Tile
        id="heartRate"
        label="Avg heart rate"
        shown={plain(formatWhole(heartRate?.average), 'bpm')}
        detail={heartRate?.max === undefined ? undefined : `max ${formatWhole(heartRate.max)}`}
      />
      <Power workout={workout} />
      <Tile id="energy" label="Energy" {...{ shown, detail }} />
    </dl>
  )
}
