import { enumerations } from '../../health/data/enumerations.js'
import type { QuantityTypeName } from '../../health/type.js'
import { isStale, isSteady, leastStaleMs, Rhythm } from './freshness.js'
import type { Quantity } from './quantity.js'

/** What one source delivers of one type with one device: the unit that is chosen when several measure the same. */
export class Stream extends Rhythm {
  readonly type: QuantityTypeName
  readonly source: string
  readonly device: string | undefined
  /** Place by where it is worn, then by who came first; the lowest is trusted most. */
  worn = wornRank(undefined)
  readonly arrival: number

  constructor({ type, source, device }: Quantity, arrival: number) {
    super(leastStaleMs(type))
    this.type = type
    this.source = source
    this.device = device
    this.arrival = arrival
  }
}

/** What decides which stream is chosen. */
export interface Choice {
  /** A person's sources of a type as they are wanted now, most trusted first. */
  readonly order: (type: QuantityTypeName) => readonly string[]
  /** Whether a stream may be chosen at an instant at all; always when left out. */
  readonly counts?: ((stream: Stream, at: number) => boolean) | undefined
}

const { chest } = enumerations.HKHeartRateSensorLocation

// A strap before a watch or a finger, and those before what does not say where it is worn, such as a trainer's relay.
const wornRank = (location: number | undefined): number => {
  if (location === undefined) return 2
  return location === chest ? 0 : 1
}

const placeOf = ({ source }: Stream, order: readonly string[]): number => {
  const place = order.indexOf(source)
  return place < 0 ? order.length : place
}

const isBefore = (a: Stream, b: Stream, order: readonly string[]): boolean =>
  (placeOf(a, order) - placeOf(b, order) || a.worn - b.worn || a.arrival - b.arrival) < 0

/** The streams of one type and the choice between them: the person's order, then where worn, then first come. */
export class Streams {
  readonly #type: QuantityTypeName
  readonly #choice: Choice
  // Mostly it is one.
  #streams: readonly Stream[] = []
  #arrivals = 0
  #last: Stream | undefined

  constructor(type: QuantityTypeName, choice: Choice) {
    this.#type = type
    this.#choice = choice
  }

  /** The stream of a reading. */
  of(quantity: Quantity): Stream {
    const stream = this.#find(quantity)
    // Where it is worn may be learned after the first reading.
    stream.worn = Math.min(stream.worn, wornRank(quantity.location))
    return stream
  }

  /** Whether a stream that was heard at an instant, and counts there, is the one to be chosen. */
  isChosen(stream: Stream, at: number): boolean {
    return this.#streams.length === 1 || this.chosen(at) === stream
  }

  /** The most trusted stream that is not stale at an instant. */
  chosen(at: number): Stream | undefined {
    const { counts } = this.#choice
    return this.#best((stream) => !isStale(stream, at) && counts?.(stream, at) !== false)
  }

  /**
   * The stream to be shown after `held`, which stays while it is not stale, unless a more trusted one is steady: so a
   * sensor that comes and goes at the edge of its range does not take turns with the one that stands in for it.
   */
  successor(held: Stream | undefined, at: number): Stream | undefined {
    if (held === undefined || isStale(held, at))
      return this.#best((stream) => isSteady(stream) && !isStale(stream, at)) ?? this.chosen(at)
    if (this.#streams.length === 1) return held
    return this.#best((stream) => stream === held || (isSteady(stream) && !isStale(stream, at)))
  }

  /** Forgets the stream that has been silent for longest, and returns it. */
  dropOldest(): Stream | undefined {
    let oldest: Stream | undefined
    for (const stream of this.#streams) if (oldest === undefined || stream.lastAt < oldest.lastAt) oldest = stream
    this.#streams = this.#streams.filter((stream) => stream !== oldest)
    if (oldest === this.#last) this.#last = undefined
    return oldest
  }

  #best(isEligible: (stream: Stream) => boolean): Stream | undefined {
    const order = this.#streams.length > 1 ? this.#choice.order(this.#type) : []
    let best: Stream | undefined
    for (const stream of this.#streams)
      if (isEligible(stream) && (best === undefined || isBefore(stream, best, order))) best = stream
    return best
  }

  // Mostly it is the one that told last.
  #find(quantity: Quantity): Stream {
    const isOf = (stream: Stream | undefined): stream is Stream =>
      stream?.source === quantity.source && stream.device === quantity.device
    if (!isOf(this.#last)) this.#last = this.#streams.find(isOf) ?? this.#add(quantity)
    return this.#last
  }

  #add(quantity: Quantity): Stream {
    this.#arrivals += 1
    const stream = new Stream(quantity, this.#arrivals)
    this.#streams = this.#streams.concat(stream)
    return stream
  }
}
