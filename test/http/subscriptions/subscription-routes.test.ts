import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Receiver } from '../../observers/receiver.js'
import { openApp, type TestApp } from '../open-app.js'

let http: TestApp
let receiver: Receiver
let url: string
beforeEach(async () => {
  http = await openApp()
  receiver = new Receiver()
  url = await receiver.open()
})
afterEach(async () => {
  await http.close()
  await receiver.close()
})

const base = '/v1/users/me/subscriptions'
const wish = () => ({ types: ['HKQuantityTypeIdentifierHeartRate'], url, secret: 'not to be told again' })
const add = async (more: object = {}) => {
  const { status, json, text } = await http.ask('POST', base, { ...wish(), ...more })
  expect([status, text]).toEqual([201, expect.any(String)])
  return json as { id: string }
}

describe('subscriptions', () => {
  it('are made, shown, changed and ended, and their secret is never told', async () => {
    const { id } = await add({ predicate: { quantity: { is: '>', value: 100, unit: 'count/min' } } })
    await expect.poll(() => receiver.received.length).toBe(1)
    const shown = async () => (await http.ask('GET', `${base}/${id}`)).json
    await expect.poll(shown).toMatchObject({ id, state: 'active', deliveries: 1, types: ['heartRate'], misses: 0 })
    const { json, text } = await http.ask('GET', base)
    expect(json).toMatchObject({ items: [{ id, url, frequency: 'immediate', acknowledge: 'response' }] })
    expect(text).not.toContain('not to be told again')
    expect(await http.ask('PATCH', `${base}/${id}`, { paused: true })).toMatchObject({ json: { state: 'paused' } })
    expect(await http.ask('PATCH', `${base}/${id}`, { types: ['stepCount'] })).toMatchObject({ status: 400 })
    expect(await http.ask('DELETE', `${base}/${id}`)).toMatchObject({ status: 204 })
    expect(await http.ask('GET', `${base}/${id}`)).toMatchObject({ status: 404 })
    expect(http.logged()).not.toContain('not to be told again')
  })

  it('can be acknowledged by a call of their own', async () => {
    const { id } = await add({ acknowledge: 'call' })
    await expect.poll(async () => (await http.ask('GET', `${base}/${id}`)).json).toHaveProperty('awaited')
    const anchor = receiver.received[0]?.json.anchor
    expect(await http.ask('POST', `${base}/${id}/ack`, { anchor: 'another' })).toMatchObject({ status: 409 })
    expect(await http.ask('POST', `${base}/${id}/ack`, { anchor })).toMatchObject({ status: 200, json: { anchor } })
  })

  it.each([
    ['a correlation', { types: ['bloodPressure'] }, '/types/0'],
    ['an unknown type', { types: ['pulse'] }, '/types/0'],
    ['another scheme', { url: 'ftp://example.org/' }, '/url'],
    ['a predicate that is none', { predicate: { and: [{ nonsense: 1 }] } }, '/predicate'],
    ['a frequency that is none', { frequency: 'yearly' }, '/frequency'],
  ])('are refused for %s', async (_, wrong, pointer) => {
    const { status, json } = await http.ask('POST', base, { ...wish(), ...wrong })
    expect(status).toBe(400)
    expect((json as { errors: { pointer: string }[] }).errors[0]?.pointer).toContain(pointer)
  })

  it('begin at an anchor that is still known', async () => {
    const { status, json } = await http.ask('POST', base, { ...wish(), anchor: 'ffffffff.1' })
    expect([status, json]).toMatchObject([410, { code: 'anchorExpired' }])
  })

  it('go with their person', async () => {
    await http.ask('POST', '/v1/users', { id: 'you' })
    const { json } = await http.ask('POST', '/v1/users/you/subscriptions', wish())
    const { id } = json as { id: string }
    await http.ask('DELETE', '/v1/users/you')
    await http.ask('POST', '/v1/users', { id: 'you' })
    expect(await http.ask('GET', `/v1/users/you/subscriptions/${id}`)).toMatchObject({ status: 404 })
  })
})
