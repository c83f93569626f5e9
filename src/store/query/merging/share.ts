/** What a contributor brought to a sum. `total` = `counted` + what is in `coveredBy`. */
export interface Share {
  /** Its place in the order of trust. */
  readonly rank: number
  count: number
  total: number
  counted: number
  /** What was set aside, by the rank that covered the time. */
  readonly coveredBy: Map<number, number>
  /** Milliseconds that its own spans cover more than once. */
  ownOverlap: number
}

export const newShare = (rank: number): Share => ({
  rank,
  count: 0,
  total: 0,
  counted: 0,
  coveredBy: new Map(),
  ownOverlap: 0,
})

/** Notes that a part of a contributor's total does not count. */
export const setAside = ({ coveredBy }: Share, owner: number, amount: number): void => {
  coveredBy.set(owner, (coveredBy.get(owner) ?? 0) + amount)
}

/** Adds what the same contributor brought elsewhere. */
export function addShare(share: Share, more: Share): void {
  share.count += more.count
  share.total += more.total
  share.counted += more.counted
  share.ownOverlap += more.ownOverlap
  for (const [owner, amount] of more.coveredBy) setAside(share, owner, amount)
}
