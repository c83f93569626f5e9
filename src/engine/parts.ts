/** The parts, loaded only where an engine is opened: the other commands are to answer at once, on a small board too. */
export const loadParts = async () => ({
  pino: (await import('pino')).pino,
  ...(await import('../../devices/mqtt/broker-client.js')),
  ...(await import('../../devices/mqtt/embedded-broker.js')),
  ...(await import('../../devices/mqtt/foreign/foreign-topics.js')),
  ...(await import('../../devices/mqtt/foreign/ready-mapping.js')),
  ...(await import('../../devices/mqtt/user-topics.js')),
  ...(await import('../http/create-http.js')),
  ...(await import('../imports/open-imports.js')),
  ...(await import('../imports/spool.js')),
  ...(await import('../influx/open-influx.js')),
  ...(await import('../ingest/create-ingest.js')),
  ...(await import('../ingest/device-registry.js')),
  ...(await import('../ingest/follow-devices.js')),
  ...(await import('../ingest/sanity.js')),
  ...(await import('../observers/open-observers.js')),
  ...(await import('../plans/kept/open-plans.js')),
  ...(await import('../privacy/access.js')),
  ...(await import('../privacy/audit.js')),
  ...(await import('../privacy/authorization.js')),
  ...(await import('../privacy/clients.js')),
  ...(await import('../privacy/follow-zones.js')),
  ...(await import('../privacy/users.js')),
  ...(await import('../session/editing/workout-editing.js')),
  ...(await import('../session/live-values.js')),
  ...(await import('../session/open-sessions.js')),
  ...(await import('../session/past-workout.js')),
  ...(await import('../store/open-store.js')),
  ...(await import('../store/sqlite/file-lock.js')),
})
export type Parts = Awaited<ReturnType<typeof loadParts>>

/** The parts of Bluetooth, loaded only where it is on. */
export const loadBluetooth = async () => ({
  ...(await import('../../devices/ble/advertising/broadcast-rates.js')),
  ...(await import('../../devices/ble/bluez/open-bluez-radio.js')),
  ...(await import('../../devices/ble/link/open-bluetooth.js')),
  ...(await import('../../devices/ble/readings/create-sensor-reader.js')),
})
