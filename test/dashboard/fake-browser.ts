import type { EventStream, StreamParts } from '../../dashboard/src/stream.js'

interface Timer {
  readonly at: number
  readonly run: () => void
}

type Listener = (event: { readonly data?: unknown }) => void

/** An event source that a test speaks for. */
const createFakeStream = (url: string) => {
  const listeners = new Map<string, Listener>()
  let isClosed = false
  const stream: EventStream = {
    addEventListener: (name, listener) => listeners.set(name, listener),
    close: () => {
      isClosed = true
    },
  }
  return {
    ...{ url, stream },
    emit: (name: string, data?: unknown) => listeners.get(name)?.({ data: JSON.stringify(data) }),
    emitText: (name: string, data: string) => listeners.get(name)?.({ data }),
    isClosed: () => isClosed,
  }
}

/** Time and event sources in a test's hands. `pass` lets time pass and runs what is due. */
export const createFakeBrowser = () => {
  const timers = new Set<Timer>()
  const streams: ReturnType<typeof createFakeStream>[] = []
  let now = 1_000_000
  const after = (ms: number, run: () => void) => {
    const timer = { at: now + ms, run }
    timers.add(timer)
    return () => {
      timers.delete(timer)
    }
  }
  const pass = (ms: number): void => {
    now += ms
    for (const timer of [...timers].filter(({ at }) => at <= now)) {
      timers.delete(timer)
      timer.run()
    }
  }
  const open = (url: string): EventStream => {
    const fake = createFakeStream(url)
    streams.push(fake)
    return fake.stream
  }
  const parts: StreamParts = { open, now: () => now, random: () => 0.5, after }
  return { parts, pass, streams, last: () => streams.at(-1) }
}
