import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import { HealthError } from '../../health/error.js'

/** One event, ready to be written: `data` is JSON; `id` is what the reader comes back with as `Last-Event-ID`. */
export const eventText = (fields: { readonly event?: string; readonly id?: string; readonly data: string }): string => {
  const { event, id, data } = fields
  return `${id === undefined ? '' : `id: ${id}\n`}${event === undefined ? '' : `event: ${event}\n`}data: ${data}\n\n`
}

const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } as const
/** A reader that has more than this many bytes to fetch is not fed until it has fetched them. */
const bufferMax = 256 * 1024
const heartbeatMs = 15_000
/** A reader that fetches nothing for this many heartbeats has gone without a word. */
const heartbeatsMissedMax = 8

/** One reader's connection. It never buffers without bound: a full one takes nothing until `onDrain`. */
export class EventStream {
  readonly #response: ServerResponse
  #full = false
  #missed = 0
  #onDrain: () => void = () => {}

  constructor(response: ServerResponse) {
    this.#response = response
    response.on('drain', () => {
      this.#full = false
      this.#onDrain()
    })
    response.once('close', () => this.#onDrain())
    // A reader may go in the middle of a write.
    response.on('error', () => response.destroy())
  }

  get closed(): boolean {
    return this.#response.destroyed || this.#response.writableEnded
  }

  /** Writes whole events; false when the reader is full or gone and they were not taken. */
  write(events: string | Buffer): boolean {
    if (this.#full || this.closed) return false
    this.#missed = 0
    this.#response.write(events)
    this.#full = this.#response.writableLength > bufferMax
    return true
  }

  /** Calls `listener`, the one there is, whenever a reader that was full has fetched everything, and when it is gone. */
  onDrain(listener: () => void): void {
    this.#onDrain = listener
  }

  /** Resolves when the reader can take more, or is gone. */
  async drained(): Promise<void> {
    if (!this.#full || this.closed) return
    await new Promise<void>((resolve) => this.onDrain(resolve))
  }

  onClose(listener: () => void): void {
    if (this.#response.destroyed) listener()
    else this.#response.once('close', listener)
  }

  /** Keeps proxies from closing a quiet connection. */
  beat(): void {
    if (this.write(':\n\n')) return
    this.#missed += 1
    if (this.#missed >= heartbeatsMissedMax) this.#response.destroy()
  }

  end(): void {
    this.#response.end()
  }
}

/** All readers of event streams, bounded in number. */
export class EventStreams {
  // Each stream and who reads it.
  readonly #streams = new Map<EventStream, string>()
  readonly #max: number
  readonly #heartbeat: NodeJS.Timeout

  constructor(max: number) {
    this.#max = max
    this.#heartbeat = setInterval(() => {
      for (const stream of this.#streams.keys()) stream.beat()
    }, heartbeatMs).unref()
  }

  get size(): number {
    return this.#streams.size
  }

  /** Turns the answer into a stream of events. `tooManyRequests` when there are as many readers as can be served. */
  open(reply: FastifyReply): EventStream {
    const { name } = reply.request.principal
    if (this.#streams.size >= this.#max) throw new HealthError('tooManyRequests', 'there are too many readers')
    reply.hijack()
    // A stream lasts as long as its connection: without chunks an update is one write, two thirds of the cost.
    reply.raw.useChunkedEncodingByDefault = false
    reply.raw.writeHead(200, { ...reply.getHeaders(), ...headers } as Record<string, string>)
    const stream = new EventStream(reply.raw)
    this.#streams.set(stream, name)
    stream.onClose(() => this.#streams.delete(stream))
    stream.write('retry: 2000\n\n')
    return stream
  }

  /** Ends the streams of one reader. */
  cut(name: string): void {
    for (const [stream, reader] of this.#streams) if (reader === name) stream.end()
  }

  close(): void {
    clearInterval(this.#heartbeat)
    for (const stream of this.#streams.keys()) stream.end()
  }
}
