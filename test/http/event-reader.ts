import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { afterEach } from 'vitest'
import { bearer } from './open-app.js'

export interface ReadEvent {
  readonly event: string
  readonly id?: string | undefined
  readonly data: unknown
}

const parseEvent = (block: string): ReadEvent | undefined => {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const data = fields.get('data')
  return data === undefined
    ? undefined
    : { event: fields.get('event') ?? 'message', id: fields.get('id'), data: JSON.parse(data) }
}

const deadlineMs = 10_000

/** A reader of server-sent events over a socket of its own. */
export class EventReader {
  readonly #request: ClientRequest
  readonly #response: IncomingMessage
  readonly #events: ReadEvent[] = []
  #rest = ''
  #told: () => void = () => {}
  isEnded = false
  /** How much has come, heartbeats included. */
  bytes = 0

  constructor(made: ClientRequest, response: IncomingMessage) {
    this.#request = made
    this.#response = response
    response.setEncoding('utf8')
    response.on('data', (text: string) => this.#take(text))
    response.on('error', () => {})
    response.on('close', () => {
      this.isEnded = true
    })
  }

  get headers() {
    return this.#response.headers
  }

  /** Everything told so far. */
  get events(): readonly ReadEvent[] {
    return this.#events
  }

  /** Waits until so many events were told, and returns them. */
  async first(count: number): Promise<readonly ReadEvent[]> {
    const late = setTimeout(() => this.#told(), deadlineMs)
    const deadline = Date.now() + deadlineMs
    while (this.#events.length < count && Date.now() < deadline)
      await new Promise<void>((resolve) => {
        this.#told = resolve
      })
    clearTimeout(late)
    if (this.#events.length < count) throw new Error(`${this.#events.length} of ${count} events were told`)
    return this.#events.slice(0, count)
  }

  #take(text: string): void {
    this.bytes += text.length
    const blocks = (this.#rest + text).split('\n\n')
    this.#rest = blocks.pop() ?? ''
    this.#events.push(...blocks.map(parseEvent).filter((event) => event !== undefined))
    this.#told()
  }

  /** Stops fetching, as a page in the background does. */
  pause(): void {
    this.#response.pause()
  }

  resume(): void {
    this.#response.resume()
  }

  close(): void {
    this.#request.destroy()
  }
}

/** Opens a stream as the owner. Resolves with the answer's headers. */
export const readEvents = (url: string, headers: Readonly<Record<string, string>> = {}): Promise<EventReader> =>
  new Promise((resolve, reject) => {
    const made = request(url, { headers: { ...bearer, ...headers } })
    made.on('error', reject)
    made.on('response', (response) => resolve(new EventReader(made, response)))
    made.end()
  })

/** What opens readers that are closed after the test. To be called below what closes the app, so that they go first. */
export const openReaders = (): typeof readEvents => {
  let readers: EventReader[] = []
  afterEach(() => {
    for (const reader of readers) reader.close()
    readers = []
  })
  return async (...asked) => {
    const reader = await readEvents(...asked)
    readers.push(reader)
    return reader
  }
}
