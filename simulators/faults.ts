import { type Fact, movedFact, type Ride } from './ride.js'
import { createRandom, type Random, seedFor } from './seed.js'

export const faultNames = ['dropout', 'spike', 'duplicate', 'reorder', 'skew'] as const
/**
 * What goes wrong with sensors: contact is lost for a while; a value is several times what it was; a reading is told
 * twice, or after the ones that follow it; the watch's clock is off by up to half a minute and drifts.
 */
export type FaultName = (typeof faultNames)[number]

type Injector = (facts: Iterable<Fact>, random: Random) => Iterable<Fact>

/** The same ride as a faulty watch sees it. Events are never lost, repeated or overtaken. Pure: the seed decides. */
export const withFaults = (ride: Ride, faults: readonly FaultName[], seed: number): Ride => {
  const chosen = injectors.filter(({ fault }) => faults.includes(fault))
  const faulty = { ...ride, facts: { [Symbol.iterator]: () => injected(ride.facts, chosen, seed)[Symbol.iterator]() } }
  return faults.includes('skew') ? skewed(faulty, skewOf(createRandom(seedFor(seed, 'skew')), ride.start)) : faulty
}

interface NamedInjector {
  readonly fault: FaultName
  readonly inject: Injector
}

const injected = (facts: Iterable<Fact>, chosen: readonly NamedInjector[], seed: number): Iterable<Fact> =>
  chosen.reduce((through, { fault, inject }) => inject(through, createRandom(seedFor(seed, fault))), facts)

const skewed = (ride: Ride, move: (at: number) => number): Ride => ({
  ...ride,
  start: move(ride.start),
  end: move(ride.end),
  facts: { [Symbol.iterator]: () => moved(ride.facts, move) },
})

function* moved(facts: Iterable<Fact>, move: (at: number) => number): Generator<Fact> {
  for (const fact of facts) yield movedFact(fact, move)
}

/** Half a minute either way, and up to 100 millionths of drift. */
const skewOf = (random: Random, start: number): ((at: number) => number) => {
  const offset = Math.round((2 * random.next() - 1) * 30_000)
  const drift = (2 * random.next() - 1) * 1e-4
  return (at) => Math.round(at + offset + (at - start) * drift)
}

function* dropout(facts: Iterable<Fact>, random: Random): Generator<Fact> {
  let second = Number.NEGATIVE_INFINITY
  let silentUntil = Number.NEGATIVE_INFINITY
  for (const fact of facts) {
    if (fact.at >= second + 1000) {
      second = fact.at
      const silence = 5000 + 25_000 * random.next()
      if (random.next() < 1 / 200 && fact.at >= silentUntil) silentUntil = fact.at + silence
    }
    if (fact.kind === 'event' || fact.at >= silentUntil) yield fact
  }
}

function* spike(facts: Iterable<Fact>, random: Random): Generator<Fact> {
  for (const fact of facts) {
    const isInstant = fact.kind === 'reading' && fact.reading.start === fact.reading.end
    if (!isInstant || random.next() >= 1 / 500) yield fact
    else {
      const value = Math.round(fact.reading.value * (2 + 2 * random.next()))
      yield { ...fact, reading: { ...fact.reading, value } }
    }
  }
}

function* duplicate(facts: Iterable<Fact>, random: Random): Generator<Fact> {
  for (const fact of facts) {
    yield fact
    if (fact.kind === 'reading' && random.next() < 1 / 50) yield fact
  }
}

/** A late reading keeps its own time; only when it is told is later. */
function* reorder(facts: Iterable<Fact>, random: Random): Generator<Fact> {
  let held: { readonly fact: Fact; readonly waits: number } | undefined
  for (const fact of facts) {
    if (held !== undefined && (held.waits === 0 || fact.kind === 'event')) {
      yield { ...held.fact, at: fact.at }
      held = undefined
    }
    if (held !== undefined) held = { ...held, waits: held.waits - 1 }
    if (held === undefined && fact.kind === 'reading' && random.next() < 1 / 50) {
      held = { fact, waits: 1 + Math.floor(30 * random.next()) }
    } else yield fact
  }
  if (held !== undefined) yield held.fact
}

const injectors: readonly NamedInjector[] = [
  { fault: 'dropout', inject: dropout },
  { fault: 'spike', inject: spike },
  { fault: 'duplicate', inject: duplicate },
  { fault: 'reorder', inject: reorder },
]
