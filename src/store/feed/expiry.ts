import type { History } from '../archive/history.js'
import type { Stream } from '../archive/streams.js'
import { expired, type Place, phases } from './anchor.js'
import { positionOf } from './position.js'

/** The place in a row of packed deletions after the last of them. */
export const wholeRow = Number.MAX_SAFE_INTEGER

const endOf = (seq: number): number => positionOf(seq + 1, 0) - 1

/** The position in the feed up to which a reader was told of every deletion that concerns it. */
const toldUpTo = ({ after, upto, phase, major, minor, since = 0 }: Place): number => {
  const begun = endOf(since)
  if (upto === undefined) return Math.max(begun, endOf(after))
  if (phase !== phases.tombstones) return Math.max(begun, endOf(upto))
  return Math.max(begun, minor === 0 || minor === wholeRow ? major : major - 1)
}

/** Fails with `anchorExpired` when a deletion that this reader was not told of has been forgotten since. */
export function refuseExpired({ tables }: History, place: Place, streams: readonly Stream[] | undefined): void {
  const forgotten = tables.purges.streamsAfter(toldUpTo(place))
  if (forgotten.length === 0) return
  const wanted = streams && new Set(streams.map(({ id }) => id))
  if (wanted && !forgotten.some((stream) => wanted.has(stream))) return
  throw expired('deletions after the anchor are not known any more')
}
