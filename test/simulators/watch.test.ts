import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { Aedes, type AedesOptions, type PublishPacket } from 'aedes'
import { afterEach, describe, expect, it } from 'vitest'
import { demoAthlete } from '../../simulators/athlete.js'
import type { Ride } from '../../simulators/ride.js'
import { simulatedRide } from '../../simulators/simulated-ride.js'
import { wearRide } from '../../simulators/watch.js'
import { messagesOf } from '../../simulators/watch-messages.js'

const start = Date.parse('2026-05-01T10:00:00Z')
const rideOf = (minutes: number): Ride => simulatedRide({ seed: 1, minutes, start, athlete: demoAthlete })
const identity = { device: 'sim-watch', user: 'me', seed: 1 }

interface Received {
  readonly name: string
  readonly payload: string
  readonly retain: boolean
}

type Publishing = (message: Received) => Promise<void> | void

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A broker of the watch's own; `publishing` is held before the acknowledgement, as the engine does. */
const openBroker = async (publishing: Publishing, options: AedesOptions & { port?: number } = {}) => {
  const broker = await Aedes.createBroker({
    ...options,
    authorizePublish: (_client, packet: PublishPacket, callback) => {
      const message = {
        name: packet.topic.split('/').at(-1) ?? '',
        payload: String(packet.payload),
        retain: packet.retain,
      }
      Promise.resolve(publishing(message)).then(
        () => callback(null),
        (error: Error) => callback(error),
      )
    },
  })
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    broker.handle(socket)
  })
  await once(server.listen(options.port ?? 0, '127.0.0.1'), 'listening')
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  const close = async (): Promise<void> => {
    hangUp()
    await new Promise<void>((resolve) => server.close(() => resolve()))
    await new Promise<void>((resolve) => broker.close(() => resolve()))
  }
  const { port } = server.address() as AddressInfo
  return { port, close, hangUp }
}

const optionsFor = (port: number, ride: Ride) => ({
  ...identity,
  url: `mqtt://127.0.0.1:${port}`,
  username: 'sim-watch',
  password: 'secret',
  ride,
  speed: 0,
  clock: () => 0,
  sleep: async () => {},
  retryMs: 20,
})

const saidOf = (ride: Ride): readonly string[] => [...messagesOf(ride, identity)].map(({ payload }) => payload)
const isRideMessage = ({ name }: Received): boolean => !['birth', 'status'].includes(name)

describe('a simulated watch', () => {
  it('is born, comes online, tells the whole ride in order, and goes offline', async () => {
    const ride = rideOf(2)
    const received: Received[] = []
    const broker = await openBroker((message) => void received.push(message))
    closers.push(broker.close)
    const report = await wearRide(optionsFor(broker.port, ride))
    expect(received.slice(0, 2).map(({ name, retain }) => [name, retain])).toEqual([
      ['birth', true],
      ['status', true],
    ])
    expect(received.filter(isRideMessage).map(({ payload }) => payload)).toEqual(saidOf(ride))
    expect(received.filter(({ name }) => name === 'status').map(({ payload }) => payload)).toEqual([
      'online',
      'offline',
    ])
    expect(report).toEqual({
      device: 'sim-watch',
      messages: saidOf(ride).length,
      samples: 720,
      events: 11,
      rejected: 0,
      reconnects: 0,
      start: ride.start,
      end: ride.end,
    })
  })

  it('has at most 64 messages on their way, and none beside an event', async () => {
    let held: { readonly name: string; readonly release: () => void }[] = []
    const crowds: (readonly string[])[] = []
    const broker = await openBroker(
      (message) =>
        isRideMessage(message)
          ? new Promise((resolve) => held.push({ name: message.name, release: resolve }))
          : undefined,
      { concurrency: 1000 },
    )
    closers.push(broker.close)
    const acknowledging = setInterval(() => {
      const crowd = held
      held = []
      crowds.push(crowd.map(({ name }) => name))
      for (const { release } of crowd) release()
    }, 10)
    await wearRide(optionsFor(broker.port, rideOf(12)))
    clearInterval(acknowledging)
    const most = Math.max(...crowds.map((crowd) => crowd.length))
    expect(most).toBeLessThanOrEqual(64)
    expect(most).toBeGreaterThan(16)
    const eventful = crowds.filter((crowd) => crowd.includes('workout'))
    expect(eventful).toEqual(Array.from({ length: 11 }, () => ['workout']))
  })

  it('loses nothing when the connection goes and comes', async () => {
    const ride = rideOf(5)
    const stored: string[] = []
    let count = 0
    const broker = await openBroker((message) => {
      if (!isRideMessage(message)) return
      if (++count % 70 === 0) broker.hangUp()
      else stored.push(message.payload)
    })
    closers.push(broker.close)
    const report = await wearRide(optionsFor(broker.port, ride))
    expect(report.reconnects).toBeGreaterThanOrEqual(3)
    expect(new Set(stored)).toEqual(new Set(saidOf(ride)))
    expect(report.messages).toBe(saidOf(ride).length)
  })

  it('goes on with another broker at the same place when the first is killed', async () => {
    const ride = rideOf(5)
    const stored: string[] = []
    const births: string[] = []
    const publishing = (message: Received): void => {
      if (isRideMessage(message)) stored.push(message.payload)
      if (message.name === 'birth') births.push(message.payload)
    }
    let killed: Promise<void> | undefined
    const first = await openBroker((message) => {
      if (stored.length < 150) return publishing(message)
      killed ??= first.close()
      return new Promise(() => {}) // never acknowledged
    })
    const worn = wearRide(optionsFor(first.port, ride))
    await expect.poll(() => killed !== undefined, { timeout: 10_000 }).toBe(true)
    await killed
    const second = await openBroker(publishing, { port: first.port })
    closers.push(second.close)
    const report = await worn
    expect(new Set(stored)).toEqual(new Set(saidOf(ride)))
    expect(report.reconnects).toBe(1)
    expect(births).toHaveLength(2)
  })

  it('leaves its will behind when it is cut off', async () => {
    const statuses: string[] = []
    const broker = await openBroker(({ name, payload }) => {
      if (name === 'status') statuses.push(payload)
      if (name === 'workout' && statuses.length === 1) broker.hangUp()
    })
    closers.push(broker.close)
    await wearRide(optionsFor(broker.port, rideOf(1)))
    expect(statuses.toSorted()).toEqual(['offline', 'offline', 'online', 'online'])
  })

  it('keeps the pace of the ride, as many times faster as asked', async () => {
    const broker = await openBroker(() => {})
    closers.push(broker.close)
    let now = 1_000_000
    const shares: number[] = []
    await wearRide({
      ...optionsFor(broker.port, rideOf(2)),
      speed: 60,
      clock: () => now,
      sleep: async (ms) => {
        now += ms
      },
      onProgress: (share) => shares.push(share),
    })
    expect(now - 1_000_000).toBeCloseTo(2000, 0)
    expect(shares.at(-1)).toBe(1)
  })

  it('comes off early when it is told to', async () => {
    const broker = await openBroker(() => {})
    closers.push(broker.close)
    const aborting = new AbortController()
    const report = await wearRide({
      ...optionsFor(broker.port, rideOf(20)),
      signal: aborting.signal,
      onProgress: (share) => {
        if (share > 0.1) aborting.abort()
      },
    })
    expect(report.messages).toBeGreaterThan(100)
    expect(report.messages).toBeLessThan(400)
  })

  it('counts what the engine refuses', async () => {
    const ride = rideOf(1)
    const broker = await Aedes.createBroker()
    broker.on('publish', ({ topic }) => {
      if (!topic.endsWith('/samples')) return
      const rejected = { topic: topic.replace('/samples', '/rejected'), payload: '{"code":"invalidArgument"}' }
      broker.publish({ cmd: 'publish', qos: 0, dup: false, retain: false, ...rejected }, () => {})
    })
    const server = createServer(broker.handle)
    await once(server.listen(0, '127.0.0.1'), 'listening')
    closers.push(async () => {
      await new Promise<void>((resolve) => broker.close(() => resolve()))
      server.close()
    })
    const report = await wearRide(optionsFor((server.address() as AddressInfo).port, ride))
    expect(report.rejected).toBeGreaterThan(30)
  })

  it('stops at once when its password is refused', async () => {
    const broker = await openBroker(() => {}, {
      authenticate: (_client, _username, _password, done) =>
        done(Object.assign(new Error('no'), { returnCode: 4 as const }), null),
    })
    closers.push(broker.close)
    await expect(wearRide(optionsFor(broker.port, rideOf(1)))).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('gives up when nobody is there for a long time', async () => {
    const broker = await openBroker(() => {})
    await broker.close()
    const worn = wearRide({ ...optionsFor(broker.port, rideOf(1)), retryMs: 1 })
    await expect(worn).rejects.toMatchObject({ code: 'databaseInaccessible' })
  })
})
