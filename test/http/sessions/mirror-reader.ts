import { z } from 'zod'
import { patched, patchOperationSchema } from '../../../src/health/json/json-patch.js'
import type { MirrorStream } from '../../../src/http/sessions/mirror-room.js'

const told = z.object({
  seq: z.int(),
  session: z.unknown().optional(),
  patch: z.array(patchOperationSchema).optional(),
  record: z.unknown().optional(),
  types: z.array(z.string()).optional(),
})

/** A mirror that a test holds: it applies what it is told, is full or gone when the test says so, and comes back. */
export class MirrorReader {
  #events: readonly string[] = []
  #isOpen = false
  #isFull = false
  #isEnded = false
  #drain: () => void = () => undefined
  #close: () => void = () => undefined
  lastId: string | undefined
  seq: number | undefined
  state: unknown
  record: unknown
  /** Those of the last event. */
  types: readonly string[] | undefined
  snapshots = 0

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Whether it was told the end. */
  get isEnded(): boolean {
    return this.#isEnded
  }

  get isFull(): boolean {
    return this.#isFull
  }

  /** The names of the events it was told, in order. */
  get events(): readonly string[] {
    return this.#events
  }

  open(): MirrorStream {
    this.#isOpen = true
    this.#isFull = false
    return {
      write: (words) => {
        if (!this.#isOpen || this.#isFull) return false
        this.#take(String(words))
        return true
      },
      onDrain: (listener) => {
        this.#drain = listener
      },
      onClose: (listener) => {
        this.#close = listener
      },
      end: () => this.leave(),
    }
  }

  leave(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#close()
  }

  fill(): void {
    this.#isFull = true
  }

  drain(): void {
    this.#isFull = false
    this.#drain()
  }

  #take(words: string): void {
    if (words.startsWith('event: gone\n')) {
      this.#events = [...this.#events, 'gone']
      return
    }
    const [, id, event = '', data = ''] = /^id: (.*)\nevent: (.*)\ndata: (.*)\n\n$/.exec(words) ?? []
    const { seq, session, patch, record, types } = told.parse(JSON.parse(data))
    if (event === 'snapshot') {
      this.snapshots += 1
      this.state = session
    } else {
      if (seq !== (this.seq ?? Number.NaN) + 1) throw new Error(`delta ${seq} follows ${this.seq}`)
      this.state = patched(this.state, patch ?? [])
    }
    this.#events = [...this.#events, event]
    this.#isEnded = event === 'ended'
    this.seq = seq
    this.lastId = id
    this.record = record
    this.types = types
  }
}
