import { describe, expect, it } from 'vitest'
import type { Predicate } from '../../../src/health/predicate/predicate.js'
import type { NewSample } from '../../../src/health/sample.js'
import { quantity, ten } from '../../store/samples.js'
import { question } from './question.js'

const reading = (at: number, systolic: number, diastolic: number, metadata = {}): NewSample => {
  const origin = { source: 'cuff', device: `cuff-${at}` }
  return {
    kind: 'correlation',
    type: 'bloodPressure',
    start: ten + at,
    end: ten + at,
    ...origin,
    metadata,
    objects: [
      quantity('bloodPressureSystolic', ten + at, systolic, origin),
      quantity('bloodPressureDiastolic', ten + at, diastolic, origin),
    ],
  }
}

const above = (type: 'bloodPressureSystolic' | 'bloodPressureDiastolic', value: number): Predicate => ({
  object: { type, where: { quantity: { is: '>', value } } },
})

describe('§ 9.11 correlation query', () => {
  const asked = question()

  it('has a predicate for the correlation and one for each member type', async () => {
    await asked.save(reading(0, 150, 80), reading(1, 150, 95), reading(2, 120, 95, { note: 'x' }))
    const starts = async (predicate: Predicate) =>
      (await asked.ask({ types: ['bloodPressure'], predicate })).map(({ start }) => start - ten)
    expect(await starts(above('bloodPressureSystolic', 140))).toEqual([0, 1])
    expect(await starts({ and: [above('bloodPressureSystolic', 140), above('bloodPressureDiastolic', 90)] })).toEqual([
      1,
    ])
    expect(await starts({ and: [{ metadata: { key: 'note' } }, above('bloodPressureDiastolic', 90)] })).toEqual([2])
  })

  it('gives a correlation with all of its objects', async () => {
    await asked.save(reading(0, 150, 80))
    expect(await asked.ask({ predicate: above('bloodPressureSystolic', 140) })).toMatchObject([
      { type: 'bloodPressure', objects: [{ value: 150 }, { value: 80 }] },
    ])
  })
})
