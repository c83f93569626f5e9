import type { SampleTypeName } from '../../health/type.js'
import { newTrail, type Trail } from './journal-log.js'

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

/** The streams of one source and device of one person. The one that was asked for last is the next one, mostly. */
export class Origin {
  readonly source: string
  readonly device: string | undefined
  readonly #byType = new Map<string, Stream>()
  #last: Stream | undefined

  constructor(source: string, device: string | undefined) {
    this.source = source
    this.device = device
  }

  find(type: string): Stream | undefined {
    if (this.#last?.type !== type) this.#last = this.#byType.get(type)
    return this.#last
  }

  add(stream: Stream): void {
    this.#byType.set(stream.type, stream)
    this.#last = stream
  }

  all(): readonly Stream[] {
    return [...this.#byType.values()]
  }
}

/** What there is of one person; an origin is found by source, then device. */
interface Person {
  readonly origins: Map<string, Map<string, Origin>>
  last: Origin | undefined
}

/** Every stream, found by what it is in as few look-ups as can be, because each saved quantity asks. */
export class Streams {
  readonly #byId: Stream[] = []
  readonly #byUser = new Map<string, Person>()
  readonly #lanes = new Map<string, Lane>()
  #last = 0

  /** The highest number given so far. */
  get last(): number {
    return this.#last
  }

  byId(id: number): Stream | undefined {
    return this.#byId[id]
  }

  ofOrigin(user: string, source: string, device: string | undefined): Origin {
    const person = this.#byUser.get(user) ?? this.#addPerson(user)
    const { last } = person
    if (last !== undefined && last.source === source && last.device === device) return last
    const devices = entry(person.origins, source, () => new Map<string, Origin>())
    // A slug is never empty, so the empty text can stand for no device.
    const origin = entry(devices, device ?? '', () => new Origin(source, device))
    person.last = origin
    return origin
  }

  add(key: StreamKey, id = this.#last + 1): Stream {
    const lane = this.#laneOf(key)
    const { user, type, source, device } = key
    const stream: Stream = { id, user, type, source, device, trail: newTrail(), lane }
    lane.streams.push(stream)
    this.#byId[id] = stream
    this.#last = Math.max(this.#last, id)
    this.ofOrigin(user, source, device).add(stream)
    return stream
  }

  /** Those of one person. */
  ofUser(user: string): readonly Stream[] {
    const sources = this.#byUser.get(user)?.origins.values() ?? []
    return [...sources].flatMap((devices) => [...devices.values()].flatMap((origin) => origin.all()))
  }

  all(): readonly Stream[] {
    return this.#byId.filter((stream) => stream !== undefined)
  }

  #addPerson(user: string): Person {
    const person: Person = { origins: new Map(), last: undefined }
    this.#byUser.set(user, person)
    return person
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
