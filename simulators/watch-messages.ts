import type { QuantityReading } from '../src/exchange/recording/quantity-reading.js'
import { isoTime } from '../src/health/time.js'
import { quantityType } from '../src/health/type.js'
import type { Fact, Ride, RideEvent } from './ride.js'
import { createRandom, seedFor } from './seed.js'

/** What a watch publishes, QoS 1. `at` is the ride's time, epoch ms; `samples` how many are in it. */
export interface WatchMessage {
  readonly kind: 'birth' | 'battery' | 'samples' | 'workout'
  readonly topic: string
  readonly payload: string
  readonly retain: boolean
  readonly at: number
  readonly samples: number
}

/** What can be worn or ridden; each tells what it measures. */
export type WornDevice = 'watch' | 'strap' | 'trainer'

/** Whose watch it is and what its topics begin with (`vitald` when left out). */
export interface WatchIdentity {
  readonly device: string
  readonly user?: string | undefined
  readonly base?: string | undefined
  readonly seed: number
  /** What it says it is; a watch when left out. */
  readonly kind?: WornDevice | undefined
}

export const deviceTopic = ({ base = 'vitald', device }: WatchIdentity, name: string): string =>
  `${base}/devices/${device}/${name}`

/** All that a watch says about a ride after its birth, in order. The same ride, identity and seed give the same bytes. */
export function* messagesOf(ride: Ride, watch: WatchIdentity): Generator<WatchMessage> {
  const message = createMessages(watch)
  const battery = createBattery(watch.seed, ride.start)
  let sequence = 0
  for (const batch of batches(ride.facts)) {
    const [first] = batch
    const level = battery(first.at)
    if (level !== undefined) yield message('battery', { level }, first.at)
    if (first.kind === 'event') yield message('workout', eventJson(first, ride), first.at)
    else {
      const samples = batch.flatMap((fact) => (fact.kind === 'event' ? [] : [sampleJson(fact)]))
      yield { ...message('samples', { seq: sequence++, samples }, first.at), samples: samples.length }
    }
  }
}

const createMessages =
  (watch: WatchIdentity) =>
  (kind: WatchMessage['kind'], body: object, at: number): WatchMessage => ({
    kind,
    topic: deviceTopic(watch, kind),
    payload: JSON.stringify(body),
    retain: kind === 'birth',
    at,
    samples: 0,
  })

/** How a watch introduces itself: what it is, what it measures, and whose it says it is. */
export const birthOf = (ride: Ride, watch: WatchIdentity): WatchMessage => {
  const { device, user, kind = 'watch' } = watch
  const body = {
    name: `Simulated ${kind} ${device}`,
    manufacturer: 'vitald',
    model: `Simulated ${kind}`,
    hardware: '1',
    firmware: '1.0.0',
    serial: device,
    types: ride.types,
    ...(user === undefined ? {} : { user }),
  }
  return createMessages(watch)('birth', body, ride.start)
}

const batteryEveryMs = 600_000

/** Reads the level when it is due: at the start, then every ten minutes, each of which costs one percent. */
const createBattery = (seed: number, start: number) => {
  const full = 60 + Math.floor(41 * createRandom(seedFor(seed, 'battery')).next())
  let due = start
  return (at: number): number | undefined => {
    if (at < due) return undefined
    const readings = Math.floor((at - start) / batteryEveryMs)
    due = start + (readings + 1) * batteryEveryMs
    return Math.max(1, full - readings)
  }
}

type Batch = readonly [Fact, ...Fact[]]

/** Readings of the same second go together, up to a bound; an event goes alone. */
const batchSize = 200

function* batches(facts: Iterable<Fact>): Generator<Batch> {
  let batch: [Fact, ...Fact[]] | undefined
  for (const fact of facts) {
    const joins = batch !== undefined && fact.kind !== 'event' && batch[0].kind !== 'event' && batch.length < batchSize
    if (joins && batch !== undefined && secondOf(batch[0]) === secondOf(fact)) batch.push(fact)
    else {
      if (batch !== undefined) yield batch
      batch = [fact]
    }
  }
  if (batch !== undefined) yield batch
}

const secondOf = (fact: Fact): number => Math.floor(fact.at / 1000)

const sampleJson = (fact: Exclude<Fact, RideEvent>): object => {
  switch (fact.kind) {
    case 'reading':
      return readingJson(fact.reading)
    case 'heartbeats':
      return heartbeatsJson(fact.series)
    case 'way':
      return {
        type: 'workoutRoute',
        locations: fact.locations.map(({ time, ...place }) => ({ time: isoTime(time), ...place })),
      }
  }
}

const readingJson = ({ type, start, end, value }: QuantityReading): object => ({
  type,
  start: isoTime(start),
  ...(end === start ? {} : { end: isoTime(end) }),
  value,
  unit: quantityType(type).unit,
})

const heartbeatsJson = ({ type, start, end, beats }: Extract<Fact, { kind: 'heartbeats' }>['series']): object => ({
  type,
  start: isoTime(start),
  end: isoTime(end),
  beats,
})

const startJson = ({ activityType, location, autoPause }: Ride): object => ({ activityType, location, autoPause })

const eventJson = ({ event, at, activity }: RideEvent, ride: Ride): object => ({
  event,
  at: isoTime(at),
  ...(event === 'start' ? startJson(ride) : {}),
  ...(activity && { configuration: { activityType: activity.activityType, location: activity.location } }),
})
