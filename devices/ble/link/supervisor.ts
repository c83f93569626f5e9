import type { BluetoothEvent } from '../bluetooth.js'
import type { BluetoothAddress, RadioEvent } from '../radio/radio.js'
import { RadioError } from '../radio/radio-error.js'
import { remedyOf } from '../radio/remedy.js'
import type { KnownSensor } from '../sensor-settings.js'
import { type Adapters, createAdapters } from './adapters.js'
import { type AdapterTerms, adapterOf } from './air/hearings.js'
import { createNear, type Near } from './air/near.js'
import { createScanner, type Listening } from './air/scanner.js'
import { createTurns, type Turns } from './air/turns.js'
import type { BluetoothParts } from './bluetooth-parts.js'
import { createHeartbeat } from './heartbeat.js'
import { listeningFor } from './search-plan.js'
import type { LinkParts } from './sensor/link-parts.js'
import { SensorLink } from './sensor/sensor-link.js'
import { createSwitchboard, type Switchboard } from './switchboard.js'

/** Everything between the radio and the links of sensors: who listens, who connects, what goes where. */
export interface Supervisor {
  /** By slug. */
  readonly links: ReadonlyMap<string, SensorLink>
  readonly adapters: Adapters
  readonly near: Near
  readonly turns: Turns
  readonly switchboard: Switchboard
  add(sensor: KnownSensor): void
  /** Takes it out at once; resolves when its link has ended. */
  remove(device: string): Promise<void>
  /** Scans for a person until the function it returns is called. */
  scan(): () => void
  /** Says that a listener may be wanted now, or not any more. */
  refresh(): void
  subscribe(listener: (event: BluetoothEvent) => void): () => void
  state(): { readonly ok: boolean; readonly reason?: string | undefined }
  close(): Promise<void>
}

type LinkedEvent = Extract<RadioEvent, { peripheral: unknown }>

const addressOf = (peripheral: string): BluetoothAddress => peripheral.slice(peripheral.indexOf('/') + 1)

/** Why Bluetooth cannot be used, with what mends it. */
const reasonOf = ({ code, message }: RadioError): string => `${message}: ${remedyOf(code)}`

export const createSupervisor = (parts: BluetoothParts): Supervisor => {
  const { radio, clock, timers, log } = parts
  const links = new Map<string, SensorLink>()
  const byAddress = new Map<BluetoothAddress, SensorLink>()
  const listeners = new Set<(event: BluetoothEvent) => void>()
  const adapters = createAdapters({ radio, policy: parts.policy, log })
  let scans = 0
  let before: { readonly ok?: boolean; readonly usable?: string } = {}

  const tell = (event: BluetoothEvent): void => {
    for (const listener of [...listeners]) listener(event)
  }
  const wanted = (adapter: BluetoothAddress): Listening => {
    if (!adapters.isUsable(adapter)) return 'off'
    const listening = listeningFor(links.values(), clock())
    return scans > 0 && listening === 'off' ? 'changes' : listening
  }
  const scanner = createScanner({ radio, timers, log, wanted })
  const switchboard = createSwitchboard(radio, timers, scanner)
  const turns = createTurns(() => scanner.refresh())
  const near = createNear({
    clock,
    heartRate: parts.broadcastHeartRate,
    known: (address) => byAddress.get(address)?.device,
    isTaken: (device) => links.has(device),
    tell: (sensor) => tell({ type: 'near', near: sensor }),
  })

  const load = (adapter: BluetoothAddress): number =>
    turns.waiting(adapter) + [...links.values()].filter((link) => adapterOf(link.target() ?? '') === adapter).length
  const terms = (bound: BluetoothAddress | undefined): AdapterTerms => ({
    isUsable: (adapter) => adapters.isUsable(adapter) && (bound === undefined || bound === adapter),
    load,
  })
  const linkParts: LinkParts = {
    way: switchboard,
    turns,
    terms,
    handlers: parts.handlers,
    createReader: parts.createReader,
    broadcastHeartRate: parts.broadcastHeartRate,
    clock,
    random: parts.random,
    workoutRuns: parts.workoutRuns,
    isListening: () => [...links.values()].some((link) => link.hearsOnly()),
    changed(sensor) {
      tell({ type: 'sensor', sensor })
      scanner.refresh()
    },
    log,
  }

  const state = (): { readonly ok: boolean; readonly reason?: string | undefined } => {
    const fault = adapters.fault()
    return fault === undefined ? { ok: true } : { ok: false, reason: reasonOf(fault) }
  }
  const adaptersChanged = (): void => {
    const { ok, reason } = state()
    const usable = adapters.usable().join()
    const { ok: wasOk, usable: wasUsable } = before
    before = { ok, usable }
    adapters.powerOn()
    // Most changes are of discovery alone, and no link's business.
    if (usable !== wasUsable) for (const link of links.values()) link.adaptersChanged()
    scanner.refresh()
    if (ok === wasOk) return
    log.info({ ok, reason }, 'Bluetooth changes')
    tell({ type: 'radio', ok, reason })
  }
  const linkFor = (event: LinkedEvent): SensorLink | undefined =>
    byAddress.get(event.type === 'value' ? addressOf(event.peripheral) : event.peripheral.address)
  const happened = (event: RadioEvent): void => {
    switchboard.pass(event)
    if (event.type === 'advertisement') {
      near.heard(event.advertisement)
      byAddress.get(event.advertisement.peripheral.address)?.heard(event.advertisement)
    } else if ('peripheral' in event) {
      linkFor(event)?.happened(event)
    } else {
      // Somebody ended the scan, and ours with it.
      if (event.type === 'adapter' && !event.adapter.discovering) scanner.interrupted(event.adapter.address)
      if (event.type === 'adapterGone') scanner.interrupted(event.adapter)
      adaptersChanged()
    }
  }

  /** What was heard before it was ours counts: a scan that goes on tells of it again only when something changes. */
  const hearAgain = (link: SensorLink): void => {
    const heard = near.find(link.address)
    const peripheral = heard && switchboard.find(`${heard.adapter}/${heard.address}`)
    if (heard === undefined || peripheral === undefined) return
    const nothing = { manufacturerData: new Map(), serviceData: new Map() }
    link.heard({ peripheral: { ...peripheral, rssi: heard.rssi }, at: heard.lastSeen, ...nothing })
  }

  const heartbeat = createHeartbeat({
    clock,
    timers,
    beat(at) {
      adapters.powerOn()
      scanner.refresh()
      for (const link of links.values()) link.lapse(at)
    },
    jumped() {
      log.info('the machine has slept: every link is made anew')
      for (const link of links.values()) link.drop(new RadioError('notConnected', 'the machine has slept'))
    },
  })
  const leave = radio.subscribe(happened)
  adaptersChanged()

  const forget = async (link: SensorLink): Promise<void> => {
    links.delete(link.device)
    if (byAddress.get(link.address) === link) byAddress.delete(link.address)
    await link.forget()
    scanner.refresh()
  }
  return {
    links,
    adapters,
    near,
    turns,
    switchboard,
    state,
    refresh: () => scanner.refresh(),
    add(sensor) {
      const link = new SensorLink(linkParts, sensor)
      links.set(sensor.device, link)
      byAddress.set(sensor.address, link)
      link.adaptersChanged()
      hearAgain(link)
      scanner.refresh()
    },
    async remove(device) {
      const link = links.get(device)
      if (link !== undefined) await forget(link)
    },
    scan() {
      scans += 1
      scanner.refresh()
      let open = true
      return () => {
        if (open) scans -= 1
        open = false
        scanner.refresh()
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      heartbeat.stop()
      const all = [...links.values()]
      await Promise.all([scanner.close(), ...all.map(forget)])
      leave()
      listeners.clear()
    },
  }
}
