import type { Logger } from 'pino'
import { type Actor, createActor } from 'xstate'
import type { SensorState, SensorStatus } from '../../bluetooth.js'
import { createTrainer, type Trainer } from '../../control/trainer.js'
import type { Advertisement, BluetoothAddress, RadioEvent } from '../../radio/radio.js'
import { RadioError } from '../../radio/radio-error.js'
import type { Taken } from '../../readings/sensor-reader.js'
import type { KnownSensor, SensorSettings } from '../../sensor-settings.js'
import { adapterOf } from '../air/hearings.js'
import { createLinkBody } from './link-body.js'
import type { LinkBody } from './link-context.js'
import { LinkHistory } from './link-history.js'
import type { LinkParts } from './link-parts.js'
import { createReach, type Reach } from './reach.js'
import { sensorMachine, sensorStates } from './sensor-machine.js'
import { createStream, type Stream, type StreamEvents } from './stream.js'
import { createVitals, type Vitals } from './vitals.js'

// Failures beyond are written in detail only: what is away for a night must not fill the log.
const loggedAttempts = 3

const isSearch = (state: SensorState): boolean => state === 'searching' || state === 'waiting'
const unusable = (): RadioError => new RadioError('adapterGone', 'the adapter is gone or off')

type PeripheralEvent = Extract<RadioEvent, { peripheral: unknown }>

/** One sensor of ours, with its machine. */
export class SensorLink {
  readonly device: string
  readonly address: BluetoothAddress
  readonly trainer: Trainer
  readonly #parts: LinkParts
  readonly #sensor: KnownSensor
  readonly #log: Logger
  readonly #vitals: Vitals
  readonly #reach: Reach
  readonly #stream: Stream
  readonly #history: LinkHistory
  readonly #actor: Actor<typeof sensorMachine>
  readonly #listeners = new Set<(taken: Taken) => void>()
  #settings: SensorSettings
  #since: number
  #searchingSince: number
  #waitingSince = Number.POSITIVE_INFINITY
  #state: SensorState = 'waitingForAdapter'
  #target: string | undefined

  constructor(parts: LinkParts, sensor: KnownSensor) {
    this.device = sensor.device
    this.address = sensor.address
    this.#parts = parts
    this.#sensor = sensor
    this.#settings = sensor.settings
    this.#since = parts.clock()
    this.#searchingSince = this.#since
    this.#log = parts.log.child({ device: sensor.device })
    this.#vitals = createVitals(parts.clock)
    this.#reach = createReach(parts, sensor)
    this.#history = new LinkHistory(parts.clock)
    this.#stream = createStream(parts, sensor, { vitals: this.#vitals, events: this.#streamEvents() })
    this.trainer = this.#createTrainer()
    this.#actor = this.#startMachine()
  }

  status(): SensorStatus {
    const { deliveries } = this.#stream
    return {
      ...{ device: this.device, address: this.address, state: this.#state, since: this.#since },
      rssi: this.#reach.rssi(),
      battery: deliveries.battery(),
      adapter: this.#target === undefined ? undefined : adapterOf(this.#target),
      lastData: this.#vitals.lastValue(),
      attempts: this.#attempts,
      nextAttempt: this.#state === 'waiting' ? this.#history.nextAttempt : undefined,
      lastError: this.#history.lastError,
      reconnects: this.#history.figures().reconnects,
      ...{ values: deliveries.values(), rejected: deliveries.rejected(), settings: this.#settings },
    }
  }

  /** Links made again, and values that stopped coming, since the start. */
  figures(): ReturnType<LinkHistory['figures']> & { readonly pending: number } {
    return { ...this.#history.figures(), pending: this.#stream.deliveries.pending() }
  }

  /** The peripheral that it is linked to. */
  target(): string | undefined {
    return this.#target
  }

  /** Whether it takes what is broadcast, and never connects. */
  hearsOnly(): boolean {
    return this.#settings.broadcastOnly === true
  }

  /** Whether somebody should scan for it: since when, and whether a workout waits for it. */
  search(): { readonly since: number; readonly isHurried: boolean } | undefined {
    if (!isSearch(this.#state)) return undefined
    return { since: this.#searchingSince, isHurried: this.#parts.workoutRuns(this.device) }
  }

  /** An adapter came, went or changed. */
  adaptersChanged(): void {
    const { radio } = this.#parts.way
    const terms = this.#parts.terms(this.#sensor.adapter)
    if (radio.adapters().some(({ address }) => terms.isUsable(address))) this.#ready()
    else this.#actor.send({ type: 'lost', error: radio.fault() ?? unusable() })
  }

  heard(advertisement: Advertisement): void {
    const wait = { since: this.#since, attempts: this.#attempts }
    const wakes = this.#reach.heard(advertisement.peripheral, advertisement.at, wait)
    if (this.hearsOnly()) this.#takeBroadcast(advertisement)
    else if (isSearch(this.#state)) this.#actor.send({ type: 'seen', wakes })
  }

  happened(event: PeripheralEvent): void {
    if (event.type === 'value') this.#takeValue(event)
    else this.#peripheralChanged(event)
  }

  lapse(at: number): void {
    this.#stream.lapse(at)
  }

  /** Ends the link, because it cannot be trusted any more. */
  drop(error: RadioError): void {
    this.#actor.send({ type: 'drop', error })
  }

  change(changed: SensorSettings): void {
    const { broadcastOnly, bond } = this.#settings
    const wantsAnew = changed.broadcastOnly !== broadcastOnly || changed.bond !== bond
    this.#settings = changed
    this.#stream.change(changed)
    this.trainer.changed()
    if (wantsAnew || this.#state === 'failed') this.#actor.send({ type: 'changed' })
    this.#tell()
  }

  subscribe(listener: (taken: Taken) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Ends the link for good; resolves when that is done. */
  forget(): Promise<void> {
    return new Promise((resolve) => {
      this.#actor.subscribe({ complete: resolve })
      this.#actor.send({ type: 'forget' })
    })
  }

  get #attempts(): number {
    return this.#actor.getSnapshot().context.attempts
  }

  #streamEvents(): StreamEvents {
    return {
      flowing: () => {
        if (this.#state !== 'streaming') this.#actor.send({ type: 'flowing' })
      },
      charged: () => this.#tell(),
      taken: (taken) => {
        for (const listener of this.#listeners) listener(taken)
      },
      linked: (characteristics) => this.trainer.attach(characteristics),
    }
  }

  #createTrainer(): Trainer {
    const { radio, timers } = this.#parts.way
    return createTrainer({
      ...{ radio, timers, log: this.#log },
      settings: () => this.#settings,
      drop: (error) => this.drop(error),
    })
  }

  #createBody(): LinkBody {
    return createLinkBody({
      ...{ device: this.device, parts: this.#parts, reach: this.#reach, stream: this.#stream },
      ...{ vitals: this.#vitals, history: this.#history, trainer: this.trainer },
      settings: () => this.#settings,
      state: () => this.#state,
      waitingSince: () => this.#waitingSince,
      aim: (target) => {
        this.#target = target
      },
      tell: () => this.#tell(),
    })
  }

  #startMachine(): Actor<typeof sensorMachine> {
    const actor = createActor(sensorMachine, { input: { body: this.#createBody() }, clock: this.#parts.way.timers })
    actor.subscribe((snapshot) => {
      const now = sensorStates.find((each) => snapshot.hasTag(each)) ?? this.#state
      if (now !== this.#state && snapshot.status !== 'done') this.#enter(now)
    })
    return actor.start()
  }

  #enter(state: SensorState): void {
    const before = this.#state
    this.#state = state
    this.#since = this.#parts.clock()
    this.#entered(before)
    this.#write(before)
    this.#tell()
  }

  #entered(before: SensorState): void {
    if (this.#state === 'streaming') this.#reach.succeeded()
    if (this.#state === 'stale' && before === 'streaming') this.#history.fellSilent()
    if (this.#state === 'stale' && this.hearsOnly()) this.#stream.fade()
    if (!isSearch(before)) this.#searchingSince = this.#since
    if (this.#state === 'waiting') this.#waitingSince = this.#since
    if (this.#state === 'searching') this.#findLinked()
  }

  #write(before: SensorState): void {
    const attempts = this.#attempts
    const facts = { from: before, to: this.#state, attempts, reason: this.#history.lastError?.code }
    if (attempts > loggedAttempts) this.#log.debug(facts, 'the link of a sensor changes')
    else this.#log.info(facts, 'the link of a sensor changes')
  }

  #tell(): void {
    this.#parts.changed(this.status())
  }

  #end(error: RadioError): void {
    this.#actor.send({ type: 'dropped', error })
  }

  #ready(): void {
    this.#actor.send({ type: 'ready' })
    this.#findLinked()
    if (this.#target !== undefined && !this.#reach.isUsable()) this.#end(unusable())
  }

  #peripheralChanged({ type, peripheral: { id } }: Exclude<PeripheralEvent, { type: 'value' }>): void {
    if (type === 'gone') this.#reach.gone(id)
    if (type === 'connected') this.#adopt(id)
    const isEnd = type === 'gone' || type === 'disconnected'
    if (isEnd && id === this.#target) this.#end(new RadioError('notConnected', 'the link ended'))
  }

  #takeValue(event: Extract<RadioEvent, { type: 'value' }>): void {
    if (event.peripheral !== this.#target) return
    this.trainer.value(event.handle, event.value)
    this.#stream.value(event)
  }

  #takeBroadcast(advertisement: Advertisement): void {
    const heartRate = this.#parts.broadcastHeartRate(advertisement)
    if (heartRate !== undefined) this.#stream.broadcast(heartRate, advertisement.at)
  }

  // A link that somebody else has made, or one of an attempt that was given up, keeps it from advertising.
  #findLinked(): void {
    const linked = this.#parts.way.radio.peripherals().find((each) => each.address === this.address && each.connected)
    if (linked !== undefined) this.#adopt(linked.id)
  }

  #adopt(id: string): void {
    if (!isSearch(this.#state) || this.hearsOnly()) return
    this.#reach.adopt(id)
    this.#actor.send({ type: 'seen', wakes: true })
  }
}
