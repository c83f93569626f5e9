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

type ByType = Map<string, Stream>

/** Every stream, found by what it is in a few Map look-ups, because each saved quantity asks. */
export class Streams {
  readonly #byId: Stream[] = []
  readonly #byUser = new Map<string, Map<string, Map<string, ByType>>>()
  readonly #lanes = new Map<string, Lane>()
  #last = 0

  /** The highest number given so far. */
  get last(): number {
    return this.#last
  }

  byId(id: number): Stream | undefined {
    return this.#byId[id]
  }

  /** The streams of one source and device of one person, by type; to be asked with `find` or added to. */
  ofOrigin(user: string, source: string, device: string | undefined): ByType {
    const sources = entry(this.#byUser, user, () => new Map<string, Map<string, ByType>>())
    const devices = entry(sources, source, () => new Map<string, ByType>())
    // A slug is never empty, so the empty text can stand for no device.
    return entry(devices, device ?? '', () => new Map<string, Stream>())
  }

  add(key: StreamKey, id = this.#last + 1): Stream {
    const lane = this.#laneOf(key)
    const { user, type, source, device } = key
    const stream: Stream = { id, user, type, source, device, trail: newTrail(), lane }
    lane.streams.push(stream)
    this.#byId[id] = stream
    this.#last = Math.max(this.#last, id)
    this.ofOrigin(user, source, device).set(type, stream)
    return stream
  }

  /** Those of one person. */
  ofUser(user: string): readonly Stream[] {
    const sources = this.#byUser.get(user)?.values() ?? []
    return [...sources].flatMap((devices) => [...devices.values()].flatMap((types) => [...types.values()]))
  }

  all(): readonly Stream[] {
    return this.#byId.filter((stream) => stream !== undefined)
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
