import { createActor } from 'xstate'
import type { SensorState, SensorStatus } from '../../bluetooth.js'
import { createTrainer, type Trainer } from '../../control/trainer.js'
import type { Advertisement, BluetoothAddress, RadioEvent } from '../../radio/radio.js'
import { RadioError, type RadioErrorCode } from '../../radio/radio-error.js'
import type { Taken } from '../../readings/sensor-reader.js'
import type { KnownSensor, SensorSettings } from '../../sensor-settings.js'
import { adapterOf } from '../air/hearings.js'
import { backoff, limits } from '../limits.js'
import type { LinkBody } from './link-context.js'
import type { LinkParts } from './link-parts.js'
import { createReach } from './reach.js'
import { sensorMachine, sensorStates } from './sensor-machine.js'
import { createStream } from './stream.js'
import { createVitals } from './vitals.js'

// Several failures in a row make it plain that only a person can help.
const hopelessAfter = 3
const removeEvery = 5
// Failures beyond are written in detail only: what is away for a night must not fill the log.
const loggedAttempts = 3

/** One sensor of ours, with its machine. */
export interface SensorLink {
  readonly device: string
  readonly address: BluetoothAddress
  readonly trainer: Trainer
  status(): SensorStatus
  /** Links made again, and values that stopped coming, since the start. */
  figures(): { readonly reconnects: number; readonly gaps: number; readonly timeouts: number; readonly pending: number }
  /** The peripheral that it is linked to. */
  target(): string | undefined
  /** Whether it takes what is broadcast, and never connects. */
  hearsOnly(): boolean
  /** Whether somebody should scan for it: since when, and whether a workout waits for it. */
  search(): { readonly since: number; readonly isHurried: boolean } | undefined
  /** An adapter came, went or changed. */
  adaptersChanged(): void
  heard(advertisement: Advertisement): void
  happened(event: Extract<RadioEvent, { peripheral: unknown }>): void
  lapse(at: number): void
  /** Ends the link, because it cannot be trusted any more. */
  drop(error: RadioError): void
  change(settings: SensorSettings): void
  subscribe(listener: (taken: Taken) => void): () => void
  /** Ends the link for good; resolves when that is done. */
  forget(): Promise<void>
}

const isSearch = (state: SensorState): boolean => state === 'searching' || state === 'waiting'
// Trying again later cannot help; a refused bond can, once a person has allowed it.
const mends = (code: RadioErrorCode, mayBond: boolean): boolean =>
  code !== 'accessDenied' && code !== 'notSupported' && (code !== 'authenticationFailed' || mayBond)
const unusable = (): RadioError => new RadioError('adapterGone', 'the adapter is gone or off')
const notHeard = (): RadioError =>
  new RadioError('peripheralGone', 'not heard: asleep, out of range, or linked to something else')

export const createSensorLink = (parts: LinkParts, sensor: KnownSensor): SensorLink => {
  const { clock, way } = parts
  const { device, address } = sensor
  const log = parts.log.child({ device })
  const vitals = createVitals(clock)
  const reach = createReach(parts, sensor)
  const listeners = new Set<(taken: Taken) => void>()
  let settings = sensor.settings
  let lastError: SensorStatus['lastError']
  let nextAttempt: number | undefined
  let links = 0
  let gaps = 0
  let timeouts = 0
  let since = clock()
  let searchingSince = clock()
  let waitingSince = Number.POSITIVE_INFINITY
  let state: SensorState = 'waitingForAdapter'
  let target: string | undefined

  const stream = createStream(parts, sensor, {
    vitals,
    events: {
      flowing: () => {
        if (state !== 'streaming') actor.send({ type: 'flowing' })
      },
      charged: () => parts.changed(status()),
      taken: (taken) => {
        for (const listener of listeners) listener(taken)
      },
      linked: (characteristics) => trainer.attach(characteristics),
    },
  })

  const trainer = createTrainer({
    radio: way.radio,
    timers: way.timers,
    log,
    settings: () => settings,
    drop: (error) => actor.send({ type: 'drop', error }),
  })

  const body: LinkBody = {
    hearsOnly: () => settings.broadcastOnly === true,
    candidate: () => reach.candidate(),
    isHeardAgain: () => !body.hearsOnly() && reach.isHeardSince(waitingSince),
    isStillNear: () => reach.isNear(),
    isOccasional: () => stream.isOccasional(),
    silence: () => vitals.silence(),
    patience: () => vitals.patience(),
    firstData: () => stream.firstData(),
    choice: () => reach.choice(),
    mayHurry: () => !parts.isListening(),
    wait(failures, quick) {
      const ms = quick ? limits.quickRetry : backoff(failures, parts.workoutRuns(device), parts.random())
      nextAttempt = clock() + ms
      return ms
    },
    isHopeless: (attempts) =>
      stream.isImpostor() ||
      (attempts >= hopelessAfter && lastError !== undefined && !mends(lastError.code, settings.bond === true)),
    wasGood: () => vitals.wasGood(),
    turn: (peripheral, granted) => reach.turn(peripheral, granted),
    connect: (peripheral, scanThrough, signal) => reach.connect(peripheral, scanThrough, signal),
    resolve: (peripheral, signal) => stream.resolve(peripheral, signal),
    subscribe: (peripheral, signal) => stream.subscribe(peripheral, settings, signal),
    async disconnect(peripheral, attempts) {
      reach.failed()
      await way.radio.disconnect(peripheral)
      const isPaired = way.find(peripheral)?.paired === true
      if (attempts > 0 && attempts % removeEvery === 0 && reach.isNear() && !isPaired)
        await way.radio.remove(peripheral)
    },
    noteAbsence() {
      lastError = told(notHeard())
      parts.changed(status())
    },
    noteError(error) {
      if (error.code === 'timeout') timeouts += 1
      lastError = told(error)
    },
    openLink(peripheral) {
      target = peripheral
      links += 1
      stream.open()
    },
    closeLink() {
      target = undefined
      if (state === 'streaming') gaps += 1
      trainer.detach()
      stream.close()
    },
  }
  const told = ({ code, message }: RadioError): NonNullable<SensorStatus['lastError']> => ({
    code,
    detail: message,
    at: clock(),
  })

  const actor = createActor(sensorMachine, { input: { body }, clock: way.timers })

  const status = (): SensorStatus => ({
    device,
    address,
    state,
    since,
    rssi: reach.rssi(),
    battery: stream.deliveries.battery(),
    adapter: target === undefined ? undefined : adapterOf(target),
    lastData: vitals.lastValue(),
    attempts: actor.getSnapshot().context.attempts,
    nextAttempt: state === 'waiting' ? nextAttempt : undefined,
    lastError,
    reconnects: Math.max(links - 1, 0),
    values: stream.deliveries.values(),
    rejected: stream.deliveries.rejected(),
    settings,
  })

  const entered = (before: SensorState): void => {
    if (state === 'streaming') reach.succeeded()
    if (state === 'stale' && before === 'streaming') gaps += 1
    if (state === 'stale' && body.hearsOnly()) stream.fade()
    if (!isSearch(before)) searchingSince = clock()
    if (state === 'waiting') waitingSince = since
    if (state === 'searching') findLinked()
  }
  const write = (before: SensorState): void => {
    const { attempts } = actor.getSnapshot().context
    const facts = { from: before, to: state, attempts, reason: lastError?.code }
    if (attempts > loggedAttempts) log.debug(facts, 'the link of a sensor changes')
    else log.info(facts, 'the link of a sensor changes')
  }
  actor.subscribe((snapshot) => {
    const now = sensorStates.find((each) => snapshot.hasTag(each)) ?? state
    if (now === state || snapshot.status === 'done') return
    const before = state
    state = now
    since = clock()
    entered(before)
    write(before)
    parts.changed(status())
  })
  actor.start()

  const broadcast = (advertisement: Advertisement): void => {
    const heartRate = parts.broadcastHeartRate(advertisement)
    if (heartRate !== undefined) stream.broadcast(heartRate, advertisement.at)
  }
  const end = (error: RadioError): void => actor.send({ type: 'dropped', error })

  return {
    device,
    address,
    trainer,
    status,
    figures: () => ({ reconnects: Math.max(links - 1, 0), gaps, timeouts, pending: stream.deliveries.pending() }),
    target: () => target,
    hearsOnly: () => body.hearsOnly(),
    search: () => (isSearch(state) ? { since: searchingSince, isHurried: parts.workoutRuns(device) } : undefined),
    adaptersChanged() {
      const isReady = way.radio.adapters().some(({ address: each }) => parts.terms(sensor.adapter).isUsable(each))
      if (!isReady) return actor.send({ type: 'lost', error: way.radio.fault() ?? unusable() })
      actor.send({ type: 'ready' })
      findLinked()
      if (target !== undefined && !reach.isUsable()) end(unusable())
    },
    heard(advertisement) {
      const { attempts } = actor.getSnapshot().context
      const wakes = reach.heard(advertisement.peripheral, advertisement.at, { since, attempts })
      if (body.hearsOnly()) return broadcast(advertisement)
      if (isSearch(state)) actor.send({ type: 'seen', wakes })
    },
    happened(event) {
      if (event.type === 'value') {
        if (event.peripheral !== target) return
        trainer.value(event.handle, event.value)
        stream.value(event)
        return
      }
      const { id } = event.peripheral
      if (event.type === 'gone') reach.gone(id)
      if (event.type === 'connected') adopt(id)
      const isEnd = event.type === 'gone' || event.type === 'disconnected'
      if (isEnd && id === target) end(new RadioError('notConnected', 'the link ended'))
    },
    lapse: (at) => stream.lapse(at),
    drop: (error) => actor.send({ type: 'drop', error }),
    change(changed) {
      const wantsAnew = changed.broadcastOnly !== settings.broadcastOnly || changed.bond !== settings.bond
      settings = changed
      stream.change(changed)
      trainer.changed()
      if (wantsAnew || state === 'failed') actor.send({ type: 'changed' })
      parts.changed(status())
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    forget: () =>
      new Promise((resolve) => {
        actor.subscribe({ complete: resolve })
        actor.send({ type: 'forget' })
      }),
  }

  // A link that somebody else has made, or one of an attempt that was given up, keeps it from advertising.
  function findLinked(): void {
    const linked = way.radio.peripherals().find((each) => each.address === address && each.connected)
    if (linked !== undefined) adopt(linked.id)
  }
  function adopt(id: string): void {
    if (!isSearch(state) || body.hearsOnly()) return
    reach.adopt(id)
    actor.send({ type: 'seen', wakes: true })
  }
}
