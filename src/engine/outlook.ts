import type { MqttLink } from '../../devices/mqtt/mqtt-link.js'
import {
  bluetoothFigures,
  ledgerFigures,
  linkFigures,
  observerFigures,
  seriesDatabaseFigures,
  storeFigures,
} from '../figures.js'
import type { HttpParts, Readiness } from '../http/http-parts.js'
import type { Ingest } from '../ingest/ingest.js'
import type { Observers } from '../observers/observers.js'
import type { HealthStore } from '../store/health-store.js'
import type { followInto } from './influx.js'
import type { Sensors } from './sensors.js'

interface Watched {
  readonly store: HealthStore
  readonly ingest: Ingest
  readonly observers: Observers
  readonly link: MqttLink
  readonly sensors: Sensors
  readonly influx: ReturnType<typeof followInto>
}

/** A machine without Bluetooth is fit to serve who has no sensor. */
const bluetoothReadiness = ({ bluetooth, isOn }: Sensors): readonly Readiness[] => {
  if (!isOn) return []
  const { ok, reason } = bluetooth.state()
  return [
    { part: 'bluetooth', ok: ok || bluetooth.sensors().length === 0, ...(reason === undefined ? {} : { reason }) },
  ]
}

/** Whether the parts are ready, and what they count. */
export const outlookOf = (parts: Watched): Pick<HttpParts, 'readiness' | 'figures'> => {
  const { store, ingest, observers, link, sensors, influx } = parts
  return {
    readiness: () => [
      { part: 'store', ...store.health() },
      { part: 'mqtt', ...link.state() },
      ...bluetoothReadiness(sensors),
      ...(influx === undefined ? [] : [{ part: 'influx', ...influx.state() }]),
    ],
    figures: () => [
      ...ledgerFigures(ingest.ledger()),
      ...storeFigures(store.figures()),
      ...observerFigures(observers.figures()),
      ...linkFigures(link.figures()),
      ...bluetoothFigures(sensors.bluetooth, sensors.waiting()),
      ...(influx === undefined ? [] : seriesDatabaseFigures(influx.figures())),
    ],
  }
}
