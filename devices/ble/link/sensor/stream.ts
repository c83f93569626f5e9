import type { Characteristic, RadioEvent } from '../../radio/radio.js'
import { RadioError } from '../../radio/radio-error.js'
import type { SensorReader, Taken } from '../../readings/sensor-reader.js'
import type { KnownSensor, SensorSettings } from '../../sensor-settings.js'
import { limits } from '../limits.js'
import { createDeliveries, type Deliveries } from './deliveries.js'
import { createFlow, type Flow } from './flow.js'
import type { LinkParts } from './link-parts.js'
import { resolve, subscribe } from './steps.js'
import type { Vitals } from './vitals.js'

/** What a link says of its stream. */
export interface StreamEvents {
  /** Readings came. */
  readonly flowing: () => void
  readonly charged: () => void
  readonly taken: (taken: Taken) => void
  /** It is subscribed to, and these are its characteristics. */
  readonly linked: (characteristics: readonly Characteristic[]) => void
}

/** A sensor's values, over all its links. */
export interface Stream {
  readonly deliveries: Deliveries
  open(): void
  resolve(target: string, signal: AbortSignal): Promise<void>
  subscribe(target: string, settings: SensorSettings, signal: AbortSignal): Promise<void>
  value(event: Extract<RadioEvent, { type: 'value' }>): void
  broadcast(heartRate: number, at: number): void
  lapse(at: number): void
  /** What is broadcast is not heard any more. */
  fade(): void
  close(): void
  change(settings: SensorSettings): void
  isOccasional(): boolean
  firstData(): number
  /** Whether another sensor answers under its address. */
  isImpostor(): boolean
}

// A strap that broadcasts says it several times a second; its heart rate is worth a reading once.
const broadcastEvery = 1_000

export const createStream = (
  parts: LinkParts,
  sensor: KnownSensor,
  { vitals, events }: { readonly vitals: Vitals; readonly events: StreamEvents },
): Stream => {
  const { way, clock, handlers } = parts
  const { device } = sensor
  const reader: SensorReader = parts.createReader(sensor.settings)
  const deliveries = createDeliveries({ device, handlers, log: parts.log, charged: events.charged })
  let flow: Flow | undefined
  let ending = new AbortController()
  let serial = sensor.serial
  let impostor = false
  let online = false
  let lastBroadcast = Number.NEGATIVE_INFINITY

  const take = (taken: Taken, at: number): void => {
    events.taken(taken)
    if (!deliveries.take(taken, at)) return
    vitals.value(at)
    events.flowing()
  }
  const setOnline = (now: boolean): void => {
    if (now !== online) handlers.status(device, now ? 'online' : 'offline')
    online = now
  }
  const identify = async (of: Flow): Promise<void> => {
    const told = await of.serial()
    impostor = told !== undefined && serial !== undefined && told !== serial
    if (impostor) throw new RadioError('notSupported', 'another serial number than before under this address')
    serial ??= told
  }
  const pair = async (target: string): Promise<void> => {
    if (way.find(target)?.paired === true) return
    await way.radio.pair(target)
    await way.radio.trust(target)
  }
  const readFacts = async (of: Flow, signal: AbortSignal): Promise<void> => {
    await of.readFacts(signal)
    if (!signal.aborted) await handlers.facts(device, deliveries.facts())
  }
  const complain = (error: unknown): void =>
    parts.log.warn({ device, reason: error instanceof Error ? error.name : 'unknown' }, 'facts are not kept')

  return {
    deliveries,
    open() {
      ending = new AbortController()
      vitals.opened()
      take(reader.interrupt(clock()), clock())
    },
    async resolve(target, signal) {
      const characteristics = await resolve(way, target, signal)
      if (signal.aborted) return
      const { radio, timers } = way
      flow = createFlow({ radio, timers, clock, reader, characteristics, taken: take })
      vitals.expect(flow.uses.measuresHeart ? limits.firstHeartRate : limits.firstData)
    },
    async subscribe(target, settings, signal) {
      const { signal: closed } = ending
      const present = flow
      if (present === undefined) throw new RadioError('notConnected', 'the link has ended')
      if (settings.bond === true) await pair(target)
      await identify(present)
      await present.orient(signal)
      await subscribe(way, present.uses.subscribed, signal)
      if (signal.aborted) return
      setOnline(true)
      events.linked(present.characteristics)
      void readFacts(present, closed).catch(complain)
    },
    value({ handle, value, at }) {
      if (flow?.value(handle, value, at) === true) vitals.packet(at)
    },
    broadcast(heartRate, at) {
      if (at - lastBroadcast < broadcastEvery) return
      lastBroadcast = at
      setOnline(true)
      const reading = {
        kind: 'quantity',
        type: 'heartRate',
        value: heartRate,
        start: at,
        end: at,
        metadata: {},
      } as const
      take({ readings: [reading], refused: [] }, at)
    },
    lapse(at) {
      if (flow === undefined) return
      const taken = reader.lapse(at)
      events.taken(taken)
      deliveries.take(taken, at)
      void flow.poll(at)
    },
    fade: () => setOnline(false),
    close() {
      ending.abort()
      flow = undefined
      deliveries.take(reader.interrupt(clock()), clock())
      setOnline(false)
    },
    change(settings) {
      reader.change(settings)
      impostor = false
    },
    isOccasional: () => flow?.uses.isOccasional ?? false,
    firstData: () => (flow?.uses.measuresHeart === true ? limits.firstHeartRate : limits.firstData),
    isImpostor: () => impostor,
  }
}
