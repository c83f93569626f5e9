import type { Span } from '../../../health/clock.js'
import type { Readings } from '../../archive/summary.js'
import { type Cover, extend, firstEndingAfter, ownerAt, type Stretch } from './cover.js'
import { newShare, type Share, setAside } from './share.js'

/** What one contributor has: by start, the longest first, as they were before the window cut them. */
export interface Claim {
  readonly rank: number
  readonly readings: Readings
}

/** What is counted, and whether time that a contributor covers twice counts once. */
export interface SweepRule {
  readonly window: Span
  readonly once: boolean
}

/** How far a contributor's own spans reach so far: the furthest end, and the furthest end of a second cover. */
interface Reach {
  once: number
  twice: number
}

/** A span in the window, and its whole length and value. */
interface CutSpan extends Span {
  readonly value: number
  readonly duration: number
}

const cutSpan = ({ starts, durations, values }: Readings, row: number, window: Span): CutSpan => {
  const [from, duration] = [starts[row] as number, durations[row] as number]
  const [start, end] = [Math.max(from, window.start), Math.min(from + duration, window.end)]
  return { start, end, value: values[row] as number, duration }
}

/** The share of a span counts that neither the cover has nor, up to `own`, the contributor itself. */
const countSpan = (
  share: Share,
  cover: Cover,
  { start, end, value, duration, own }: CutSpan & { own: number },
): void => {
  let [left, mine] = [end - start, Math.max(0, own - start)]
  for (let at = firstEndingAfter(cover, start); at < cover.length; at += 1) {
    const { from, to, owner } = cover[at] as Stretch
    if (from >= end) break
    const time = Math.min(to, end) - Math.max(from, start)
    setAside(share, owner, value * (time / duration))
    left -= time
    mine -= Math.max(0, Math.min(to, own) - Math.max(from, start))
  }
  if (mine > 0) setAside(share, share.rank, value * (mine / duration))
  share.counted += value * ((left - mine) / duration)
  share.total += value * ((end - start) / duration)
}

const countInstant = (share: Share, value: number, owner: number | undefined): void => {
  share.total += value
  if (owner === undefined) share.counted += value
  else setAside(share, owner, value)
}

const reachTo = (share: Share, reach: Reach, { start, end }: Span): void => {
  const again = Math.min(end, reach.once)
  share.ownOverlap += Math.max(0, again - Math.max(start, reach.twice))
  reach.twice = Math.max(reach.twice, again)
  reach.once = Math.max(reach.once, end)
}

/** A contributor's share, when better ones have the cover already, and the time it covers itself. */
function shareOf({ rank, readings }: Claim, cover: Cover, { window, once }: SweepRule): [Share, Cover] {
  const share = newShare(rank)
  const reach: Reach = { once: Number.NEGATIVE_INFINITY, twice: Number.NEGATIVE_INFINITY }
  const own: Stretch[] = []
  share.count = readings.starts.length
  for (let row = 0; row < readings.starts.length; row += 1) {
    const span = cutSpan(readings, row, window)
    if (span.duration === 0) {
      const mine = once && span.start < reach.once ? rank : undefined
      countInstant(share, span.value, ownerAt(cover, span.start) ?? mine)
      continue
    }
    countSpan(share, cover, { ...span, own: once ? Math.min(reach.once, span.end) : span.start })
    if (span.end > reach.once) own.push({ from: Math.max(span.start, reach.once), to: span.end, owner: rank })
    reachTo(share, reach, span)
  }
  return [share, own]
}

/**
 * What each contributor brings to the sum, the most trusted first: of a span the part counts whose time no better one
 * covers, and with `once` no earlier span of its own; an instant counts unless its time is covered (semantics § 9.10).
 */
export function sweep(claims: readonly Claim[], rule: SweepRule): readonly Share[] {
  let cover: Cover = []
  return claims.map((claim) => {
    const [share, own] = shareOf(claim, cover, rule)
    cover = extend(cover, own)
    return share
  })
}
