import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoAthlete } from '../../simulators/athlete.js'
import { type FaultName, faultNames, withFaults } from '../../simulators/faults.js'
import type { Fact } from '../../simulators/ride.js'
import { simulatedRide } from '../../simulators/simulated-ride.js'

const start = Date.parse('2026-05-01T10:00:00Z')
const ride = simulatedRide({ seed: 1, minutes: 20, start, athlete: demoAthlete })
const sound = [...ride.facts]
const faulty = (...faults: readonly FaultName[]) => withFaults(ride, faults, 3)
const factsWith = (...faults: readonly FaultName[]): readonly Fact[] => [...faulty(...faults).facts]
const eventsOf = (facts: readonly Fact[]) => facts.filter((fact) => fact.kind === 'event')
const keys = (facts: readonly Fact[]): readonly string[] =>
  facts.flatMap((fact) => {
    if (fact.kind === 'event') return [fact.event]
    return fact.kind === 'reading' ? [`${fact.reading.type} ${fact.reading.start}`] : []
  })

describe('faults', () => {
  it('change nothing when there are none', () => {
    expect(factsWith()).toEqual(sound)
  })

  it('repeat themselves for a seed', () => {
    expect(factsWith(...faultNames)).toEqual(factsWith(...faultNames))
    expect([...withFaults(ride, faultNames, 4).facts]).not.toEqual(factsWith(...faultNames))
  })

  it('keep every event, in time order, whatever goes wrong', () => {
    fc.assert(
      fc.property(fc.subarray([...faultNames]), fc.integer(), (faults, seed) => {
        const facts = [...withFaults(ride, faults, seed).facts]
        expect(keys(eventsOf(facts))).toEqual(keys(eventsOf(sound)))
        let last = Number.NEGATIVE_INFINITY
        for (const { at } of facts) {
          expect(at).toBeGreaterThanOrEqual(last)
          last = at
        }
      }),
      { numRuns: 15 },
    )
  })
})

describe('a dropout', () => {
  it('leaves holes of seconds and alters nothing else', () => {
    const left = factsWith('dropout')
    expect(left.length).toBeLessThan(sound.length)
    expect(left.length).toBeGreaterThan(sound.length * 0.6)
    const said = new Set(sound.map((fact) => JSON.stringify(fact)))
    expect(left.filter((fact) => !said.has(JSON.stringify(fact)))).toEqual([])
  })
})

describe('a spike', () => {
  it('multiplies a few values and no amount', () => {
    const said = new Set(sound.map((fact) => JSON.stringify(fact)))
    const changed = factsWith('spike').filter((fact) => !said.has(JSON.stringify(fact)))
    expect(changed.length).toBeGreaterThan(2)
    expect(changed.length).toBeLessThan(40)
    const amounts = changed.filter((fact) => fact.kind === 'reading' && fact.reading.start !== fact.reading.end)
    expect(amounts).toEqual([])
  })
})

describe('a duplicate', () => {
  it('tells some readings twice', () => {
    const told = factsWith('duplicate')
    expect(told.length).toBeGreaterThan(sound.length * 1.01)
    expect(new Set(keys(told))).toEqual(new Set(keys(sound)))
  })
})

describe('reordering', () => {
  it('tells all readings, some of them late', () => {
    const told = factsWith('reorder')
    expect(keys(told).toSorted()).toEqual(keys(sound).toSorted())
    expect(keys(told)).not.toEqual(keys(sound))
  })

  it('lets no reading pass an event', () => {
    const between = (facts: readonly Fact[]) => {
      const names = keys(facts)
      const parts: string[][] = [[]]
      for (const [index, fact] of facts.entries()) {
        if (fact.kind === 'event') parts.push([])
        else parts.at(-1)?.push(names[index] ?? '')
      }
      return parts.map((part) => part.toSorted())
    }
    const short = { ...ride, facts: sound.slice(0, 2000) }
    expect(between([...withFaults(short, ['reorder'], 3).facts])).toEqual(between(sound.slice(0, 2000)))
  })
})

describe('a skewed clock', () => {
  it('moves everything by the same half minute at most, but for a little drift', () => {
    const skewed = faulty('skew')
    const facts = [...skewed.facts]
    const shifts = facts.map((fact, index) => fact.at - (sound[index]?.at ?? 0))
    expect(Math.max(...shifts.map(Math.abs))).toBeLessThan(30_200)
    expect(Math.max(...shifts) - Math.min(...shifts)).toBeLessThanOrEqual(121)
    expect(shifts[0]).not.toBe(0)
    expect([facts[0]?.at, facts.at(-1)?.at]).toEqual([skewed.start, skewed.end])
  })
})
