import { describe, expect, it } from 'vitest'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import { convert, parseUnit } from '../../../src/health/unit.js'
import { openHealthStore } from '../../../src/library/open-health-store.js'
import fixtures from '../../fixtures/units.json' with { type: 'json' }
import { refusalOf } from '../../health/refusal.js'
import { ten } from '../../store/samples.js'

const inUnit = (value: number, from: string, to: string): number => convert(value, parseUnit(from), parseUnit(to))
const canonical = (type: string, value: number, unit: string) => parseReadings([{ type, start: ten, value, unit }])[0]

describe('§ 18 units and values', () => {
  it.each(fixtures.testVectors)('$value $from are $expect $to', ({ value, from, to, expect: expected }) => {
    expect(Math.abs(inUnit(value, from, to) / expected - 1)).toBeLessThan(1e-8)
  })

  it('72 beats a minute are 1.2 a second', () => {
    expect(canonical('heartRate', 1.2, 'count/s')).toMatchObject({ value: 72 })
  })

  it('a percentage is from 0 to 1', () => {
    expect(canonical('oxygenSaturation', 0.98, '%')).toMatchObject({ value: 0.98 })
    expect(inUnit(0.98, '%', '()')).toBe(0.98)
  })

  it('glucose goes through its molar mass', () => {
    expect(inUnit(5.5, 'mmol<180.15588000005408>/L', 'mg/dL')).toBeCloseTo(99.0857, 4)
    expect(canonical('bloodGlucose', 5.5, 'mmol<180.15588000005408>/L')).toMatchObject({
      value: expect.closeTo(99.0857, 4),
    })
  })

  it('only a lone temperature has an offset', () => {
    expect(inUnit(20, 'degC', 'K')).toBe(293.15)
    expect(inUnit(20, 'degC/min', 'K/min')).toBe(20)
  })

  it('micro is mc, and an hour hr', () => {
    expect(inUnit(1, 'mg', 'mcg')).toBe(1_000)
    expect(inUnit(36, 'km/hr', 'm/s')).toBe(10)
    expect(refusalOf(() => parseUnit('µg'))?.code).toBe('invalidArgument')
  })
})

describe('§ 18 preferred units', () => {
  it('are the person’s, of each type, else the canonical ones; a change is told', async () => {
    await using health = await openHealthStore({ memory: true })
    const told: unknown[] = []
    const end = health.users.subscribe(({ units }) => told.push(units))
    await health.users.patch('me', { units: { bodyMass: 'lb', bloodGlucose: 'mg/dL' } })
    const units = await health.user().preferredUnits(['bodyMass', 'bloodGlucose', 'heartRate'])
    expect(units).toEqual({ bodyMass: 'lb', bloodGlucose: 'mg/dL', heartRate: 'count/min' })
    expect(told).toEqual([{ bodyMass: 'lb', bloodGlucose: 'mg/dL' }])
    end()
  })

  it('are of the dimension of the type, and change nothing of what is kept', async () => {
    await using health = await openHealthStore({ memory: true })
    const wrong = health.users.patch('me', { units: { bodyMass: 'm' } })
    await expect(wrong).rejects.toMatchObject({ code: 'invalidArgument', errors: [{ pointer: '/units/bodyMass' }] })
    const [uuid = ''] = await health.user().save({ type: 'bodyMass', value: 70, start: 0 })
    await health.users.patch('me', { units: { bodyMass: 'lb' } })
    expect(await health.user().sample(uuid)).toMatchObject({ value: 70, unit: 'kg' })
    expect(await health.user().sample(uuid, { unit: 'lb' })).toMatchObject({ unit: 'lb' })
  })
})
