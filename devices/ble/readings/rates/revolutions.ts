/** A counter of revolutions and when its last revolution was, in ticks of the sensor's own clock. */
export interface CounterPair {
  readonly revolutions: number
  readonly eventTime: number
}

/** How a pair counts. */
export interface PairForm {
  /** The counter is one less at most. */
  readonly modulus: number
  readonly ticksPerSecond: 1024 | 2048
  /** Whether the counter can go back: only a wheel's is wide enough to tell. */
  readonly reversible: boolean
}

/** What a pair came to, by the rules of the reference (gatt-profiles § 3.3). */
export type StepKind =
  | 'baseline'
  | 'ok'
  | 'held'
  | 'stopped'
  | 'zeroTimeDelta'
  | 'reverse'
  | 'counterReset'
  | 'gap'
  | 'implausible'

/** What is remembered of a pair. Times are epoch ms of arrival. */
export interface Turning {
  /** The last pair that a rate was measured from; event times without a revolution are not in it. */
  readonly baseline: CounterPair
  readonly acceptedAt: number
  /** The counter as it was last seen, when that was, and when it last rose. */
  readonly seen: number
  readonly seenAt: number
  readonly turnedAt: number
  /** Revolutions per second; undefined while unknown. */
  readonly rate: number | undefined
}

export interface Step {
  readonly kind: StepKind
  /** Revolutions per second now; undefined: none. */
  readonly rate: number | undefined
  /** Revolutions that count, since an instant. */
  readonly turned: number
  readonly since: number
  readonly turning: Turning
}

/** The form of the pair, what it said and when, and how many revolutions a second can be true. */
export interface Arrival {
  readonly form: PairForm
  readonly pair: CounterPair
  readonly at: number
  readonly most: number
}

/** CSC and CPS crank (§ 5, § 6): 16 bits, 1/1024 s. */
export const crank: PairForm = { modulus: 2 ** 16, ticksPerSecond: 1024, reversible: false }
/** CSC wheel (§ 5): 32 bits, 1/1024 s. */
export const cscWheel: PairForm = { modulus: 2 ** 32, ticksPerSecond: 1024, reversible: true }
/** CPS wheel (§ 6): 32 bits, 1/2048 s. */
export const cpsWheel: PairForm = { modulus: 2 ** 32, ticksPerSecond: 2048, reversible: true }

/** How long a rate is held without a new revolution, ms. */
export const holdMs = 3_000
/** After how long a silence nothing is known, ms. */
export const silentMs = 10_000

const timeModulus = 2 ** 16
const reverseMost = 20

// Of whole numbers below 2^53, where a bitwise mask would cut at 32 bits.
const wrap = (difference: number, modulus: number): number => ((difference % modulus) + modulus) % modulus

interface Outcome {
  readonly kind: StepKind
  readonly rate: number | undefined
  readonly turned?: number
}

/** Starts over from this pair. */
function rebase({ pair, at }: Arrival, { kind, rate, turned = 0 }: Outcome, before?: Turning): Step {
  const { revolutions: seen } = pair
  const turning = { baseline: pair, acceptedAt: at, seen, seenAt: at, turnedAt: at, rate }
  return { kind, rate, turned, since: before === undefined ? at : turnedSince(before, at), turning }
}

// Between notifications, or since the revolution before when that is only a little earlier, as of a slow wheel.
const turnedSince = ({ seenAt, acceptedAt }: Turning, at: number): number =>
  Math.min(at, seenAt, Math.max(acceptedAt, at - holdMs))

/** No revolution that a rate could be measured from. */
function rest({ pair, at }: Arrival, turning: Turning, kind: 'held' | 'zeroTimeDelta'): Step {
  const turnedAt = pair.revolutions === turning.seen ? turning.turnedAt : at
  const isStopped = at - turnedAt > holdMs
  const rate = isStopped ? 0 : turning.rate
  const next = { ...turning, seen: pair.revolutions, seenAt: at, turnedAt, rate }
  if (isStopped) return { kind: 'stopped', rate, turned: 0, since: at, turning: next }
  return { kind, rate: kind === 'held' ? rate : undefined, turned: 0, since: at, turning: next }
}

/** The revolutions of a step whose event times tell nothing: as many as can have been. */
const turnedInGap = (revolutions: number, { most, at }: Arrival, { acceptedAt }: Turning): number =>
  revolutions <= (most * (at - acceptedAt)) / 1_000 ? revolutions : 0

function advance(arrival: Arrival, turning: Turning, revolutions: number): Step {
  const { form, pair, at, most } = arrival
  const ticks = wrap(pair.eventTime - turning.baseline.eventTime, timeModulus)
  const rate = (revolutions * form.ticksPerSecond) / ticks
  if (at - turning.acceptedAt > (timeModulus / form.ticksPerSecond) * 1_000)
    return rebase(
      arrival,
      { kind: 'gap', rate: undefined, turned: turnedInGap(revolutions, arrival, turning) },
      turning,
    )
  if (ticks === 0) return rest(arrival, turning, 'zeroTimeDelta')
  if (rate > most) return rebase(arrival, { kind: 'implausible', rate: undefined })
  return rebase(arrival, { kind: 'ok', rate, turned: revolutions }, turning)
}

/** The next pair of a sensor: its rate, the revolutions that count, and what to remember for the one after. */
export function step(arrival: Arrival, turning: Turning | undefined): Step {
  if (turning === undefined) return rebase(arrival, { kind: 'baseline', rate: undefined })
  const { form, pair } = arrival
  const forward = wrap(pair.revolutions - turning.baseline.revolutions, form.modulus)
  const back = form.modulus - forward
  if (forward === 0) return rest(arrival, turning, 'held')
  if (form.reversible && back <= reverseMost) return rebase(arrival, { kind: 'reverse', rate: 0 })
  if (form.reversible && back < form.modulus / 2) return rebase(arrival, { kind: 'counterReset', rate: undefined })
  return advance(arrival, turning, forward)
}

/** The rate at an instant at which no pair has come: held, then 0, then none. */
export function rateAt({ rate, turnedAt }: Turning, at: number): number | undefined {
  const silence = at - turnedAt
  if (silence <= holdMs) return rate
  return silence <= silentMs ? 0 : undefined
}
