import type { Logger } from 'pino'
import type { Clock } from '../../../src/health/clock.js'
import type { Characteristic, Radio, RadioEvent } from '../radio/radio.js'
import type { Timers } from '../radio/timers.js'
import { BluezDaemon, listObjects } from './bus/bluez-daemon.js'
import type { BusMessage } from './bus/bus-connection.js'
import { openBusSession } from './bus/bus-session.js'
import { within } from './bus/deadline.js'
import { textOf } from './bus/text-of.js'
import { EventHub } from './event-hub.js'
import { GattValues } from './gatt-values.js'
import { walk } from './gatt-walk.js'
import { Links } from './links.js'
import { PairingAgent } from './pairing-agent.js'
import { Scans } from './scans.js'
import { createTally, type Tally } from './tally.js'
import { Air } from './tree/air.js'
import { ObjectTree } from './tree/object-tree.js'
import { PeripheralWatch } from './tree/peripheral-watch.js'

/** How long each step may take, ms. */
export interface RadioLimits {
  readonly connect: number
  readonly disconnect: number
  readonly pair: number
  /** Reading, writing, asking for notifications. */
  readonly value: number
  /** After this a scan for every advertisement is begun anew, as controllers tell each device once a scan. */
  readonly renewal: number
}

export interface BluezRadioParts {
  readonly log: Logger
  readonly clock: Clock
  /** The platform's when left out. */
  readonly timers?: Timers
  readonly limits?: Partial<RadioLimits>
}

const usualLimits: RadioLimits = { connect: 25_000, disconnect: 5_000, pair: 30_000, value: 5_000, renewal: 2_000 }
const [openingMs, closingMs] = [5_000, 4_000]

/**
 * The radio of this machine, through BlueZ: one connection to the system bus (of `DBUS_SYSTEM_BUS_ADDRESS` when it is
 * set) with two match rules. It opens in any case: while there is no bus or no bluetoothd, `fault()` says so, and both
 * are sought until they are there.
 */
export async function openBluezRadio(parts: BluezRadioParts): Promise<Radio> {
  const built = build(parts)
  const { timers, daemon } = built
  await within<void>(timers, { what: 'Bluetooth', limitMs: openingMs }, ({ settle, fail }) => {
    daemon.open().then(settle, fail)
    return undefined
  }).catch(() => {})
  return radioOf(built)
}

type Built = ReturnType<typeof build>

function build({ log, clock, timers = globalThis, limits: wished }: BluezRadioParts) {
  const limits = { ...usualLimits, ...wished }
  const tally = createTally()
  const hub = new EventHub((error) => {
    tally.count('listenerFaults')
    log.error({ err: error }, 'a listener of the radio threw')
  })
  const air = new Air(clock, (event) => {
    react(event)
    hub.emit(event)
  })
  const watch = new PeripheralWatch(air, timers)
  const agent = new PairingAgent()
  const tree = new ObjectTree(
    {
      adapter: (path, now) => air.adapter(path, now),
      device: (path, now, told) => air.device(path, now, told),
      value: (path, bytes) => values.changed(path, bytes),
      notifying: (path) => values.notifying(path),
    },
    tally,
  )
  const daemon = new BluezDaemon({
    openSession: openBusSession,
    listener: {
      up: (objects) => {
        tree.replace(objects)
        hub.emit({ type: 'available' })
      },
      down: (error) => {
        agent.forgotten()
        tree.clear()
        hub.emit({ type: 'unavailable', error })
      },
      hasAdapters: () => air.adapters().length > 0,
      signal: (message) => takeSignal(message, tree, tally),
      called: (message) => agent.called(message),
    },
    timers,
    tally,
    log,
  })
  const links = new Links({ daemon, air, watch, agent, timers, limits })
  const scans = new Scans({ daemon, air, timers, renewalMs: limits.renewal })
  const values = new GattValues({
    ...{ daemon, tree, air, timers, tally, limitMs: limits.value },
    tell: (peripheral, handle, value) => hub.emit({ type: 'value', peripheral, handle, value, at: clock() }),
  })
  /** What our own parts make of an event, before others hear of it. */
  function react(event: RadioEvent): void {
    if (event.type === 'adapterGone') scans.ended(event.adapter)
    if (event.type === 'adapter' && !event.adapter.powered) scans.ended(event.adapter.address)
    if (!('peripheral' in event) || typeof event.peripheral === 'string') return
    if (event.type === 'disconnected' || event.type === 'gone') {
      values.ended(event.peripheral.id)
      links.ended(event.peripheral.id)
    }
    watch.changed(event.peripheral.id)
  }
  return { timers, tally, hub, air, tree, daemon, links, scans, values }
}

// Newer versions of BlueZ say why a link ended.
const reasons: ReadonlySet<string> = new Set(['Timeout', 'Local', 'Remote', 'Authentication', 'Suspend', 'Unknown'])

function takeSignal({ path, interface: name, member, body }: BusMessage, tree: ObjectTree, tally: Tally): void {
  const [object, told] = body
  const signal = `${name}.${member}`
  if (signal === 'org.freedesktop.DBus.Properties.PropertiesChanged') tree.changed(path, body)
  if (signal === 'org.freedesktop.DBus.ObjectManager.InterfacesAdded') tree.added(textOf(object), told)
  if (signal === 'org.freedesktop.DBus.ObjectManager.InterfacesRemoved') tree.removed(textOf(object), told)
  if (signal === 'org.bluez.Device1.Disconnected') {
    const reason = textOf(object).slice('org.bluez.Reason.'.length)
    tally.count(`disconnects${reasons.has(reason) ? reason : 'Unknown'}`)
  }
}

function radioOf(built: Built): Radio {
  const { tally, hub, air, daemon, links, scans, values } = built
  let closing: Promise<void> | undefined
  return {
    fault: () => daemon.fault(),
    adapters: () => air.adapters(),
    peripherals: () => air.peripherals(),
    subscribe: (listener) => hub.subscribe(listener),
    startScan: (adapter, { everyAdvertisement = false } = {}) => scans.start(adapter, everyAdvertisement),
    stopScan: (adapter) => scans.stop(adapter),
    connect: (peripheral) => links.connect(peripheral),
    disconnect: (peripheral) => links.disconnect(peripheral),
    pair: (peripheral) => links.pair(peripheral),
    trust: (peripheral) => links.trust(peripheral),
    remove: (peripheral) => links.remove(peripheral),
    characteristics: (peripheral) => characteristics(built, peripheral),
    read: (handle) => values.read(handle),
    write: (handle, value, { withoutResponse = false } = {}) => values.write(handle, value, withoutResponse),
    startNotify: (handle) => values.startNotify(handle),
    stopNotify: (handle) => values.stopNotify(handle),
    setPowered: (adapter, powered) => links.setPowered(adapter, powered),
    figures: () => ({ ...tally.figures(), listeners: hub.size }),
    close: () => {
      closing ??= close(built)
      return closing
    },
  }
}

async function characteristics(built: Built, id: string): Promise<readonly Characteristic[]> {
  const { air, tree, daemon, timers } = built
  const fault = daemon.fault()
  if (fault !== undefined) throw fault
  return walk(air.peripheralPath(id), {
    tree,
    peripheral: () => air.peripheral(id),
    pause: (ms) => new Promise((resolve) => void timers.setTimeout(resolve, ms)),
    relist: () => daemon.call(listObjects, ([objects]) => tree.replace(objects)),
  })
}

async function close({ timers, scans, links, daemon, hub }: Built): Promise<void> {
  await within<unknown>(timers, { what: 'closing', limitMs: closingMs }, ({ settle, fail }) => {
    Promise.allSettled([scans.stopAll(), links.endAll()]).then(settle, fail)
    return undefined
  }).catch(() => {})
  daemon.close()
  hub.clear()
}
