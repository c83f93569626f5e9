import type { Span } from '../health/clock.js'
import type { QuantityTypeName } from '../health/type.js'

/** A value that held, or an amount that came evenly, over a stretch of timer time. Epoch ms. */
export interface Fact extends Span {
  readonly value: number
}

/** A type of which there are so many has older ones that can be let go. */
const fullAt = 4_096
const keptAtMost = 2_048
/** What comes later than this is late: readings hold for half a minute at most. */
const lateMs = 300_000

const inOrder = (a: Fact, b: Fact): number => a.start - b.start || a.end - b.end || a.value - b.value

/** What is known of a workout that the steps of a plan depend on, whatever order it came in. */
export class Facts {
  readonly #byType: Map<QuantityTypeName, Fact[]>
  readonly #unsorted = new Set<QuantityTypeName>()
  readonly #seen = new Set<QuantityTypeName>()
  #isFull = false
  #changedFrom = Number.POSITIVE_INFINITY

  constructor(types: Iterable<QuantityTypeName>) {
    this.#byType = new Map([...types].map((type) => [type, []]))
  }

  /** Takes a fact; one of a type that no step asks for is left out. */
  add(type: QuantityTypeName, { value, start, end }: Fact): void {
    const facts = this.#byType.get(type)
    if (facts === undefined) return
    const fact = { value, start, end }
    const last = facts.at(-1)
    if (last !== undefined && inOrder(last, fact) > 0) this.#unsorted.add(type)
    facts.push(fact)
    this.#seen.add(type)
    this.#isFull ||= facts.length > fullAt
    this.#changedFrom = Math.min(this.#changedFrom, start)
  }

  /** Whether there ever were any of a type. */
  has(type: QuantityTypeName): boolean {
    return this.#seen.has(type)
  }

  /** The facts of a type, by start. */
  of(type: QuantityTypeName): readonly Fact[] {
    const facts = this.#byType.get(type) ?? []
    if (this.#unsorted.delete(type)) facts.sort(inOrder)
    return facts
  }

  /** Whether any type has more than it needs. */
  get isFull(): boolean {
    return this.#isFull
  }

  /** The instant up to which facts can be let go. */
  get forgettable(): number {
    const all = [...this.#byType.keys()].map((type) => this.of(type))
    const newest = Math.max(...all.map((facts) => facts.at(-1)?.start ?? Number.NEGATIVE_INFINITY))
    return Math.max(newest - lateMs, ...all.map((facts) => facts.at(-keptAtMost)?.start ?? Number.NEGATIVE_INFINITY))
  }

  /** Lets go what does not reach beyond an instant. */
  forget(until: number): void {
    for (const [type, facts] of this.#byType)
      this.#byType.set(
        type,
        facts.filter(({ end }) => end > until),
      )
    this.#isFull = false
  }

  /** The earliest start of what came since this was last asked. */
  takeChange(): number {
    const changed = this.#changedFrom
    this.#changedFrom = Number.POSITIVE_INFINITY
    return changed
  }
}

/** Index of the first fact that may reach beyond an instant: those before it in time order end there or earlier. */
export const firstAfter = (facts: readonly Fact[], at: number): number => {
  let [low, high] = [0, facts.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((facts[middle]?.start ?? at) < at) low = middle + 1
    else high = middle
  }
  while (low > 0 && (facts[low - 1]?.end ?? at) > at) low -= 1
  return low
}

/** The part of a fact within a span; what has no length is in it up to and with its end, but not at its start. */
export const partOf = (fact: Fact, { start, end }: Span): Fact | undefined => {
  if (fact.start === fact.end) return fact.start > start && fact.start <= end ? fact : undefined
  const from = Math.max(fact.start, start)
  const to = Math.min(fact.end, end)
  return to > from ? { value: fact.value, start: from, end: to } : undefined
}

/** The parts of the facts that lie in a span, in order. */
export function* partsIn(facts: readonly Fact[], span: Span): Generator<readonly [part: Fact, whole: Fact]> {
  for (let index = firstAfter(facts, span.start); index < facts.length; index += 1) {
    const fact = facts[index]
    if (fact === undefined || fact.start > span.end) return
    const part = partOf(fact, span)
    if (part !== undefined) yield [part, fact]
  }
}

const shareOf = (part: Span, whole: Span): number =>
  whole.end === whole.start ? 1 : (part.end - part.start) / (whole.end - whole.start)

/** How much came in a span, of amounts that are spread evenly over their times. */
export const amountIn = (facts: readonly Fact[], span: Span): number => {
  let sum = 0
  for (const [part, whole] of partsIn(facts, span)) sum += whole.value * shareOf(part, whole)
  return sum
}

/** When an amount is full that is counted from an instant; undefined while it is not. */
export const instantOf = (facts: readonly Fact[], amount: number, from: number): number | undefined => {
  let rest = amount
  for (const [part, whole] of partsIn(facts, { start: from, end: Number.POSITIVE_INFINITY })) {
    const share = whole.value * shareOf(part, whole)
    if (share >= rest && share > 0) return part.start + ((part.end - part.start) * rest) / share
    rest -= share
  }
  return undefined
}
