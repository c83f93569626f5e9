/** What is remembered of one type of one device. */
interface Track {
  /** Of a total: when it was last the same as at the last sample, and what it was then. Otherwise of the last sample. */
  readonly at: number
  readonly value: number
  /** Of a delta: what came in an instant that has a sample already. */
  readonly pending: number
  readonly recent: readonly Seen[]
}

interface Seen {
  readonly at: number
  readonly value: number
}

/** How values of one row follow each other; in the row's unit and ms. */
export interface TrackRules {
  readonly counts?: 'total' | 'delta' | undefined
  readonly deadBand?: number | undefined
  readonly minInterval?: number | undefined
  readonly maxInterval?: number | undefined
  readonly repeatWindow?: number | undefined
}

/** Why a value makes no sample. What is `counted` later is lost to nobody. */
export type Dropped = 'repeated' | 'rateLimited' | 'withinDeadBand' | 'counted'

/** What becomes of a value: a sample of `value` from `start` on, or nothing. */
export type Passage = { readonly value: number; readonly start: number } | { readonly dropped: Dropped }

const tracksMax = 10_000
const recentMax = 16
const deltaGapMs = 600_000
const totalGapMs = 86_400_000

const isRuled = ({ counts, deadBand, minInterval, repeatWindow }: TrackRules): boolean =>
  (counts ?? deadBand ?? minInterval ?? repeatWindow) !== undefined

const isRepeat = ({ recent }: Track, { at, value }: Seen, window: number): boolean =>
  recent.some((seen) => seen.value === value && Math.abs(at - seen.at) < window)

/** What a value makes, and what is remembered then. */
interface Step {
  readonly passage: Passage
  readonly track: Track
}

const dropped = (reason: Dropped, track: Track): Step => ({ passage: { dropped: reason }, track })

const sampled = (track: Track, { at, value }: Seen, start: number, amount: number): Step => ({
  passage: { value: amount, start },
  track: { ...track, at, value, pending: 0 },
})

function stepTotal(track: Track | undefined, seen: Seen, { minInterval = 0 }: TrackRules): Step {
  if (track === undefined) return dropped('counted', { ...seen, pending: 0, recent: [] })
  const { at, value } = seen
  if (at <= track.at || at - track.at < minInterval) return dropped('counted', track)
  if (value === track.value) return dropped('counted', { ...track, at })
  // Less than before: it began anew, and counts from there.
  const amount = value > track.value ? value - track.value : value
  return amount > 0
    ? sampled(track, seen, Math.max(track.at, at - totalGapMs), amount)
    : dropped('counted', { ...track, ...seen })
}

function stepDelta(track: Track | undefined, seen: Seen): Step {
  const before = track ?? { at: Number.NEGATIVE_INFINITY, value: 0, pending: 0, recent: [] }
  const amount = before.pending + seen.value
  if (seen.at <= before.at || amount === 0) return dropped('counted', { ...before, pending: amount })
  // Not at the very instant of the one before: that may have been all that its sample was.
  const start = seen.at - before.at <= deltaGapMs ? before.at + 1 : seen.at
  return sampled(before, seen, start, amount)
}

function stepPlain(track: Track | undefined, seen: Seen, rules: TrackRules): Step {
  const { deadBand = -1, minInterval = 0, maxInterval = Number.POSITIVE_INFINITY } = rules
  if (track === undefined) return sampled({ ...seen, pending: 0, recent: [] }, seen, seen.at, seen.value)
  const elapsed = seen.at - track.at
  // What is late was not there when the later ones were judged.
  if (elapsed < 0) return { passage: { value: seen.value, start: seen.at }, track }
  if (elapsed < minInterval) return dropped('rateLimited', track)
  if (Math.abs(seen.value - track.value) <= deadBand && elapsed < maxInterval) return dropped('withinDeadBand', track)
  return sampled(track, seen, seen.at, seen.value)
}

function stepOf(track: Track | undefined, seen: Seen, rules: TrackRules): Step {
  const { counts, repeatWindow } = rules
  if (track !== undefined && repeatWindow !== undefined && isRepeat(track, seen, repeatWindow))
    return dropped('repeated', track)
  if (counts === 'total') return stepTotal(track, seen, rules)
  return counts === 'delta' ? stepDelta(track, seen) : stepPlain(track, seen, rules)
}

const remembering = (track: Track, seen: Seen): Track => ({
  ...track,
  recent: [...track.recent, seen].slice(-recentMax),
})

/** A value of a device's type at an instant. */
export interface TrackedValue extends Seen {
  readonly device: string
  readonly type: string
}

/** What is to be done when a value was not saved after all: the next one is to stand for it. */
export type Undo = () => void

/**
 * How the values of each device's types follow each other: totals become what was added, repeats and what changes too
 * little or too fast make no sample. Bounded: the type that was silent longest is forgotten first.
 */
export class Tracks {
  readonly #tracks = new Map<string, Track>()

  get size(): number {
    return this.#tracks.size
  }

  take(
    { device, type, at, value }: TrackedValue,
    rules: TrackRules,
  ): { readonly passage: Passage; readonly undo: Undo } {
    if (!isRuled(rules)) return { passage: { value, start: at }, undo: () => undefined }
    const key = `${device}\n${type}`
    const before = this.#tracks.get(key)
    const { passage, track } = stepOf(before, { at, value }, rules)
    const isRepeated = 'dropped' in passage && passage.dropped === 'repeated'
    const after = isRepeated || rules.repeatWindow === undefined ? track : remembering(track, { at, value })
    this.#keep(key, after)
    return { passage, undo: () => this.#goBack(key, after, before) }
  }

  #keep(key: string, track: Track): void {
    this.#tracks.delete(key)
    this.#tracks.set(key, track)
    if (this.#tracks.size <= tracksMax) return
    const [oldest] = this.#tracks.keys()
    if (oldest !== undefined) this.#tracks.delete(oldest)
  }

  #goBack(key: string, after: Track, before: Track | undefined): void {
    // What came later builds on it already.
    if (this.#tracks.get(key) !== after) return
    if (before === undefined) this.#tracks.delete(key)
    else this.#keep(key, before)
  }
}
