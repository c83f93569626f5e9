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

const dayMs = 86_400_000
const stream = '/v1/users/me/activity-summaries/stream'

interface Day {
  readonly date: string
  readonly move: number
  readonly moveGoal: number
}
const days = (event: ReadEvent | undefined) =>
  event === undefined
    ? []
    : (event.data as { readonly items: readonly Day[] }).items.map(({ date, move }) => [date.slice(5), move])

const open = async (query: string): Promise<EventReader> => {
  return read(`${address}${stream}${query}`)
}

const burn = async (start: number, value: number): Promise<string> => {
  const sample = { type: 'activeEnergyBurned', unit: 'kcal', start, end: start + 60_000, value, source: 'watch' }
  const { json } = await http.ask('POST', '/v1/users/me/samples', sample)
  return (json as { uuids: [string] }).uuids[0]
}

describe('activity summaries that go on', () => {
  it('are all days at first, then the one that changed, by late data and by a deletion', async () => {
    const reader = await open('?start=2026-11-20')
    const [first] = await reader.first(1)
    expect(first?.event).toBe('summaries')
    expect(days(first).map(([date]) => date)).toEqual(['11-20', '11-21', '11-22'])
    const uuid = await burn(noon - dayMs, 70)
    const [, second] = await reader.first(2)
    expect(second?.event).toBe('days')
    expect(days(second)).toEqual([['11-21', 70]])
    await http.ask('DELETE', `/v1/users/me/samples/${uuid}`)
    expect(days((await reader.first(3))[2])).toEqual([['11-21', 0]])
  })

  it('have a new day when midnight has passed', async () => {
    const reader = await open('')
    expect(days((await reader.first(1))[0])).toHaveLength(7)
    http.time.now = noon + dayMs
    expect(days((await reader.first(2))[1])).toEqual([['11-23', 0]])
  })

  it('refuse more days than can be told', async () => {
    const answer = await http.ask('GET', `${stream}?start=2020-01-01`)
    expect(answer).toMatchObject({ status: 400, json: { errors: [{ pointer: '/start' }] } })
  })
})
