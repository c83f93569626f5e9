import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openReaders } from '../event-reader.js'
import { openApp, type TestApp } from '../open-app.js'
import { workoutSample } from '../workout-sample.js'

let http: TestApp
let address: string
beforeEach(async () => {
  http = await openApp()
  address = await http.listen()
})
afterEach(() => http.close())
const read = openReaders()

const url = '/v1/users/me/sessions'
const begin = async (): Promise<string> => {
  const { json } = await http.ask('POST', url, { activityType: 'cycling', location: 'indoor' })
  return (json as { id: string }).id
}
const send = (id: string, event: string) => http.ask('POST', `${url}/${id}/events`, { event })
const follow = (path: string, lastId?: string) =>
  read(`${address}${url}/${path}`, lastId === undefined ? {} : { 'last-event-id': lastId })

describe('the stream of a session', () => {
  it('begins with all of it, goes on with what changes, and ends with its end', async () => {
    const id = await begin()
    const reader = await follow(`${id}/stream`)
    await reader.first(1)
    await send(id, 'pause')
    await send(id, 'end')
    const [snapshot, delta, ended] = await reader.first(3)
    const { json } = await http.ask('GET', `${url}/${id}`)
    expect(json).toMatchObject({ status: 404 })
    expect(snapshot).toMatchObject({ event: 'snapshot', data: { seq: 0, session: { id, state: 'running' } } })
    const at = '2026-11-22T12:00:00.000Z'
    const to = (value: string) => [{ op: 'replace', path: '/state', value }]
    expect(delta).toMatchObject({ event: 'delta', data: { seq: 1, at, patch: to('paused') } })
    expect(ended).toMatchObject({ event: 'ended', data: { seq: 2, at, patch: to('ended') } })
    await expect.poll(() => reader.isEnded).toBe(true)
    const ids = [snapshot, delta, ended].map((event) => event?.id)
    expect(ids.every((text) => text?.startsWith(`${id}.`))).toBe(true)
    expect(new Set(ids).size).toBe(3)
  })

  it('resumes where the header or the query says', async () => {
    const id = await begin()
    const [snapshot] = await (await follow(`${id}/stream`)).first(1)
    await send(id, 'pause')
    const byHeader = await follow(`${id}/stream`, snapshot?.id)
    const byQuery = await follow(`${id}/stream?since=${snapshot?.id}`)
    expect(await byHeader.first(1)).toMatchObject([{ event: 'delta', data: { seq: 1 } }])
    expect(await byQuery.first(1)).toEqual(byHeader.events)
  })

  it('begins anew from an id that it does not know', async () => {
    const id = await begin()
    for (const lastId of ['7', `${id}.abc.0`, 'x'.repeat(200)])
      expect(await (await follow(`${id}/stream`, lastId)).first(1)).toMatchObject([{ event: 'snapshot' }])
  })

  it('is of the newest session when it is asked for the active one', async () => {
    expect((await http.ask('GET', `${url}/active/stream`)).status).toBe(404)
    const id = await begin()
    const reader = await follow('active/stream')
    expect(await reader.first(1)).toMatchObject([{ data: { session: { id } } }])
    await send(id, 'end')
    const [snapshot, ended] = await reader.first(2)
    // Who was cut off in between is told the end, and nothing more once it knows that.
    const again = await follow('active/stream', snapshot?.id)
    expect((await again.first(1))[0]).toEqual(ended)
    const asked = { authorization: 'Bearer the-token-of-the-owner', 'last-event-id': String(ended?.id) }
    expect((await http.ask('GET', `${url}/active/stream`, undefined, asked)).status).toBe(204)
    expect((await http.ask('GET', `${url}/${id}/stream`, undefined, asked)).status).toBe(204)
  })

  it('tells the record of one that is long over', async () => {
    const sample = workoutSample()
    await http.store.save('me', [sample])
    const reader = await follow(`${sample.uuid}/stream`)
    const [snapshot, ended] = await reader.first(2)
    expect(snapshot).toMatchObject({ event: 'snapshot', data: { session: { state: 'ended', id: sample.uuid } } })
    expect(ended).toMatchObject({ event: 'ended', data: { record: { metrics: { normalizedPower: 201 } } } })
  })

  it('ends at once for a program whose grant is taken away, with the answer it would get now', async () => {
    const id = await begin()
    const client = await http.ask('POST', '/v1/clients', { id: 'app' })
    const authorization = `Bearer ${(client.json as { token: string }).token}`
    const grant = '/v1/users/me/authorization/app'
    await http.ask('PUT', grant, { types: { workout: { read: 'authorized' } } })
    const reader = await read(`${address}${url}/${id}/stream`, { authorization })
    expect(await reader.first(1)).toMatchObject([{ event: 'snapshot' }])
    await http.ask('PUT', grant, { types: {} })
    const [, last] = await reader.first(2)
    await expect.poll(() => reader.isEnded).toBe(true)
    expect(last).toMatchObject({ event: 'gone', data: { code: 'notFound' } })
    const again = await http.ask('GET', `${url}/${id}/stream`, undefined, { authorization })
    expect(again).toMatchObject({ status: 404, json: { code: 'notFound' } })
  })

  it('is of the person who is named', async () => {
    const id = await begin()
    await http.ask('POST', '/v1/users', { id: 'you' })
    expect((await http.ask('GET', `/v1/users/you/sessions/${id}/stream`)).status).toBe(404)
  })
})
