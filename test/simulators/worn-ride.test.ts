import { describe, expect, it } from 'vitest'
import { demoAthlete } from '../../simulators/athlete.js'
import { simulatedRide } from '../../simulators/simulated-ride.js'
import { birthOf } from '../../simulators/watch-messages.js'
import { wornRide } from '../../simulators/worn-ride.js'

const ride = simulatedRide({ seed: 1, minutes: 1, start: 0, athlete: demoAthlete })

describe('a ride as a device sees it', () => {
  it('is all of it for a watch', () => {
    expect(wornRide(ride, 'watch')).toBe(ride)
  })

  it.each([
    ['strap', ['heartRate']],
    ['trainer', ['cyclingPower', 'cyclingCadence', 'cyclingSpeed']],
  ] as const)('is what a %s measures, without the commands of buttons', (kind, types) => {
    const worn = wornRide(ride, kind)
    expect(worn.types).toEqual(types)
    const facts = [...worn.facts]
    expect(facts).toHaveLength(60 * types.length)
    expect(facts.every((fact) => fact.kind === 'reading')).toBe(true)
  })

  it('is told by a device that says what it is', () => {
    const birth = birthOf(wornRide(ride, 'strap'), { device: 'sim-strap', seed: 1, kind: 'strap' })
    expect(JSON.parse(birth.payload)).toMatchObject({ model: 'Simulated strap', types: ['heartRate'] })
  })
})
