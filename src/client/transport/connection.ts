import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { HealthError } from '../../health/error.js'
import type { Asked, Transport } from './transport.js'

/** A server-sent event as it came. */
export type ServerEvent = EventSourceMessage

// The daemon beats every 15 s; two beats may be late.
const silenceMs = 45_000
const eventMax = 64 * 1024 * 1024

const lost = (cause: unknown) => new HealthError('databaseInaccessible', 'the stream was cut', [], cause)

/** The next bytes, or a failure when nothing comes for too long: then who was there has gone without a word. */
const nextBytes = async (reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(lost('silence')), silenceMs)
  })
  try {
    return (await Promise.race([reader.read(), silence])).value
  } catch (error) {
    throw error instanceof HealthError ? error : lost(error)
  } finally {
    clearTimeout(timer)
  }
}

/** The events in bytes as they come; what has no end yet is kept for later. */
const createEvents = () => {
  const decoder = new TextDecoder()
  let events: ServerEvent[] = []
  const parser = createParser({
    maxBufferSize: eventMax,
    onEvent: (event) => events.push(event),
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded')
        throw new HealthError('dataSizeExceeded', 'an event of the daemon is too long', [], error)
    },
  })
  return (bytes: Uint8Array): readonly ServerEvent[] => {
    events = []
    parser.feed(decoder.decode(bytes, { stream: true }))
    return events
  }
}

/** The events of one connection until the daemon ends it. `onOpen` is called once the daemon has accepted it. */
export async function* connection(
  { send }: Transport,
  asked: Asked,
  onOpen: () => void,
): AsyncGenerator<ServerEvent, void, undefined> {
  const { body } = await send({ ...asked, headers: { accept: 'text/event-stream', ...asked.headers } })
  if (body === null) throw lost('an answer without a body')
  onOpen()
  const reader = body.getReader()
  const eventsIn = createEvents()
  try {
    for (let bytes = await nextBytes(reader); bytes !== undefined; bytes = await nextBytes(reader))
      yield* eventsIn(bytes)
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
