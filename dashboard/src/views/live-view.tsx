import { useComputed } from '@preact/signals'
import { RideChart } from '../chart/ride-chart.js'
import { usePage } from '../components/context.js'
import { Controls, Marking } from '../components/controls.js'
import { Devices, NoDevice } from '../components/devices.js'
import { StartForm } from '../components/start-form.js'
import { Tiles } from '../components/tiles.js'
import { LiveFigures } from '../figures/live-figures.js'
import { formatActivity, formatName } from '../format.js'
import { Activities, hasActivities } from '../laps/activities.js'
import { lapRows } from '../laps/lap-rows.js'
import { Laps } from '../laps/laps.js'
import { Splits } from '../laps/splits.js'
import { elapsedNow } from '../live/ride-clock.js'
import { isStale } from '../live/staleness.js'
import { stateText } from '../live/state-text.js'
import { PlanPanel } from '../plan/plan-panel.js'
import { Interruptions } from '../record/interruptions.js'
import { TrainerTile } from '../trainer/trainer-tile.js'
import type { LiveWorkout } from '../wire.js'
import { ZoneCards } from '../zones/zones.js'
import { WorkoutView } from './workout-view.js'

/** The sport of several that goes on, and which part of the workout it is. */
const Leg = ({ session }: { readonly session: LiveWorkout }) => {
  const { activities } = session
  const last = activities.at(-1)
  if (!hasActivities(session) || last === undefined || last.end !== session.at) return null
  return (
    <span class="leg" data-testid="leg">
      {formatName(last.activityType)}, part {activities.length}
    </span>
  )
}

const SessionTitle = ({ session }: { readonly session: LiveWorkout }) => (
  <div class="session-title">
    <h1>{formatActivity(session.activityType, session.location)}</h1>
    <span class={`state ${session.state}`} data-testid="state">
      {stateText(session)}
    </span>
    <Leg session={session} />
  </div>
)

const RunningLaps = ({ session }: { readonly session: LiveWorkout }) => {
  const { live, now, connection } = usePage()
  const ticked = useComputed(() => {
    const { clock } = live.value
    if (clock === undefined) return 0
    return Math.floor(elapsedNow(clock, now.value, connection.value === 'open') - clock.elapsed)
  })
  return <Laps laps={lapRows(session, ticked.value)} activityType={session.activityType} />
}

const RunningZones = ({ session }: { readonly session: LiveWorkout }) => {
  const { live, now } = usePage()
  const nowOf = (type: string): number | undefined => {
    const reading = live.value.readings[type]
    return reading && isStale(reading, now.value) ? undefined : session.currentZones?.[type]
  }
  return <ZoneCards zones={session.zones} nowOf={nowOf} />
}

const Ride = ({ session }: { readonly session: LiveWorkout }) => (
  <>
    <div class="bar">
      <SessionTitle session={session} />
      <Marking />
      <Controls />
    </div>
    {session.plan && <PlanPanel session={session} plan={session.plan} />}
    <Tiles />
    <LiveFigures session={session} />
    <TrainerTile />
    <RideChart session={session} />
    <Interruptions interruptions={session.interruptions} />
    <div class="columns">
      <div class="stack">
        {hasActivities(session) && <Activities activities={session.activities} at={session.at} />}
        <RunningLaps session={session} />
        <Splits workout={session} />
      </div>
      <div class="stack">
        <RunningZones session={session} />
      </div>
    </div>
    <Devices />
  </>
)

const Idle = () => {
  const { live, user } = usePage()
  const { finished, readings, devices } = live.value
  const isEmpty =
    Object.keys(readings).length === 0 && !Object.values(devices).some((device) => device.user === user.value)
  return (
    <>
      <StartForm />
      {isEmpty && !finished ? <NoDevice /> : !finished && <Tiles />}
      {finished && user.value && <WorkoutView key={finished} user={user.value} id={finished} fresh />}
      <Devices />
    </>
  )
}

/** What happens now. */
export const LiveView = () => {
  const { live, session } = usePage()
  if (!live.value.known)
    return (
      <p class="waiting" role="status">
        Connecting…
      </p>
    )
  return session.value ? <Ride session={session.value} /> : <Idle />
}
