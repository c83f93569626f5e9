import type { Origin } from '../../health/origin.js'
import type { SampleTypeName } from '../../health/type.js'
import { newTrail, type Trail } from './journal-log.js'
import { type Origins, originIn, type Provenance } from './origins.js'

/** Where readings come from: one person, type, source and device. Named by number everywhere in the file. */
export interface StreamKey {
  readonly user: string
  readonly type: SampleTypeName
  readonly source: string
  readonly device: string | undefined
}

/** A stream, and the way to its quantities in the journal. */
export interface Stream extends StreamKey {
  readonly id: number
  readonly provenance: Provenance
  /** The same for others to read: revision of the source, properties of the device. */
  readonly origin: Origin
  readonly trail: Trail
  readonly lane: Lane
}

/**
 * The streams whose readings are the same reading when they start together: one person, type and device, or without a
 * device one person, type and source.
 */
export interface Lane {
  readonly streams: Stream[]
  /** No reading starts after this; it may be too high but never too low. NaN, which nothing exceeds: not yet looked up. */
  highWater: number
}

/** What the streams of one origin have in common. */
interface OriginKey extends Omit<StreamKey, 'type'> {
  /** The zone that samples bring themselves; undefined when they are of the person's. */
  readonly ownZone: string | undefined
}

/**
 * Where one person's samples of one source and device go now. The stream that was asked for last is the next one, mostly.
 */
export class Outlet {
  readonly user: string
  readonly source: string
  readonly device: string | undefined
  readonly ownZone: string | undefined
  readonly provenance: Provenance
  readonly #byType = new Map<string, Stream>()
  #last: Stream | undefined

  constructor(key: OriginKey, provenance: Provenance) {
    this.user = key.user
    this.source = key.source
    this.device = key.device
    this.ownZone = key.ownZone
    this.provenance = provenance
  }

  find(type: string): Stream | undefined {
    if (this.#last?.type !== type) this.#last = this.#byType.get(type)
    return this.#last
  }

  add(stream: Stream): void {
    this.#byType.set(stream.type, stream)
    this.#last = stream
  }

  isOf(source: string, device: string | undefined, ownZone: string | undefined): boolean {
    return this.source === source && this.device === device && this.ownZone === ownZone
  }

  /** Whether new samples go to this stream. */
  fits({ source, device, provenance }: Stream): boolean {
    const own = this.provenance
    return (
      source === this.source &&
      device === this.device &&
      provenance.source === own.source &&
      provenance.device === own.device &&
      provenance.timeZone === own.timeZone
    )
  }
}

/** What there is of one person; an outlet is found by source, then device, then zone. */
interface Person {
  readonly streams: Stream[]
  readonly outlets: Map<string, Map<string, Map<string, Outlet>>>
  /** The two that were asked for last; many a message has readings of two devices. */
  last: Outlet | undefined
  before: Outlet | undefined
}

// No source, device or zone has an empty name, so the empty text can stand for none.
const none = ''

/** Every stream, found by what it is in as few look-ups as can be, because each saved quantity asks. */
export class Streams {
  readonly #byId: Stream[] = []
  readonly #byUser = new Map<string, Person>()
  readonly #lanes = new Map<string, Lane>()
  readonly #origins: Origins
  #last = 0

  constructor(origins: Origins) {
    this.#origins = origins
  }

  /** The highest number given so far. */
  get last(): number {
    return this.#last
  }

  byId(id: number): Stream | undefined {
    return this.#byId[id]
  }

  /** Where samples of this source and device go now; `ownZone` when they bring their time zone. */
  ofOrigin(user: string, source: string, device: string | undefined, ownZone?: string): Outlet {
    const person = this.#byUser.get(user) ?? this.#addPerson(user)
    const { last, before } = person
    if (last?.isOf(source, device, ownZone)) return last
    if (before?.isOf(source, device, ownZone)) return before
    const devices = entry(person.outlets, source, () => new Map<string, Map<string, Outlet>>())
    const zones = entry(devices, device ?? none, () => new Map<string, Outlet>())
    const outlet = entry(zones, ownZone ?? none, () => this.#open(person, { user, source, device, ownZone }))
    person.before = last
    person.last = outlet
    return outlet
  }

  /** A new stream, to which the outlet's samples of a type go from now on. */
  open(outlet: Outlet, type: SampleTypeName): Stream {
    const { user, source, device, provenance } = outlet
    const stream = this.add({ user, type, source, device }, provenance)
    outlet.add(stream)
    return stream
  }

  /** Puts a stream of the file in its place. */
  add(key: StreamKey, provenance: Provenance, id = this.#last + 1): Stream {
    const lane = this.#laneOf(key)
    const { user, type, source, device } = key
    const origin = originIn(source, device, provenance)
    const stream: Stream = { id, user, type, source, device, provenance, origin, trail: newTrail(), lane }
    lane.streams.push(stream)
    this.#byId[id] = stream
    this.#last = Math.max(this.#last, id)
    const person = this.#byUser.get(user) ?? this.#addPerson(user)
    person.streams.push(stream)
    return stream
  }

  /** To be called when a revision or a zone has changed: where samples go is looked up anew. */
  reroute(): void {
    for (const person of this.#byUser.values()) {
      person.outlets.clear()
      person.last = undefined
      person.before = undefined
    }
  }

  /** Those of one person. */
  ofUser(user: string): readonly Stream[] {
    return this.#byUser.get(user)?.streams ?? []
  }

  all(): readonly Stream[] {
    return this.#byId.filter((stream) => stream !== undefined)
  }

  #addPerson(user: string): Person {
    const person: Person = { streams: [], outlets: new Map(), last: undefined, before: undefined }
    this.#byUser.set(user, person)
    return person
  }

  #open(person: Person, key: OriginKey): Outlet {
    const current = this.#origins.current(key.user, key.source, key.device)
    const outlet = new Outlet(key, { ...current, timeZone: key.ownZone ?? current.timeZone })
    for (const stream of person.streams) if (outlet.fits(stream)) outlet.add(stream)
    return outlet
  }

  #laneOf({ user, type, source, device }: StreamKey): Lane {
    const name = JSON.stringify(device === undefined ? [user, type, source, null] : [user, type, device])
    return entry(this.#lanes, name, () => ({ streams: [], highWater: Number.NaN }))
  }
}

const entry = <Value>(map: Map<string, Value>, key: string, make: () => Value): Value => {
  const present = map.get(key)
  if (present !== undefined) return present
  const made = make()
  map.set(key, made)
  return made
}
