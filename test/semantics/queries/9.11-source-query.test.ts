import { describe, expect, it } from 'vitest'
import { matchingSources } from '../../../src/http/samples/sources.js'
import { beat, steps, ten } from '../../store/samples.js'
import { question } from './question.js'

const hour = 3_600_000

describe.each(['journal', 'blocks'] as const)('§ 9.11 source query, on quantities in the %s', (form) => {
  const asked = question(form)
  const sources = (query: Parameters<typeof matchingSources>[2]) => matchingSources(asked.store, 'me', query)

  it('names what has written a type, and nothing that has not', async () => {
    await asked.save(beat(ten, 60), beat(ten + 1, 61, { source: 'ring' }), steps(ten, ten + 1, 5, { source: 'phone' }))
    expect(await sources({})).toEqual(['phone', 'ring', 'watch'])
    expect(await sources({ type: ['heartRate'] })).toEqual(['ring', 'watch'])
    expect(await sources({ type: ['bodyMass'] })).toEqual([])
  })

  it('takes a predicate', async () => {
    await asked.save(
      beat(ten, 60),
      beat(ten + 1, 161, { source: 'ring', metadata: { wasUserEntered: true } }),
      beat(ten + hour, 170, { source: 'bike' }),
    )
    const predicate = { quantity: { is: '>', value: 160 } } as const
    expect(await sources({ type: ['heartRate'], predicate })).toEqual(['bike', 'ring'])
    expect(await sources({ predicate: { metadata: { key: 'wasUserEntered', is: '==', value: true } } })).toEqual([
      'ring',
    ])
    expect(await sources({ type: ['heartRate'], predicate, end: ten + hour })).toEqual(['ring'])
    expect(await sources({ start: ten + 2 * hour })).toEqual([])
  })

  it('forgets a source whose last sample is deleted', async () => {
    const [uuid = ''] = await asked.save(beat(ten, 60, { source: 'ring' }), beat(ten + 1, 61))
    await asked.store.delete('me', [uuid])
    expect(await sources({ type: ['heartRate'] })).toEqual(['watch'])
  })
})
