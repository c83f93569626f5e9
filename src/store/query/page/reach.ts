import type { Bounds } from '../../../health/predicate/bounds.js'
import type { Sample } from '../../../health/sample.js'
import type { Stream } from '../../archive/streams.js'
import { type Holder, holderOf } from '../filter/context.js'
import type { Shelf } from '../shelf.js'

/** The starts between which a stream is to be read, half-open, epoch ms. */
export interface Reach {
  readonly from: number
  readonly to: number
}

/** Where samples within bounds can be. */
export interface Reaches {
  /** UUIDs of samples that are nowhere near the others. */
  readonly apart: readonly string[]
  /** Undefined when the stream has nothing. */
  ofStream(stream: Stream): Reach | undefined
}

const everywhere: Reach = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

/** What the sessions of workouts collected is found by source and time; what was added by hand, one by one. */
const ofWorkouts = (shelf: Shelf, user: string, holders: readonly Holder[]): Reaches => {
  const sources = new Set(holders.flatMap((holder) => holder.sources))
  const from = holders.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY)
  // A record's end is in, a stretch's is out.
  const to = holders.reduce((most, { end }) => Math.max(most, end + 1), Number.NEGATIVE_INFINITY)
  const isNear = ({ start, source }: Sample): boolean => from <= start && start < to && sources.has(source)
  const isApart = (uuid: string): boolean => {
    const sample = shelf.find(user, uuid)?.sample
    return sample !== undefined && !isNear(sample)
  }
  return {
    apart: [...new Set(holders.flatMap(({ added }) => [...added]))].filter(isApart),
    ofStream: ({ source }) => (sources.has(source) ? { from, to } : undefined),
  }
}

/** Where samples within bounds can be. */
export function reachOf(shelf: Shelf, user: string, { workouts, types, sources, devices }: Bounds): Reaches {
  const holders = workouts && [...workouts].flatMap((id) => holderOf(shelf, user, id) ?? [])
  const { apart, ofStream } = holders ? ofWorkouts(shelf, user, holders) : { apart: [], ofStream: () => everywhere }
  const isOpen = ({ type, source, device }: Stream): boolean =>
    (types?.has(type) ?? true) &&
    (sources?.has(source) ?? true) &&
    (devices === undefined || (device !== undefined && devices.has(device)))
  return { apart, ofStream: (stream) => (isOpen(stream) ? ofStream(stream) : undefined) }
}
