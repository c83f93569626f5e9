/** A fetch over the platform's whose connections can be cut, and which can lose its daemon for some requests. */
export interface FaultyFetch {
  readonly fetch: typeof fetch
  /** What has been asked for, as `GET /path?query`. */
  readonly asked: readonly string[]
  /** The `Last-Event-ID` of each request, in order. */
  readonly lastIds: readonly (string | null)[]
  /** Breaks every connection that is open. */
  cut(): void
  /** So many requests find nobody. */
  lose(requests: number): void
}

export const createFaultyFetch = (): FaultyFetch => {
  const asked: string[] = []
  const lastIds: (string | null)[] = []
  const open = new Set<ReadableStreamDefaultController<Uint8Array>>()
  let lost = 0

  const breakable = (body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> => {
    const reader = body.getReader()
    return new ReadableStream<Uint8Array>({
      start: (controller) => void open.add(controller),
      pull: async (controller) => {
        const { value } = await reader.read().catch(() => ({ value: undefined }))
        if (!open.has(controller)) return
        if (value !== undefined) controller.enqueue(value)
        else if (open.delete(controller)) controller.close()
      },
      cancel: () => reader.cancel(),
    })
  }
  const request: typeof fetch = async (input, init) => {
    asked.push(`${init?.method} ${new URL(String(input)).pathname}`)
    lastIds.push(new Headers(init?.headers).get('last-event-id'))
    if (lost > 0) {
      lost -= 1
      throw new TypeError('fetch failed')
    }
    const response = await fetch(input, init)
    return response.body === null ? response : new Response(breakable(response.body), response)
  }
  return {
    fetch: request,
    asked,
    lastIds,
    cut: () => {
      for (const controller of open) controller.error(new TypeError('terminated'))
      open.clear()
    },
    lose: (requests) => {
      lost = requests
    },
  }
}
