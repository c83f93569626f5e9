import type { SensorStatus } from '../../../devices/ble/bluetooth.js'
import { ownerName } from '../../privacy/client.js'
import type { User } from '../../privacy/users.js'
import type { Program } from '../../privacy/view/programs.js'
import type { EventStream } from './event-stream.js'
import { type LiveParts, sessionEvent } from './live-state.js'
import { type LiveView, programView, wholeView } from './live-view.js'

/** The readers of one person's present who are told the same, and what they are to be told next. */
interface Room {
  readonly view: LiveView
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

/** What is news of a link; its signal and its counters change with everything that it says. */
const newsOf = ({ state, battery, attempts, nextAttempt, lastError, settings }: SensorStatus): string =>
  JSON.stringify([state, battery, attempts, nextAttempt, lastError, settings])

const textOf = ({ units = {} }: User): string => JSON.stringify(Object.entries(units).sort())

/**
 * Tells readers a person's present: first all of it, then every change. What happens at once is put into words once and
 * written once to each reader.
 */
export class LiveReaders {
  readonly #parts: LiveParts
  // By person, then by who reads.
  readonly #rooms = new Map<string, Map<string, Room>>()
  /** The units that each person wanted last. */
  readonly #units = new Map<string, string>()
  /** What was told last of each sensor's link. */
  readonly #links = new Map<string, string>()
  readonly #ends: readonly (() => void)[]

  constructor(parts: LiveParts) {
    this.#parts = parts
    this.#ends = [
      parts.live.subscribe((value) => this.#publish(value.user, (view) => view.value(value))),
      parts.live.subscribeSources((change) => this.#publish(change.user, (view) => view.source(change))),
      parts.sessions.subscribe((workout) => this.#publish(workout.user, (view) => view.session(workout))),
      parts.sessions.subscribeZones((change) => this.#publish(change.user, (view) => view.zone(change))),
      parts.devices.subscribe((device) => this.#publish(device.user, (view) => view.device(device))),
      parts.bluetooth.subscribe((event) => event.type === 'sensor' && this.#tellLink(event.sensor)),
      parts.users.subscribe((user) => this.#tellUnits(user)),
      parts.authorization.onChange((user, client) => this.#tellSession(user, client)),
    ]
    for (const user of parts.users.all()) this.#units.set(user.id, textOf(user))
  }

  /** A program is told what it may see; the owner everything. */
  add(user: string, stream: EventStream, program?: Program): void {
    const rooms = this.#rooms.get(user) ?? new Map<string, Room>()
    this.#rooms.set(user, rooms)
    const name = program?.name ?? ownerName
    const room = rooms.get(name) ?? this.#open(user, program)
    rooms.set(name, room)
    const reader = new Reader(stream, () => room.view.present())
    room.readers.add(reader)
    stream.onClose(() => {
      room.readers.delete(reader)
      if (room.readers.size === 0) rooms.delete(name)
      if (rooms.size === 0) this.#rooms.delete(user)
    })
  }

  close(): void {
    for (const end of this.#ends) end()
  }

  #open(user: string, program: Program | undefined): Room {
    const view = program === undefined ? wholeView(this.#parts, user) : programView(this.#parts, user, program)
    return { view, readers: new Set(), outbox: '' }
  }

  #tellLink(link: SensorStatus): void {
    const device = this.#parts.devices.get(link.device)
    const news = newsOf(link)
    if (device === undefined) this.#links.delete(link.device)
    if (device === undefined || this.#links.get(device.id) === news) return
    this.#links.set(device.id, news)
    this.#publish(device.user, (view) => view.device(device, link))
  }

  /** A program may see something else now: its session is another, or none. */
  #tellSession(user: string, client: string): void {
    const room = this.#rooms.get(user)?.get(client)
    if (room) this.#put(room, room.view.session(this.#parts.sessions.active(user)) || sessionEvent(undefined))
  }

  /** A profile changes for many reasons. */
  #tellUnits(user: User): void {
    const text = textOf(user)
    if (this.#units.get(user.id) === text) return
    this.#units.set(user.id, text)
    this.#publish(user.id, (view) => view.units(user))
  }

  #publish(user: string | undefined, tell: (view: LiveView) => string): void {
    const rooms = user === undefined ? undefined : this.#rooms.get(user)
    if (rooms === undefined) return
    for (const room of rooms.values()) this.#put(room, tell(room.view))
  }

  #put(room: Room, events: string): void {
    if (events === '') return
    if (room.outbox === '') queueMicrotask(() => this.#deliver(room))
    room.outbox += events
  }

  #deliver(room: Room): void {
    const events = Buffer.from(room.outbox)
    room.outbox = ''
    for (const reader of room.readers) reader.tell(events)
  }
}
