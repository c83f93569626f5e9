import type { BluetoothEvent } from '../bluetooth.js'
import type { Advertisement, BluetoothAddress, RadioEvent } from '../radio/radio.js'
import { RadioError } from '../radio/radio-error.js'
import { remedyOf } from '../radio/remedy.js'
import type { KnownSensor } from '../sensor-settings.js'
import { type Adapters, createAdapters } from './adapters.js'
import { type AdapterTerms, adapterOf } from './air/hearings.js'
import { createNear, type Near } from './air/near.js'
import { createScanner, type Listening, type Scanner } from './air/scanner.js'
import { createTurns, type Turns } from './air/turns.js'
import type { BluetoothParts } from './bluetooth-parts.js'
import { createHeartbeat } from './heartbeat.js'
import { listeningFor } from './search-plan.js'
import type { LinkParts } from './sensor/link-parts.js'
import { SensorLink } from './sensor/sensor-link.js'
import { createSwitchboard, type Switchboard } from './switchboard.js'

type LinkedEvent = Extract<RadioEvent, { peripheral: unknown }>
type AdapterEvent = Exclude<RadioEvent, LinkedEvent | { readonly type: 'advertisement' }>

const addressOf = (peripheral: string): BluetoothAddress => peripheral.slice(peripheral.indexOf('/') + 1)

/** Why Bluetooth cannot be used, with what mends it. */
const reasonOf = ({ code, message }: RadioError): string => `${message}: ${remedyOf(code)}`

/** Everything between the radio and the links of sensors: who listens, who connects, what goes where. */
export class Supervisor {
  readonly adapters: Adapters
  readonly near: Near
  readonly turns: Turns
  readonly switchboard: Switchboard
  readonly #parts: BluetoothParts
  readonly #linkParts: LinkParts
  readonly #scanner: Scanner
  readonly #links = new Map<string, SensorLink>()
  readonly #byAddress = new Map<BluetoothAddress, SensorLink>()
  readonly #listeners = new Set<(event: BluetoothEvent) => void>()
  readonly #heartbeat: ReturnType<typeof createHeartbeat>
  readonly #leave: () => void
  #scans = 0
  #before: { readonly ok?: boolean; readonly usable?: string } = {}

  constructor(parts: BluetoothParts) {
    const { radio, timers, log } = parts
    this.#parts = parts
    this.adapters = createAdapters({ radio, policy: parts.policy, log })
    this.#scanner = createScanner({ radio, timers, log, wanted: (adapter) => this.#wanted(adapter) })
    this.switchboard = createSwitchboard(radio, timers, this.#scanner)
    this.turns = createTurns(() => this.refresh())
    this.near = this.#createNear()
    this.#linkParts = this.#partsOfLinks()
    this.#heartbeat = this.#startHeartbeat()
    this.#leave = radio.subscribe((event) => this.#happened(event))
    this.#adaptersChanged()
  }

  /** By slug. */
  get links(): ReadonlyMap<string, SensorLink> {
    return this.#links
  }

  state(): { readonly ok: boolean; readonly reason?: string | undefined } {
    const fault = this.adapters.fault()
    return fault === undefined ? { ok: true } : { ok: false, reason: reasonOf(fault) }
  }

  /** Says that a listener may be wanted now, or not any more. */
  refresh(): void {
    this.#scanner.refresh()
  }

  add(sensor: KnownSensor): void {
    const link = new SensorLink(this.#linkParts, sensor)
    this.#links.set(sensor.device, link)
    this.#byAddress.set(sensor.address, link)
    link.adaptersChanged()
    this.#hearAgain(link)
    this.refresh()
  }

  /** Takes it out at once; resolves when its link has ended. */
  async remove(device: string): Promise<void> {
    const link = this.#links.get(device)
    if (link !== undefined) await this.#forget(link)
  }

  /** Scans for a person until the function it returns is called. */
  scan(): () => void {
    this.#scans += 1
    this.refresh()
    let open = true
    return () => {
      if (open) this.#scans -= 1
      open = false
      this.refresh()
    }
  }

  subscribe(listener: (event: BluetoothEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    this.#heartbeat.stop()
    const forgotten = [...this.#links.values()].map((link) => this.#forget(link))
    await Promise.all([this.#scanner.close(), ...forgotten])
    this.#leave()
    this.#listeners.clear()
  }

  #createNear(): Near {
    return createNear({
      clock: this.#parts.clock,
      heartRate: this.#parts.broadcastHeartRate,
      known: (address) => this.#byAddress.get(address)?.device,
      isTaken: (device) => this.#links.has(device),
      tell: (sensor) => this.#tell({ type: 'near', near: sensor }),
    })
  }

  #partsOfLinks(): LinkParts {
    const { handlers, createReader, broadcastHeartRate, clock, random, workoutRuns, log } = this.#parts
    return {
      ...{ handlers, createReader, broadcastHeartRate, clock, random, workoutRuns, log },
      ...{ way: this.switchboard, turns: this.turns },
      terms: (bound) => this.#termsOf(bound),
      isListening: () => [...this.#links.values()].some((link) => link.hearsOnly()),
      changed: (sensor) => {
        this.#tell({ type: 'sensor', sensor })
        this.refresh()
      },
    }
  }

  #startHeartbeat(): ReturnType<typeof createHeartbeat> {
    const { clock, timers } = this.#parts
    return createHeartbeat({ clock, timers, beat: (at) => this.#beat(at), jumped: () => this.#wakeUp() })
  }

  #wanted(adapter: BluetoothAddress): Listening {
    if (!this.adapters.isUsable(adapter)) return 'off'
    const listening = listeningFor(this.#links.values(), this.#parts.clock())
    return this.#scans > 0 && listening === 'off' ? 'changes' : listening
  }

  #termsOf(bound: BluetoothAddress | undefined): AdapterTerms {
    return {
      isUsable: (adapter) => this.adapters.isUsable(adapter) && (bound === undefined || bound === adapter),
      load: (adapter) => this.turns.waiting(adapter) + this.#linkedBy(adapter),
    }
  }

  #linkedBy(adapter: BluetoothAddress): number {
    return [...this.#links.values()].filter((link) => adapterOf(link.target() ?? '') === adapter).length
  }

  #tell(event: BluetoothEvent): void {
    for (const listener of [...this.#listeners]) listener(event)
  }

  #happened(event: RadioEvent): void {
    this.switchboard.pass(event)
    if (event.type === 'advertisement') this.#heard(event.advertisement)
    else if ('peripheral' in event) this.#linkFor(event)?.happened(event)
    else this.#adapterHappened(event)
  }

  #heard(advertisement: Advertisement): void {
    this.near.heard(advertisement)
    this.#byAddress.get(advertisement.peripheral.address)?.heard(advertisement)
  }

  #linkFor(event: LinkedEvent): SensorLink | undefined {
    return this.#byAddress.get(event.type === 'value' ? addressOf(event.peripheral) : event.peripheral.address)
  }

  #adapterHappened(event: AdapterEvent): void {
    // Somebody ended the scan, and ours with it.
    if (event.type === 'adapter' && !event.adapter.discovering) this.#scanner.interrupted(event.adapter.address)
    if (event.type === 'adapterGone') this.#scanner.interrupted(event.adapter)
    this.#adaptersChanged()
  }

  #adaptersChanged(): void {
    const { ok, reason } = this.state()
    const usable = this.adapters.usable().join()
    const before = this.#before
    this.#before = { ok, usable }
    this.adapters.powerOn()
    // Most changes are of discovery alone, and no link's business.
    if (usable !== before.usable) for (const link of this.#links.values()) link.adaptersChanged()
    this.refresh()
    if (ok === before.ok) return
    this.#parts.log.info({ ok, reason }, 'Bluetooth changes')
    this.#tell({ type: 'radio', ok, reason })
  }

  /** What was heard before it was ours counts: a scan that goes on tells of it again only when something changes. */
  #hearAgain(link: SensorLink): void {
    const heard = this.near.find(link.address)
    const peripheral = heard && this.switchboard.find(`${heard.adapter}/${heard.address}`)
    if (heard === undefined || peripheral === undefined) return
    const nothing = { manufacturerData: new Map(), serviceData: new Map() }
    link.heard({ peripheral: { ...peripheral, rssi: heard.rssi }, at: heard.lastSeen, ...nothing })
  }

  #beat(at: number): void {
    this.adapters.powerOn()
    this.refresh()
    for (const link of this.#links.values()) link.lapse(at)
  }

  #wakeUp(): void {
    this.#parts.log.info('the machine has slept: every link is made anew')
    for (const link of this.#links.values()) link.drop(new RadioError('notConnected', 'the machine has slept'))
  }

  async #forget(link: SensorLink): Promise<void> {
    this.#links.delete(link.device)
    if (this.#byAddress.get(link.address) === link) this.#byAddress.delete(link.address)
    await link.forget()
    this.refresh()
  }
}
