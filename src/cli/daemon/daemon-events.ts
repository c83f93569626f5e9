import { EventSourceParserStream } from 'eventsource-parser/stream'

/** An event that the daemon tells, its data read. */
export interface DaemonEvent {
  readonly event: string | undefined
  readonly data: unknown
}

/** The events in a body as they come; `signal` ends them. */
export async function* daemonEvents(
  body: ReadableStream<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<DaemonEvent> {
  const reader = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader()
  const cancel = (): void => void reader.cancel().catch(() => {})
  signal?.addEventListener('abort', cancel, { once: true })
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read())
      yield { event: part.value.event, data: JSON.parse(part.value.data) }
  } finally {
    signal?.removeEventListener('abort', cancel)
    cancel()
  }
}
