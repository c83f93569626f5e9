import type { EventStream } from './event-stream.js'
import { deviceEvent, type LiveParts, presentState, sampleEvent, sessionEvent } from './live-state.js'

/** The readers of one person's present, and what they are to be told next. */
interface Room {
  readonly readers: Set<Reader>
  outbox: string
}

class Reader {
  readonly #stream: EventStream
  readonly #present: () => string
  #isBehind = false

  constructor(stream: EventStream, present: () => string) {
    this.#stream = stream
    this.#present = present
    stream.onDrain(() => this.#catchUp())
    stream.write(present())
  }

  tell(events: Buffer): void {
    this.#isBehind = !this.#stream.write(events) || this.#isBehind
  }

  // What was missed is over: the present says all that a page needs.
  #catchUp(): void {
    if (this.#isBehind) this.#isBehind = !this.#stream.write(this.#present())
  }
}

/**
 * Tells readers a person's present: first all of it, then every change. What happens at once is put into words once and
 * written once to each reader.
 */
export class LiveReaders {
  readonly #parts: LiveParts
  readonly #rooms = new Map<string, Room>()
  readonly #ends: readonly (() => void)[]

  constructor(parts: LiveParts) {
    this.#parts = parts
    this.#ends = [
      parts.live.subscribe((value) => this.#publish(value.user, () => sampleEvent(value))),
      parts.sessions.subscribe((workout) => this.#publish(workout.user, () => sessionEvent(workout))),
      parts.devices.subscribe((device) => this.#publish(device.user, () => deviceEvent(device))),
    ]
  }

  add(user: string, stream: EventStream): void {
    const room = this.#rooms.get(user) ?? { readers: new Set(), outbox: '' }
    this.#rooms.set(user, room)
    const reader = new Reader(stream, () => presentState(this.#parts, user))
    room.readers.add(reader)
    stream.onClose(() => {
      room.readers.delete(reader)
      if (room.readers.size === 0) this.#rooms.delete(user)
    })
  }

  close(): void {
    for (const end of this.#ends) end()
  }

  #publish(user: string | undefined, event: () => string): void {
    const room = user === undefined ? undefined : this.#rooms.get(user)
    if (room === undefined) return
    if (room.outbox === '') queueMicrotask(() => this.#deliver(room))
    room.outbox += event()
  }

  #deliver(room: Room): void {
    const events = Buffer.from(room.outbox)
    room.outbox = ''
    for (const reader of room.readers) reader.tell(events)
  }
}
