import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HealthError } from '../../../src/health/error.js'
import { type EventStream, EventStreams, eventText } from '../../../src/http/stream/event-stream.js'
import { type EventReader, readEvents } from '../event-reader.js'

const heartbeatMs = 15_000
let app: FastifyInstance
let streams: EventStreams
let opened: EventStream[]
let address: string

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  opened = []
  streams = new EventStreams(2)
  app = fastify({ forceCloseConnections: true })
  app.setErrorHandler((error, _request, reply) => reply.code(error instanceof HealthError ? 429 : 500).send())
  app.get('/', (request, reply) => {
    request.principal = { name: String(request.headers['x-reader'] ?? 'owner'), isOwner: false, by: 'token' }
    opened.push(streams.open(reply))
  })
  address = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  streams.close()
  await app.close()
  vi.useRealTimers()
})

const follow = (): Promise<EventReader> => readEvents(address)
const stream = (index = 0): EventStream => {
  const found = opened[index]
  if (found === undefined) throw new Error(`stream ${index} is not open`)
  return found
}
const big = eventText({ data: JSON.stringify('x'.repeat(1_000_000)) })
const fill = (full: EventStream): number => {
  let taken = 0
  while (full.write(big)) taken += 1
  return taken
}

describe('an event', () => {
  it('is lines of text up to an empty one', () => {
    expect(eventText({ event: 'sample', id: '7', data: '{"a":1}' })).toBe('id: 7\nevent: sample\ndata: {"a":1}\n\n')
    expect(eventText({ data: 'null' })).toBe('data: null\n\n')
  })
})

describe('a stream of events', () => {
  it('tells a reader at once', async () => {
    const reader = await follow()
    stream().write(eventText({ event: 'sample', data: '1' }))
    expect(await reader.first(1)).toEqual([{ event: 'sample', id: undefined, data: 1 }])
    expect(reader.headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  })

  it('has a heartbeat that is no event', async () => {
    const reader = await follow()
    const before = reader.bytes
    vi.advanceTimersByTime(heartbeatMs)
    await expect.poll(() => reader.bytes).toBeGreaterThan(before)
    expect(reader.events).toEqual([])
  })

  it('takes nothing more for a reader that does not fetch, until it does', async () => {
    const reader = await follow()
    reader.pause()
    const drained = vi.fn()
    stream().onDrain(drained)
    expect(fill(stream())).toBeLessThan(50)
    expect(stream().write(big)).toBe(false)
    reader.resume()
    await expect.poll(() => drained.mock.calls.length).toBe(1)
    expect(stream().write(big)).toBe(true)
  })

  it('is given up after two minutes of a reader that fetches nothing', async () => {
    const reader = await follow()
    reader.pause()
    fill(stream())
    vi.advanceTimersByTime(7 * heartbeatMs)
    expect(stream().closed).toBe(false)
    vi.advanceTimersByTime(heartbeatMs)
    expect(stream().closed).toBe(true)
    await expect.poll(() => streams.size).toBe(0)
  })

  it('tells when the reader is gone', async () => {
    const reader = await follow()
    const gone = vi.fn()
    stream().onClose(gone)
    reader.close()
    await expect.poll(() => gone.mock.calls.length).toBe(1)
    expect(stream().closed).toBe(true)
    expect(stream().write(big)).toBe(false)
    await stream().drained()
  })
})

describe('all streams', () => {
  it('are bounded in number', async () => {
    const reader = await follow()
    await follow()
    expect((await fetch(address)).status).toBe(429)
    reader.close()
    await expect.poll(() => streams.size).toBe(1)
    await follow()
    expect(streams.size).toBe(2)
  })

  it('end together', async () => {
    const readers = [await follow(), await follow()]
    streams.close()
    await expect.poll(() => readers.every(({ isEnded }) => isEnded)).toBe(true)
  })
})
