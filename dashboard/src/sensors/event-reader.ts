/** One event of a stream; `data` is its JSON. */
export interface ServerEvent {
  readonly event: string
  readonly data: unknown
}

const parseEvent = (block: string): ServerEvent | undefined => {
  const fields = block.split('\n').map((line) => /^(event|data): ?(.*)$/.exec(line))
  const read = (name: string) => fields.find((field) => field?.[1] === name)?.[2]
  const data = read('data')
  return data === undefined ? undefined : { event: read('event') ?? 'message', data: JSON.parse(data) as unknown }
}

/** Server-sent events of an answer to a request that an `EventSource` cannot make; each event's data on one line. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent, void, undefined> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    while (true) {
      const { done, value } = await reader.read()
      if (done) return
      const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = parseEvent(block)
        if (event) yield event
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
