import { usePage } from '../components/context.js'
import { NearCard } from './near-card.js'
import type { NearSensor } from './sensor-wire.js'

const keptMs = 120_000

const strongestFirst = (a: NearSensor, b: NearSensor): number => (b.rssi ?? -200) - (a.rssi ?? -200)

/** Looks around, and shows how far it has come. */
export const ScanButton = () => {
  const { sensors, now } = usePage()
  const { bluetooth, scan, startScan, stopScan } = sensors
  const { value: underway } = scan
  if (!underway)
    return (
      <button
        type="button"
        class="primary"
        data-testid="scan"
        disabled={bluetooth.value?.ok !== true}
        onClick={() => void startScan()}
      >
        Look for sensors
      </button>
    )
  const passed = Math.min(underway.seconds, (now.value - underway.startedAt) / 1000)
  return (
    <div class="scanning">
      <progress max={underway.seconds} value={Math.max(0, passed)} aria-label="Looking for sensors" />
      <button type="button" onClick={stopScan}>
        Stop
      </button>
    </div>
  )
}

const Nothing = () => {
  const { scan, bluetooth } = usePage().sensors
  if (bluetooth.value?.ok !== true) return null
  return (
    <p class="empty" data-testid="nothing-near">
      {scan.value
        ? 'Listening … put the strap on, turn the cranks, or stand on the scale.'
        : 'Nothing new was heard. Sensors sleep until they are used: put the strap on with moist contacts, turn the cranks, and end their connection to a phone or watch.'}
    </p>
  )
}

/** What is near and not ours yet; not there before somebody has looked. */
export const NearList = () => {
  const { sensors, live } = usePage()
  const present = sensors.present()
  const fresh = Object.values(sensors.near.value)
    .filter(({ device, ours }) => !ours && live.value.devices[device] === undefined)
    .filter(({ lastSeen }) => present - Date.parse(lastSeen) < keptMs)
    .sort(strongestFirst)
  if (!sensors.hasLooked.value) return null
  return (
    <section aria-labelledby="near-title" data-testid="near">
      <h2 id="near-title">Near</h2>
      {fresh.length === 0 && <Nothing />}
      <ul class="sensors">
        {fresh.map((sensor) => (
          <NearCard key={sensor.device} sensor={sensor} />
        ))}
      </ul>
    </section>
  )
}
