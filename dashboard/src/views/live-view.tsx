import { useComputed } from '@preact/signals'
import { RideChart } from '../chart/ride-chart.js'
import { usePage } from '../components/context.js'
import { Controls } from '../components/controls.js'
import { Devices, NoDevice } from '../components/devices.js'
import { Laps } from '../components/laps.js'
import { StartForm } from '../components/start-form.js'
import { Tiles } from '../components/tiles.js'
import { Zones } from '../components/zones.js'
import { formatActivity } from '../format.js'
import { lapRows } from '../live/laps.js'
import { powerTypes } from '../live/quantities.js'
import { elapsedNow } from '../live/ride-clock.js'
import { TrainerTile } from '../trainer/trainer-tile.js'
import type { LiveWorkout } from '../wire.js'
import { WorkoutView } from './workout-view.js'

const stateTexts: Readonly<Record<string, string>> = {
  prepared: 'Ready',
  running: 'Running',
  paused: 'Paused',
  stopped: 'Stopped',
}

const SessionTitle = ({ session }: { readonly session: LiveWorkout }) => (
  <div class="session-title">
    <h1>{formatActivity(session.activityType, session.location)}</h1>
    <span class={`state ${session.state}`} data-testid="state">
      {session.pausedBy === 'motion' ? 'Paused: no motion' : (stateTexts[session.state] ?? session.state)}
    </span>
  </div>
)

const RunningLaps = ({ session }: { readonly session: LiveWorkout }) => {
  const { live, now, connection } = usePage()
  const ticked = useComputed(() => {
    const { clock } = live.value
    if (clock === undefined) return 0
    return Math.floor(elapsedNow(clock, now.value, connection.value === 'open') - clock.elapsed)
  })
  return <Laps laps={lapRows(session, ticked.value)} />
}

const Ride = ({ session }: { readonly session: LiveWorkout }) => (
  <>
    <div class="bar">
      <SessionTitle session={session} />
      <Controls />
    </div>
    <Tiles />
    <TrainerTile />
    <RideChart session={session} />
    <div class="columns">
      <RunningLaps session={session} />
      <div class="stack">
        <Zones title="Heart-rate zones" unit="bpm" zones={session.zones.heartRate} />
        <Zones
          title="Power zones"
          unit="W"
          zones={powerTypes.map((type) => session.zones[type]).find((zones) => zones !== undefined)}
        />
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
