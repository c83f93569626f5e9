import { describe, expect, it } from 'vitest'
import { beat, steps, ten } from '../../store/samples.js'
import { question } from './question.js'

describe('§ 9.4 sample query', () => {
  const asked = question()

  it('finds samples of several types at once, each with all that was saved', async () => {
    const uuids = await asked.save(beat(ten, 60, { metadata: { note: 'x' } }), steps(ten + 1, ten + 2, 5))
    expect(await asked.ask({ types: ['heartRate', 'stepCount'] })).toMatchObject([
      { uuid: uuids[0], value: 60, metadata: { note: 'x' }, device: 'strap' },
      { uuid: uuids[1], value: 5, start: ten + 1, end: ten + 2 },
    ])
  })

  it('joins the conditions of a query with its predicate', async () => {
    await asked.save(beat(ten, 60), beat(ten + 1, 61), beat(ten + 2, 62))
    const found = await asked.ask({ start: ten + 1, predicate: { quantity: { is: '<', value: 62 } } })
    expect(found).toMatchObject([{ value: 61 }])
  })

  it('counts its limit in samples that match', async () => {
    await asked.save(...Array.from({ length: 50 }, (_, at) => beat(ten + at, at)))
    const page = await asked.store.samples('me', { limit: 2, predicate: { quantity: { is: '>=', value: 40 } } })
    expect(page.items).toMatchObject([{ value: 40 }, { value: 41 }])
    const next = await asked.store.samples('me', {
      limit: 100,
      predicate: { quantity: { is: '>=', value: 40 } },
      cursor: page.cursor,
    })
    expect(next.items).toHaveLength(8)
    expect(next.cursor).toBeUndefined()
  })

  it('sees one person alone', async () => {
    const [uuid = ''] = await asked.save(beat(ten, 60))
    expect((await asked.store.samples('you', { predicate: { uuid: [uuid] } })).items).toEqual([])
  })
})
