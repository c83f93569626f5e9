import type { LiveMessage } from './live/live-state.js'
import { reconnectDelayMs } from './reconnect.js'

export type StreamState = 'connecting' | 'open' | 'interrupted'

/** The part of an EventSource that is used, so that a test can be one. */
export interface EventStream {
  addEventListener(name: string, listener: (event: { readonly data?: unknown }) => void): void
  close(): void
}

/** What a stream needs of the browser. `after` calls back later and returns what cancels it. */
export interface StreamParts {
  readonly open: (url: string) => EventStream
  readonly now: () => number
  readonly random: () => number
  readonly after: (ms: number, run: () => void) => () => void
}

export interface StreamListeners {
  /** Messages in order, a few at a time. */
  readonly onMessages: (messages: readonly LiveMessage[]) => void
  readonly onState: (state: StreamState) => void
}

const eventNames = ['session', 'sample', 'source', 'zone', 'device']
const flushMs = 50
const pendingLimit = 500

const parse = (data: unknown): unknown => {
  try {
    return JSON.parse(String(data))
  } catch {
    return undefined
  }
}

/** Gathers messages for a moment, so that a fast replay does not redraw the page for each of them. */
const createBatch = (parts: StreamParts, flushed: (messages: readonly LiveMessage[]) => void) => {
  let pending: LiveMessage[] = []
  let cancel: (() => void) | undefined
  const flush = (): void => {
    cancel?.()
    cancel = undefined
    const messages = pending
    pending = []
    if (messages.length > 0) flushed(messages)
  }
  const add = (message: LiveMessage): void => {
    pending.push(message)
    cancel ??= parts.after(flushMs, flush)
    if (pending.length >= pendingLimit) flush()
  }
  return { add, flush }
}

/**
 * Follows a live stream until closed: reconnects with growing pauses. `retry` tries at once, for when the browser
 * knows that the network is back.
 */
export const followStream = (url: string, parts: StreamParts, listeners: StreamListeners) => {
  const batch = createBatch(parts, listeners.onMessages)
  let source: EventStream | undefined
  let cancelRetry: (() => void) | undefined
  let attempt = 0

  const drop = (): void => {
    source?.close()
    source = undefined
    cancelRetry?.()
    cancelRetry = undefined
  }
  const connect = (): void => {
    drop()
    const stream = parts.open(url)
    source = stream
    stream.addEventListener('open', () => {
      attempt = 0
      listeners.onState('open')
    })
    stream.addEventListener('error', () => source === stream && interrupt())
    for (const event of eventNames) stream.addEventListener(event, ({ data }) => receive(event, data))
  }
  const receive = (event: string, text: unknown): void => {
    const data = parse(text)
    if (data !== undefined) batch.add({ event, data, receivedAt: parts.now() })
  }
  const interrupt = (): void => {
    drop()
    batch.flush()
    listeners.onState('interrupted')
    cancelRetry = parts.after(reconnectDelayMs(attempt, parts.random()), connect)
    attempt += 1
  }

  listeners.onState('connecting')
  connect()
  return { interrupt, retry: connect, close: drop }
}

export type Stream = ReturnType<typeof followStream>
