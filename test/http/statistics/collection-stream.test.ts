import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EventReader, openReaders, type ReadEvent } from '../event-reader.js'
import { noon, openApp, type TestApp } from '../open-app.js'

let http: TestApp
let address: string
beforeEach(async () => {
  http = await openApp()
  address = await http.listen()
})
afterEach(() => http.close())
const read = openReaders()

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const stream = '/v1/users/me/statistics/collection/stream'

interface Item {
  readonly start: string
  readonly end: string
  readonly count: number
  readonly sum?: number
}
const told = (event: ReadEvent | undefined): readonly Item[] =>
  event === undefined ? [] : (event.data as { readonly items: readonly Item[] }).items
const days = (event: ReadEvent | undefined) => told(event).map(({ start, sum = 0 }) => [start.slice(5, 10), sum])

const open = async (query: string, lastEventId?: string): Promise<EventReader> => {
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
  return read(`${address}${stream}?${query}`, headers)
}

const save = async (start: number, value: number, length = 60_000): Promise<string> => {
  const sample = { type: 'stepCount', unit: 'count', start, end: start + length, value, source: 'watch' }
  const { json } = await http.ask('POST', '/v1/users/me/samples', sample)
  return (json as { uuids: [string] }).uuids[0]
}

const week = `type=stepCount&interval=P1D&start=${noon - 6.5 * dayMs}&end=${noon + 0.5 * dayMs}`

describe('a statistics collection that goes on', () => {
  it('is all of it at first, then the bucket that a late sample is in', async () => {
    await save(noon, 10)
    const reader = await open(week)
    const [first] = await reader.first(1)
    expect(first?.event).toBe('collection')
    expect(told(first)).toHaveLength(7)
    await save(noon - 3 * dayMs, 500)
    const [, second] = await reader.first(2)
    expect(second?.event).toBe('buckets')
    expect(days(second)).toEqual([['11-19', 500]])
  })

  it('tells that a bucket is empty again', async () => {
    const uuid = await save(noon, 10)
    const reader = await open(week)
    await reader.first(1)
    await http.ask('DELETE', `/v1/users/me/samples/${uuid}`)
    const [, second] = await reader.first(2)
    expect(told(second)).toMatchObject([{ start: '2026-11-22T00:00:00.000Z', count: 0 }])
  })

  it('tells both buckets of a sample that crosses their border, and nothing of another type', async () => {
    const reader = await open(week)
    await reader.first(1)
    const beat = { type: 'heartRate', unit: 'count/min', start: noon, value: 60, source: 'watch' }
    await http.ask('POST', '/v1/users/me/samples', beat)
    await save(noon - 0.5 * dayMs - 30_000, 100)
    const [, second] = await reader.first(2)
    expect(days(second)).toEqual([
      ['11-21', 50],
      ['11-22', 50],
    ])
  })

  it('gathers what comes quickly', async () => {
    const reader = await open(week)
    await reader.first(1)
    for (let second = 0; second < 20; second += 1) await save(noon + second * 60_000, 1)
    await expect.poll(() => days(reader.events.at(-1)), { timeout: 5_000 }).toEqual([['11-22', 20]])
    expect(reader.events.length).toBeLessThan(20)
  })

  it('has a new bucket when midnight has passed', async () => {
    const reader = await open(`type=stepCount&interval=P1D&start=${noon - 1.5 * dayMs}`)
    const [first] = await reader.first(1)
    expect(days(first).map(([day]) => day)).toEqual(['11-21', '11-22'])
    http.time.now = noon + 1.5 * dayMs
    const [, second] = await reader.first(2)
    expect(days(second).map(([day]) => day)).toEqual(['11-23', '11-24'])
  })

  it('begins earlier when there is older data and no start was given', async () => {
    await save(noon, 10)
    const reader = await open('type=stepCount&interval=P1D')
    expect(days((await reader.first(1))[0])).toEqual([['11-22', 10]])
    await save(noon - 2 * dayMs, 7)
    const [, second] = await reader.first(2)
    expect(days(second)).toEqual([
      ['11-20', 7],
      ['11-21', 0],
    ])
  })

  it('goes on where a reader was', async () => {
    const reader = await open(week)
    const [first] = await reader.first(1)
    reader.close()
    await save(noon - 2 * dayMs, 3)
    const again = await open(week, first?.id)
    const [second] = await again.first(1)
    expect(second?.event).toBe('buckets')
    expect(days(second)).toEqual([['11-20', 3]])
  })

  it('tells a reader who was away what has begun since', async () => {
    const query = `type=stepCount&interval=P1D&start=${noon - 0.5 * dayMs}`
    const reader = await open(query)
    const [first] = await reader.first(1)
    reader.close()
    http.time.now = noon + dayMs
    const again = await open(query, first?.id)
    expect(days((await again.first(1))[0])).toEqual([['11-23', 0]])
  })

  it('leaves a reader who comes and goes with what the collection is', async () => {
    const step = fc.record({
      start: fc.integer({ min: noon - 6 * dayMs, max: noon }),
      length: fc.integer({ min: 0, max: 2 * dayMs }),
      value: fc.integer({ min: 1, max: 1_000 }),
      deletes: fc.boolean(),
    })
    // Of readings that begin together the store keeps one, and then there is nothing to tell.
    const readings = fc.uniqueArray(step, { minLength: 4, maxLength: 12, selector: ({ start }) => start })
    await fc.assert(
      fc.asyncProperty(readings, async (steps) => {
        const seen = new Map<string, unknown>()
        const kept: string[] = []
        let place: string | undefined
        for (const { start, length, value, deletes } of steps) {
          const reader = await open(week, place)
          const uuid = deletes ? kept.pop() : undefined
          if (uuid !== undefined) await http.ask('DELETE', `/v1/users/me/samples/${uuid}`)
          else kept.push(await save(start, value, length))
          await expect.poll(() => reader.events.length, { timeout: 5_000 }).toBeGreaterThan(0)
          reader.close()
          for (const event of reader.events) {
            for (const item of told(event)) seen.set(item.start, item)
            place = event.id
          }
        }
        const last = await open(week, place)
        await save(noon + hourMs, 1)
        const { json } = await http.ask('GET', `/v1/users/me/statistics/collection?${week}`)
        const copy = (): unknown[] => {
          for (const event of last.events) for (const item of told(event)) seen.set(item.start, item)
          return [...seen.values()]
        }
        await expect.poll(copy, { timeout: 5_000 }).toEqual((json as { items: unknown[] }).items)
      }),
      { numRuns: 2, endOnFailure: true },
    )
  }, 60_000)

  it('starts over for a reader with the anchor of another store', async () => {
    const reader = await open(week, 'ffffffff.1')
    expect((await reader.first(1))[0]?.event).toBe('collection')
  })

  it.each([
    ['type=stepCount&interval=PT1M&start=2026-01-01T00:00:00Z', {}, '/interval'],
    ['type=stepCount&interval=P1D&limit=3', {}, '/limit'],
    [week, { 'last-event-id': 'x' }, '/anchor'],
  ])('refuses %s with %j', async (query, headers, pointer) => {
    const bearer = { authorization: 'Bearer the-token-of-the-owner' }
    const answer = await http.ask('GET', `${stream}?${query}`, undefined, { ...bearer, ...headers })
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalidArgument', errors: [{ pointer }] } })
  })
})
