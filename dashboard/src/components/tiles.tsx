import type { Signal } from '@preact/signals'
import { useComputed } from '@preact/signals'
import { energyShown } from '../figures/energy.js'
import { formatDistance, formatDuration, formatPace, formatSpeed, formatWhole, nothing, type Shown } from '../format.js'
import { lapRows } from '../laps/lap-rows.js'
import {
  cadenceOf,
  cadenceTypes,
  distanceOf,
  heartRateOf,
  isPaced,
  newestReading,
  powerOf,
  powerTypes,
  speedOf,
  speedTypes,
} from '../live/quantities.js'
import { elapsedNow } from '../live/ride-clock.js'
import type { LiveWorkout, Statistics } from '../wire.js'
import { usePage } from './context.js'
import { LiveTile, Tile } from './tile.js'

const whole =
  (unit: string) =>
  (value: number | undefined): Shown => ({ value: formatWhole(value), unit })

const averageAndMax = (statistics: Statistics | undefined, show: (value: number | undefined) => string) =>
  statistics?.average === undefined ? undefined : `avg ${show(statistics.average)} · max ${show(statistics.max)}`

/** What has passed in the session by now, in seconds; undefined without one. */
const useElapsed = (): Signal<number | undefined> => {
  const { live, now, connection } = usePage()
  return useComputed(() => {
    const { clock } = live.value
    return clock && elapsedNow(clock, now.value, connection.value === 'open')
  })
}

/** The zone that the first of some types is in now. */
const zoneNow = (session: LiveWorkout | null, types: readonly string[]): number | undefined =>
  types.map((type) => session?.currentZones?.[type]).find((zone) => zone !== undefined)

const HeartRate = () => {
  const { live, session } = usePage()
  const reading = live.value.readings.heartRate
  const zone = zoneNow(session.value, ['heartRate'])
  const detail = session.value ? averageAndMax(heartRateOf(session.value.statistics), formatWhole) : undefined
  return <LiveTile id="heartRate" label="Heart rate" {...{ reading, detail, zone }} show={whole('bpm')} />
}

const Power = () => {
  const { live, session } = usePage()
  const reading = newestReading(live.value.readings, powerTypes)
  const zone = zoneNow(session.value, powerTypes)
  const detail = session.value ? averageAndMax(powerOf(session.value.statistics), formatWhole) : undefined
  return <LiveTile id="power" label="Power" {...{ reading, detail, zone }} show={whole('W')} />
}

const Cadence = () => {
  const { live, session } = usePage()
  const reading = newestReading(live.value.readings, cadenceTypes)
  const zone = zoneNow(session.value, cadenceTypes)
  const detail = session.value ? averageAndMax(cadenceOf(session.value.statistics), formatWhole) : undefined
  return <LiveTile id="cadence" label="Cadence" {...{ reading, detail, zone }} show={whole('rpm')} />
}

const Speed = () => {
  const { live, session } = usePage()
  const reading = newestReading(live.value.readings, speedTypes)
  const paced = isPaced(session.value?.activityType ?? '')
  const show = paced ? formatPace : formatSpeed
  const average = session.value && speedOf(session.value.statistics)?.average
  const detail = average ? `avg ${show(average).value} ${show(average).unit}` : undefined
  const zone = zoneNow(session.value, speedTypes)
  return <LiveTile id="speed" label={paced ? 'Pace' : 'Speed'} {...{ reading, detail, show, zone }} />
}

const Elapsed = () => {
  const { session } = usePage()
  const elapsed = useElapsed().value
  const total = session.value && session.value.total - session.value.elapsed >= 1 ? session.value.total : undefined
  const detail = total === undefined ? undefined : `${formatDuration(total)} with pauses`
  const shown = { value: elapsed === undefined ? nothing : formatDuration(elapsed), unit: '' }
  return <Tile id="elapsed" label="Elapsed" shown={shown} detail={detail} />
}

const CurrentLap = () => {
  const { session } = usePage()
  const elapsed = useElapsed().value ?? 0
  const { value: ride } = session
  const row = ride ? lapRows(ride, elapsed - ride.elapsed)[0] : undefined
  const distance = row?.distance === undefined ? undefined : formatDistance(row.distance)
  const shown = { value: row ? formatDuration(row.elapsed) : nothing, unit: '' }
  const detail = distance && `${distance.value} ${distance.unit}`
  return <Tile id="lap" label={row ? `Lap ${row.number}` : 'Lap'} {...{ shown, detail }} />
}

const Distance = () => {
  const { session } = usePage()
  const distance = session.value ? distanceOf(session.value.statistics) : undefined
  const ascent = session.value?.metrics.ascent
  const detail = ascent === undefined ? undefined : `${formatWhole(ascent)} m up`
  return <Tile id="distance" label="Distance" shown={formatDistance(distance)} detail={detail} />
}

const Energy = () => {
  const { session } = usePage()
  const { shown, detail } = session.value
    ? energyShown(session.value)
    : { shown: { value: nothing, unit: 'kcal' }, detail: undefined }
  return <Tile id="energy" label="Energy" {...{ shown, detail }} />
}

/** The ride in eight figures; without a session the four that sensors give anyway. */
export const Tiles = () => {
  const { session } = usePage()
  return (
    <dl class="tiles" aria-label="Live figures">
      <HeartRate />
      <Power />
      <Cadence />
      <Speed />
      {session.value && (
        <>
          <Elapsed />
          <CurrentLap />
          <Distance />
          <Energy />
        </>
      )}
    </dl>
  )
}
