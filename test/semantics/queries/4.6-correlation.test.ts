import { describe, expect, it } from 'vitest'
import type { NewQuantitySample, NewSample } from '../../../src/health/sample.js'
import { quantity, ten } from '../../store/samples.js'
import { question } from './question.js'

const origin = { source: 'cuff' }
const pressure = (systolic: NewQuantitySample): NewSample => ({
  ...{ kind: 'correlation', type: 'bloodPressure', start: ten, end: ten, metadata: {}, ...origin },
  objects: [systolic, quantity('bloodPressureDiastolic', ten, 80, origin)],
})
const plain = quantity('bloodPressureSystolic', ten, 120, origin)

describe('§ 4.6 correlation', () => {
  const asked = question()

  it('is saved with its members, which ordinary queries find too', async () => {
    await asked.save(pressure(plain))
    const all = await asked.ask()
    expect(all.map(({ type }) => type).sort()).toEqual([
      'bloodPressure',
      'bloodPressureDiastolic',
      'bloodPressureSystolic',
    ])
    expect(await asked.ask({ types: ['bloodPressureSystolic'] })).toMatchObject([{ value: 120 }])
  })

  it('keeps its members from a query for samples that belong to none', async () => {
    await asked.save(pressure(plain), quantity('bloodPressureSystolic', ten + 1, 130, origin))
    const types = ['bloodPressureSystolic'] as const
    expect(await asked.ask({ types, predicate: { correlated: false } })).toMatchObject([{ value: 130 }])
    expect(await asked.ask({ types, predicate: { correlated: true } })).toMatchObject([{ value: 120 }])
  })

  it('holds the newer version of a member in place of the older one', async () => {
    const version = (syncVersion: number, value: number): NewQuantitySample => ({
      ...plain,
      value,
      metadata: { syncIdentifier: 'x', syncVersion },
    })
    await asked.save(pressure(version(1, 120)))
    await asked.save(version(2, 125))
    const [found] = await asked.ask({ types: ['bloodPressure'] })
    expect(found?.kind === 'correlation' && found.objects.map(({ value }) => value).sort()).toEqual([125, 80])
    expect(await asked.ask({ predicate: { correlated: true } })).toHaveLength(2)
  })

  it('is counted in statistics by its members, as any sample', async () => {
    await asked.save(pressure(plain), quantity('bloodPressureSystolic', ten + 1, 130, origin))
    const query = { type: 'bloodPressureSystolic' } as const
    expect(await asked.store.statistics('me', query)).toMatchObject({ average: 125, count: 2 })
    expect(await asked.store.statistics('me', { ...query, predicate: { correlated: false } })).toMatchObject({
      count: 1,
    })
  })
})
