import type { Bluetooth } from '../devices/ble/bluetooth.js'
import type { Figure } from './http/metrics.js'
import type { InfluxFigures } from './influx/open-influx.js'
import type { Ledger } from './ingest/ingest.js'
import type { ObserverFigures } from './observers/observers.js'
import type { StoreFigures } from './store/health-store.js'

const counter = (name: string, help: string, value: number, labels?: Figure['labels']): Figure => ({
  name: `vitald_${name}`,
  help,
  kind: 'counter',
  value,
  labels,
})

const gauge = (name: string, help: string, value: number): Figure => ({
  name: `vitald_${name}`,
  help,
  kind: 'gauge',
  value,
})

/** The ledger: received = stored + duplicate + refused + waiting. */
export const ledgerFigures = (ledger: Ledger): readonly Figure[] => [
  counter('readings_received_total', 'Readings that devices and programs delivered', ledger.received),
  counter('readings_stored_total', 'Readings that became new samples', ledger.stored),
  counter('readings_duplicate_total', 'Readings that were there already', ledger.duplicate),
  ...Object.entries(ledger.refused).map(([reason, count]) =>
    counter('readings_refused_total', 'Readings that were refused, by reason', count, { reason }),
  ),
  gauge('readings_waiting', 'Readings of devices without an owner', ledger.waiting),
]

/** What the store did and how much of it rests where. */
export const storeFigures = (figures: StoreFigures): readonly Figure[] => [
  counter('store_commits_total', 'Group commits', figures.commits),
  counter('store_samples_stored_total', 'Samples written', figures.stored),
  counter('store_samples_duplicate_total', 'Samples that were there already', figures.duplicates),
  counter('store_samples_deleted_total', 'Samples deleted', figures.deleted),
  counter('store_condensations_total', 'Times the journal was packed into series', figures.condensations),
  gauge('store_journal_quantities', 'Quantities in the journal', figures.journalQuantities),
  gauge('store_journal_rows', 'Rows of the journal', figures.journalRows),
  gauge('store_series_rows', 'Packed series', figures.seriesRows),
  counter('store_tombstones_purged_total', 'Deletions that were forgotten after their time', figures.purged),
  gauge('store_tombstones', 'Deletions that are still told', figures.tombstones),
  gauge('store_pages', 'Pages of the file', figures.pages),
  gauge('store_free_pages', 'Pages of the file that are free', figures.freePages),
  gauge('store_batches_pending', 'Batches that wait for the commit in progress', figures.pending),
]

/** How it goes with those who are told of changes. */
export const observerFigures = (figures: ObserverFigures): readonly Figure[] => [
  ...(['active', 'failing', 'paused'] as const).map((state) => ({
    ...gauge('observers', 'Subscriptions, by state', figures[state]),
    labels: { state },
  })),
  counter('observer_notices_delivered_total', 'Notices that observers took', figures.delivered),
  counter(
    'observer_notices_missed_total',
    'Notices that observers did not take, each to be tried again',
    figures.missed,
  ),
  gauge('observer_dead_letters', 'How often the present observers became failing', figures.deadLetters),
]

/** What the follower of the time-series database did. */
export const seriesDatabaseFigures = (figures: InfluxFigures): readonly Figure[] => [
  counter('influx_points_written_total', 'Points written', figures.written),
  counter('influx_points_deleted_total', 'Points deleted', figures.deleted),
  counter('influx_points_refused_total', 'Points the server will never take', figures.refused),
  counter('influx_batches_total', 'Batches written', figures.batches),
  counter('influx_failures_total', 'Attempts that have to be made again', figures.failures),
  gauge('influx_lag_seconds', 'How long something has been waiting to be written', figures.lag / 1000),
]

const snake = (name: string): string => name.replace(/([A-Z])/g, '_$1').toLowerCase()

/** What the broker, or the connection to an outside one, counts. */
export const linkFigures = (figures: Readonly<Record<string, number>>): readonly Figure[] =>
  Object.entries(figures).map(([name, value]) => gauge(`mqtt_${snake(name)}`, `MQTT: ${name}`, value))

/** What Bluetooth counts, and the readings of sensors that wait for the store. */
export const bluetoothFigures = (bluetooth: Bluetooth, waiting: number): readonly Figure[] => [
  gauge('bluetooth_ok', 'Whether sensors can be reached', Number(bluetooth.state().ok)),
  gauge('bluetooth_readings_held', 'Readings of sensors that wait for the store', waiting),
  ...Object.entries(bluetooth.figures()).map(([name, value]) =>
    gauge(`bluetooth_${snake(name)}`, `Bluetooth: ${name}`, value),
  ),
]
