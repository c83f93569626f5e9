import { enumerations } from '../../health/data/enumerations.js'
import type { QuantityTypeName } from '../../health/type.js'
import { isStale, type Rhythm } from './freshness.js'
import type { Quantity } from './quantity.js'

/** What one source delivers of one type with one device: the unit that is chosen when several measure the same. */
export interface Stream extends Rhythm {
  readonly key: string
  /** Place among the streams of its type, compared from left to right; the lowest is trusted most. */
  readonly rank: readonly number[]
}

const { chest } = enumerations.HKHeartRateSensorLocation

const keyOf = ({ source, device = '' }: Quantity): string => `${source} ${device}`

// A strap before a watch or a finger, and those before what does not say where it is worn, such as a trainer's relay.
const wornRank = (location: number | undefined): number => {
  if (location === undefined) return 2
  return location === chest ? 0 : 1
}

const isBefore = (a: readonly number[], b: readonly number[]): boolean => {
  const index = a.findIndex((place, at) => place !== b[at])
  return index >= 0 && (a[index] ?? 0) < (b[index] ?? 0)
}

/** The streams of one type and the choice between them: the person's order, then where worn, then first come. */
export class Streams {
  readonly #type: QuantityTypeName
  readonly #priority: readonly string[]
  readonly #streams = new Map<string, Stream>()

  constructor(type: QuantityTypeName, priority: readonly string[]) {
    this.#type = type
    this.#priority = priority
  }

  /** The stream of a reading. */
  of(quantity: Quantity): Stream {
    const key = keyOf(quantity)
    const known = this.#streams.get(key)
    if (known) return known
    const stream = { key, rank: this.#rank(quantity), lastAt: Number.NEGATIVE_INFINITY, gaps: [] }
    this.#streams.set(key, stream)
    return stream
  }

  /** The most trusted stream that is not stale at an instant. */
  chosen(at: number): Stream | undefined {
    let best: Stream | undefined
    for (const stream of this.#streams.values())
      if (!isStale(this.#type, stream, at) && (best === undefined || isBefore(stream.rank, best.rank))) best = stream
    return best
  }

  #rank({ source, location }: Quantity): readonly number[] {
    const place = this.#priority.indexOf(source)
    return [place < 0 ? this.#priority.length : place, wornRank(location), this.#streams.size]
  }
}
