import { describe, expect, it } from 'vitest'
import { demoAthlete } from '../../simulators/athlete.js'
import { simulatedRide } from '../../simulators/simulated-ride.js'
import { intervals } from '../../simulators/workouts/intervals.js'

const start = Date.parse('2026-05-01T10:00:00Z')
const ride = (seed: number, minutes = 20) => simulatedRide({ seed, minutes, start, athlete: demoAthlete })

describe('a simulated ride', () => {
  it('starts, marks a lap at each interval, and ends', () => {
    const events = [...ride(1).facts].flatMap((fact) => (fact.kind === 'event' ? [[fact.event, fact.at]] : []))
    const borders = intervals
      .plan(20)
      .slice(1)
      .map((interval) => ['lap', start + interval.start * 1000])
    expect(events).toEqual([['start', start], ...borders, ['end', start + 1_200_000]])
  })

  it('tells its facts in time order, and none that lies ahead', () => {
    let last = start
    for (const fact of ride(1, 3).facts) {
      expect(fact.at).toBeGreaterThanOrEqual(last)
      if (fact.kind === 'reading') expect(fact.reading.end).toBeLessThanOrEqual(fact.at)
      last = fact.at
    }
    expect(last).toBe(ride(1, 3).end)
  })

  it('has a reading of every type in every second', () => {
    const { types, facts } = ride(1, 2)
    for (const type of types) {
      const readings = [...facts].filter((fact) => fact.kind === 'reading' && fact.reading.type === type)
      expect(readings).toHaveLength(120)
    }
  })

  it('can be walked again, and is another ride for another seed', () => {
    const first = ride(1, 2)
    expect([...first.facts]).toEqual([...first.facts])
    expect([...first.facts]).not.toEqual([...ride(2, 2).facts])
  })
})
