/** How good what tells of a second is: the better wins. */
export const ranks = { none: 0, heartRate: 1, power: 2, device: 3 } as const
export type Rank = (typeof ranks)[keyof typeof ranks]

/** Seconds that are kept open whatever comes. */
const openSeconds = 64
/** More than the readings of all ranks that may hold on together. */
const mostParked = 128

interface Entry {
  readonly rank: Rank
  readonly kcal: number
}

const untold: Entry = { rank: ranks.none, kcal: 0 }
const never = Number.NEGATIVE_INFINITY

/**
 * The energy of each second by the best that told of it. A second stays open while something better may still tell of it:
 * for a minute, and as long as a reading holds that nothing has followed yet. So what is kept does not grow.
 */
export class EnergyLedger {
  readonly #kcal = new Float64Array(openSeconds)
  readonly #rank = new Uint8Array(openSeconds)
  #parked: Map<number, Entry> | undefined
  /** From when until when, at most, the present reading of each rank may hold, ms of timer time. */
  readonly #heldFrom = [never, never, never, never]
  readonly #heldUntil = [never, never, never, never]
  /** kcal and seconds of each rank. */
  readonly #totals = [0, 0, 0, 0]
  readonly #seconds = [0, 0, 0, 0]
  /** The last seconds that the device told of without a hole, which nothing can better. */
  readonly #best = { from: 0, to: -1 }
  #newest = -1
  #isLate = false

  /** kcal that a rank told of. */
  kcal(rank: Rank): number {
    return this.#totals[rank] ?? 0
  }

  /** Seconds that a rank told of. */
  seconds(rank: Rank): number {
    return this.#seconds[rank] ?? 0
  }

  /** Whether something came too late to count since this was asked last. */
  takeLateness(): boolean {
    const was = this.#isLate
    this.#isLate = false
    return was
  }

  /** A reading came that holds on from an instant, `limit` ms at most. */
  expect(rank: Rank, from: number, limit: number): void {
    this.#heldFrom[rank] = from
    this.#heldUntil[rank] = from + limit
    if (this.#isClosed(Math.floor(from / 1_000))) this.#isLate = true
    if (this.#parked?.size) this.#unpark(this.#parked)
  }

  /** A rank tells of a second. Amounts of the device add up; of the others the first one counts. */
  claim(rank: Rank, second: number, kcal: number): void {
    const isClosed = this.#isClosed(second)
    while (this.#newest < second) this.#advance()
    const entry = this.#entry(second)
    if (rank === ranks.device) this.#extend(second)
    if (entry === undefined) this.#isLate ||= isClosed
    else if (rank > entry.rank) this.#put(second, entry, { rank, kcal })
    else if (rank === ranks.device) this.#put(second, entry, { rank, kcal: entry.kcal + kcal })
  }

  #entry(second: number): Entry | undefined {
    if (second <= this.#newest - openSeconds) return this.#parked?.get(second)
    const slot = second % openSeconds
    return { rank: (this.#rank[slot] ?? 0) as Rank, kcal: this.#kcal[slot] ?? 0 }
  }

  #extend(second: number): void {
    if (second > this.#best.to + 1) this.#best.from = second
    this.#best.to = Math.max(this.#best.to, second)
  }

  /** Whether nothing is known of a second any more, not even that it has the best. */
  #isClosed(second: number): boolean {
    const isBest = second >= this.#best.from && second <= this.#best.to
    return !isBest && second <= this.#newest - openSeconds && !this.#parked?.has(second)
  }

  #put(second: number, before: Entry, after: Entry): void {
    this.#count(before, -1)
    this.#count(after, 1)
    if (second <= this.#newest - openSeconds) this.#parked?.set(second, after)
    else this.#set(second % openSeconds, after)
  }

  #count({ rank, kcal }: Entry, seconds: 1 | -1): void {
    this.#totals[rank] = (this.#totals[rank] ?? 0) + seconds * kcal
    this.#seconds[rank] = (this.#seconds[rank] ?? 0) + seconds
  }

  #set(slot: number, { rank, kcal }: Entry): void {
    this.#rank[slot] = rank
    this.#kcal[slot] = kcal
  }

  #advance(): void {
    const leaving = this.#newest + 1 - openSeconds
    const slot = (this.#newest + 1) % openSeconds
    if (leaving >= 0) this.#park(leaving, { rank: (this.#rank[slot] ?? 0) as Rank, kcal: this.#kcal[slot] ?? 0 })
    this.#newest += 1
    this.#count(untold, 1)
    this.#set(slot, untold)
  }

  #park(second: number, entry: Entry): void {
    if (!this.#isOpen(second, entry.rank)) return
    this.#parked ??= new Map()
    if (this.#parked.size < mostParked) this.#parked.set(second, entry)
  }

  #unpark(parked: Map<number, Entry>): void {
    for (const [second, { rank }] of parked) if (!this.#isOpen(second, rank)) parked.delete(second)
  }

  #isOpen(second: number, rank: Rank): boolean {
    const at = second * 1_000
    for (let better = rank + 1; better <= ranks.device; better += 1)
      if (at + 1_000 > (this.#heldFrom[better] ?? never) && at < (this.#heldUntil[better] ?? never)) return true
    return false
  }
}
