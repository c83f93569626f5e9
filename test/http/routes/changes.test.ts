import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EventReader, readEvents } from '../event-reader.js'
import { openApp, type TestApp } from '../open-app.js'

let http: TestApp
let readers: EventReader[]
beforeEach(async () => {
  http = await openApp()
  readers = []
  address = undefined
})
afterEach(async () => {
  for (const reader of readers) reader.close()
  await http.close()
})

interface ChangesJson {
  readonly added: readonly { readonly uuid: string; readonly value: number }[]
  readonly deleted: readonly { readonly uuid: string }[]
  readonly anchor: string
  readonly more: boolean
}

const beat = (value: number, type = 'heartRate') => ({
  type,
  unit: 'count/min',
  start: http.time.now + value * 1000,
  value,
})
const save = async (sample: object, user = 'me'): Promise<string> => {
  const { json } = await http.ask('POST', `/v1/users/${user}/samples`, sample)
  return (json as { uuids: [string] }).uuids[0]
}
const changes = async (query = ''): Promise<ChangesJson> =>
  (await http.ask('GET', `/v1/users/me/changes?${query}`)).json as ChangesJson
let address: string | undefined
const follow = async (query = '', headers = {}): Promise<EventReader> => {
  address ??= await http.listen()
  const reader = await readEvents(`${address}/v1/users/me/changes/stream?${query}`, headers)
  readers.push(reader)
  return reader
}
const valuesOf = (reader: EventReader): number[] =>
  reader.events.flatMap(({ data }) => (data as ChangesJson).added.map(({ value }) => value))

describe('changes', () => {
  it('go on from an anchor, with what was added and what was deleted', async () => {
    const uuid = await save(beat(60))
    const first = await changes()
    expect(first).toMatchObject({ added: [{ uuid, value: 60 }], deleted: [], more: false })
    await http.ask('DELETE', `/v1/users/me/samples/${uuid}`)
    await save(beat(61))
    expect(await changes(`anchor=${first.anchor}`)).toMatchObject({
      added: [{ value: 61 }],
      deleted: [{ uuid, type: 'heartRate' }],
    })
  })

  it('come in pages and by type', async () => {
    for (const value of [60, 61, 62]) await save(beat(value))
    await save(beat(14, 'respiratoryRate'))
    const first = await changes('type=heartRate,bodyMass&limit=2')
    expect(first).toMatchObject({ added: [{ value: 60 }, { value: 61 }], more: true })
    expect(await changes(`type=heartRate,bodyMass&limit=2&anchor=${first.anchor}`)).toMatchObject({
      added: [{ value: 62 }],
      more: false,
    })
  })

  it('refuses an anchor that is none', async () => {
    expect((await http.ask('GET', '/v1/users/me/changes?anchor=nonsense')).status).toBeGreaterThanOrEqual(400)
  })
})

describe('the stream of changes', () => {
  it('tells what there is, then what comes', async () => {
    await save(beat(60))
    const reader = await follow()
    expect(reader.headers).toMatchObject({ 'content-type': 'text/event-stream', 'x-content-type-options': 'nosniff' })
    await reader.first(1)
    await save(beat(61))
    const events = await reader.first(2)
    expect(events).toMatchObject([{ data: { added: [{ value: 60 }] } }, { data: { added: [{ value: 61 }] } }])
    expect(events.map(({ id }) => id)).toEqual(events.map(({ data }) => (data as ChangesJson).anchor))
  })

  it('goes on after the last event that a reader knows', async () => {
    await save(beat(60))
    const { anchor } = await changes()
    await save(beat(61))
    const reader = await follow('', { 'last-event-id': anchor })
    await reader.first(1)
    expect(valuesOf(reader)).toEqual([61])
  })

  it('goes on after an anchor, with the types that were asked for', async () => {
    await save(beat(60))
    const reader = await follow(`type=heartRate&anchor=${(await changes()).anchor}`)
    await save(beat(14, 'respiratoryRate'))
    await save(beat(61))
    await reader.first(1)
    expect(valuesOf(reader)).toEqual([61])
  })

  it('tells nothing of other people', async () => {
    await http.ask('POST', '/v1/users', { id: 'anna' })
    const reader = await follow()
    await save(beat(60), 'anna')
    await save(beat(61))
    await reader.first(1)
    expect(valuesOf(reader)).toEqual([61])
  })

  it('answers an anchor that is none with a problem, not with a stream', async () => {
    const answer = await http.ask('GET', '/v1/users/me/changes/stream?anchor=nonsense')
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })

  it('ends when the engine does', async () => {
    const reader = await follow()
    await http.app.close()
    await expect.poll(() => reader.isEnded).toBe(true)
  })

  it('holds nobody for a reader that does not fetch, and loses nothing for it', async () => {
    const slow = await follow()
    const quick = await follow()
    slow.pause()
    // Far more than the reader's buffer and the sockets' take: 20 KB a sample, 12 MB in all.
    const metadata = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((key) => [key, 'x'.repeat(4_000)]))
    const values = Array.from({ length: 600 }, (_, index) => index)
    for (const value of values)
      await save({ type: 'stepCount', unit: 'count', start: http.time.now - value * 1000, value, metadata })
    await expect.poll(() => valuesOf(quick).length, { timeout: 10_000 }).toBe(values.length)
    expect(valuesOf(slow).length).toBeLessThan(values.length)
    slow.resume()
    await expect.poll(() => valuesOf(slow).length, { timeout: 10_000 }).toBe(values.length)
    expect(valuesOf(slow)).toEqual(valuesOf(quick))
  }, 60_000)
})
