import type { MqttLink } from '../../devices/mqtt/mqtt-link.js'
import { ledgerFigures, linkFigures, observerFigures, seriesDatabaseFigures, storeFigures } from '../figures.js'
import type { HttpParts } from '../http/http-parts.js'
import type { Ingest } from '../ingest/ingest.js'
import type { Observers } from '../observers/observers.js'
import type { HealthStore } from '../store/health-store.js'
import type { followInto } from './followers.js'

interface Watched {
  readonly store: HealthStore
  readonly ingest: Ingest
  readonly observers: Observers
  readonly link: MqttLink
  readonly influx: ReturnType<typeof followInto>
}

/** Whether the parts are ready, and what they count. */
export const outlookOf = (parts: Watched): Pick<HttpParts, 'readiness' | 'figures'> => {
  const { store, ingest, observers, link, influx } = parts
  return {
    readiness: () => [
      { part: 'store', ...store.health() },
      { part: 'mqtt', ...link.state() },
      ...(influx === undefined ? [] : [{ part: 'influx', ...influx.state() }]),
    ],
    figures: () => [
      ...ledgerFigures(ingest.ledger()),
      ...storeFigures(store.figures()),
      ...observerFigures(observers.figures()),
      ...linkFigures(link.figures()),
      ...(influx === undefined ? [] : seriesDatabaseFigures(influx.figures())),
    ],
  }
}
