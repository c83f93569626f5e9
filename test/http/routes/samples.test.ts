import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openApp, type TestApp } from '../open-app.js'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
})
afterEach(() => http.close())

const samplesUrl = '/v1/users/me/samples'
const unknownUuid = '0193aaaa-0000-7000-8000-00000000ffff'
const beat = (second: number, value: number) => ({
  type: 'heartRate',
  unit: 'count/min',
  start: `2026-11-22T10:00:${String(second).padStart(2, '0')}.000Z`,
  value,
})
const save = async (...samples: object[]): Promise<string[]> => {
  const answer = await http.ask('POST', samplesUrl, { samples })
  expect(answer).toMatchObject({ status: 201 })
  return (answer.json as { uuids: string[] }).uuids
}
const valuesOf = (json: unknown): unknown[] => (json as { items: { value: unknown }[] }).items.map(({ value }) => value)

describe('saving samples', () => {
  it('gives each sample its UUID', async () => {
    expect(await save(beat(0, 60), beat(1, 61))).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), expect.any(String)])
  })

  it('takes one sample as the body', async () => {
    const answer = await http.ask('POST', samplesUrl, beat(0, 60))
    expect(answer).toMatchObject({ status: 201, json: { uuids: [expect.any(String)] } })
  })

  it('names the owner as the source of samples that name none', async () => {
    await save(beat(0, 60), { ...beat(1, 61), source: 'watch' })
    const { json } = await http.ask('GET', `${samplesUrl}?type=heartRate`)
    expect(json).toMatchObject({ items: [{ source: 'owner' }, { source: 'watch' }] })
  })

  it('keeps none of a batch with a bad sample, and points at it', async () => {
    const answer = await http.ask('POST', samplesUrl, { samples: [beat(0, 60), { ...beat(1, 61), value: 'fast' }] })
    expect(answer).toMatchObject({
      status: 400,
      json: { code: 'invalidArgument', errors: [{ pointer: '/samples/1/value' }] },
    })
    expect(valuesOf((await http.ask('GET', samplesUrl)).json)).toEqual([])
  })

  it.each([
    { says: 'a bad field of one sample from the root', body: { ...beat(0, 60), unit: 'kg' }, pointer: '/unit' },
    { says: 'an unknown field beside the samples', body: { samples: [], more: 1 }, pointer: '/more' },
    { says: 'what is no list', body: { samples: 'all' }, pointer: '/samples' },
  ])('points at $says', async ({ body, pointer }) => {
    const answer = await http.ask('POST', samplesUrl, body)
    expect(answer).toMatchObject({ status: 400, json: { errors: [expect.objectContaining({ pointer })] } })
  })

  it.each(['[]', '7', 'null', '"text"', '{"samples"', ''])('refuses the body %j', async (body) => {
    const answer = await http.ask('POST', samplesUrl, body)
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalidArgument' } })
  })

  it('refuses more than 10,000 samples', async () => {
    const answer = await http.ask('POST', samplesUrl, { samples: Array.from({ length: 10_001 }, () => beat(0, 60)) })
    expect(answer).toMatchObject({ status: 413, json: { code: 'dataSizeExceeded', errors: [{ pointer: '/samples' }] } })
  })

  it('refuses a body beyond its bound', async () => {
    const answer = await http.ask('POST', samplesUrl, { samples: ['x'.repeat(17 * 1024 * 1024)] })
    expect(answer).toMatchObject({ status: 413, json: { code: 'dataSizeExceeded' } })
  })

  it('counts in the ledger what it could not read', async () => {
    await http.ask('POST', samplesUrl, { samples: [beat(0, 60), { type: 'nothing' }] })
    await save(beat(0, 60))
    expect(http.parts.ingest.ledger()).toMatchObject({ received: 3, stored: 1, refused: { invalidArgument: 2 } })
  })
})

describe('finding samples', () => {
  beforeEach(async () => {
    await save(
      { ...beat(0, 60), source: 'strap', metadata: { lane: 3, note: 'easy' } },
      { ...beat(10, 70), source: 'watch', metadata: { heartRateMotionContext: 'active' } },
      { ...beat(20, 80), source: 'watch', device: 'watch-1' },
      {
        type: 'bodyMass',
        unit: 'kg',
        start: '2026-11-22T10:00:30.000Z',
        value: 71,
        metadata: { wasUserEntered: true, externalUUID: '77' },
      },
    )
  })

  it.each([
    { asks: '', finds: [60, 70, 80, 71] },
    { asks: '?type=heartRate', finds: [60, 70, 80] },
    { asks: '?type=heartRate,bodyMass', finds: [60, 70, 80, 71] },
    { asks: '?type=heartRate&type=bodyMass', finds: [60, 70, 80, 71] },
    { asks: '?type=HKQuantityTypeIdentifierBodyMass', finds: [71] },
    { asks: '?type=bodyMass&unit=g', finds: [71_000] },
    { asks: '?type=heartRate&sort=descending', finds: [80, 70, 60] },
    { asks: '?type=heartRate&start=2026-11-22T10:00:10Z', finds: [70, 80] },
    { asks: '?type=heartRate&end=2026-11-22T11:00:20%2B01:00', finds: [60, 70] },
    { asks: '?type=heartRate&end=2026-11-22T11:00:20+01:00', finds: [60, 70] },
    { asks: `?type=heartRate&start=${Date.UTC(2026, 10, 22, 10, 0, 20)}`, finds: [80] },
    { asks: '?source=strap', finds: [60] },
    { asks: '?source=strap,owner', finds: [60, 71] },
    { asks: '?device=watch-1', finds: [80] },
    { asks: '?metadata.lane=3', finds: [60] },
    { asks: '?metadata.note=easy&metadata.lane=3', finds: [60] },
    { asks: '?metadata.lane=%223%22', finds: [] },
    { asks: '?metadata.HKWasUserEntered=true', finds: [71] },
    { asks: '?metadata.HKMetadataKeyExternalUUID=77', finds: [71] },
    { asks: '?metadata.heartRateMotionContext=active', finds: [70] },
  ])('finds $finds with $asks', async ({ asks, finds }) => {
    const answer = await http.ask('GET', `${samplesUrl}${asks}`)
    expect(answer.status).toBe(200)
    expect(valuesOf(answer.json)).toEqual(finds)
  })

  it('pages through them', async () => {
    const first = await http.ask('GET', `${samplesUrl}?type=heartRate&limit=2`)
    expect(valuesOf(first.json)).toEqual([60, 70])
    const { cursor } = first.json as { cursor: string }
    const second = await http.ask('GET', `${samplesUrl}?type=heartRate&limit=2&cursor=${encodeURIComponent(cursor)}`)
    expect(valuesOf(second.json)).toEqual([80])
    expect(second.json).not.toHaveProperty('cursor')
  })

  it.each([
    { asks: 'colour=red', pointer: '/colour' },
    { asks: 'type=mood2', pointer: '/type' },
    { asks: 'type=heartRate&type=mood2', pointer: '/type/1' },
    { asks: 'start=yesterday', pointer: '/start' },
    { asks: 'start=2026-11-22T10:00:00', pointer: '/start' },
    { asks: 'limit=0', pointer: '/limit' },
    { asks: 'limit=10001', pointer: '/limit' },
    { asks: 'sort=up', pointer: '/sort' },
    { asks: 'source=My+Watch', pointer: '/source' },
    { asks: 'workout=7', pointer: '/workout' },
    { asks: 'metadata.__proto__=x', pointer: '/metadata.__proto__' },
    { asks: `predicate=${encodeURIComponent('{"type":"heartRate","__proto__":{}}')}`, pointer: '/predicate' },
    { asks: 'type=heartRate&unit=kg', pointer: '/unit' },
    { asks: 'type=heartRate,bodyMass&unit=kg', pointer: '/unit' },
    { asks: 'unit=kg', pointer: '/unit' },
    { asks: 'type=heartRate&unit=beats', pointer: '/unit' },
  ])('refuses $asks', async ({ asks, pointer }) => {
    const answer = await http.ask('GET', `${samplesUrl}?${asks}`)
    expect(answer).toMatchObject({
      status: 400,
      json: { code: 'invalidArgument', errors: [expect.objectContaining({ pointer })] },
    })
  })

  it('tells what saved them', async () => {
    expect((await http.ask('GET', '/v1/users/me/sources')).json).toMatchObject({
      items: ['owner', 'strap', 'watch'],
    })
    expect((await http.ask('GET', '/v1/users/me/sources?type=bodyMass')).json).toMatchObject({ items: ['owner'] })
  })
})

describe('one sample', () => {
  it('is found by its UUID, in any case of letters', async () => {
    const [uuid = ''] = await save(beat(0, 60))
    const answer = await http.ask('GET', `${samplesUrl}/${uuid.toUpperCase()}`)
    expect(answer).toMatchObject({ status: 200, json: { uuid, type: 'heartRate', value: 60, unit: 'count/min' } })
  })

  it('is gone once it is deleted', async () => {
    const [uuid] = await save(beat(0, 60))
    expect(await http.ask('DELETE', `${samplesUrl}/${uuid}`)).toMatchObject({ status: 204, text: '' })
    expect(await http.ask('GET', `${samplesUrl}/${uuid}`)).toMatchObject({ status: 404, json: { code: 'notFound' } })
  })

  it('may be deleted by a client that speaks of JSON and sends none', async () => {
    const [uuid] = await save(beat(0, 60))
    expect(await http.ask('DELETE', `${samplesUrl}/${uuid}`, '')).toMatchObject({ status: 204 })
  })

  it.each(['GET', 'DELETE'] as const)('is not found by %s when there is none', async (method) => {
    expect(await http.ask(method, `${samplesUrl}/${unknownUuid}`)).toMatchObject({
      status: 404,
      json: { code: 'notFound' },
    })
  })

  it('refuses an id that is no UUID', async () => {
    const answer = await http.ask('GET', `${samplesUrl}/seven`)
    expect(answer).toMatchObject({ status: 400, json: { errors: [{ pointer: '/uuid' }] } })
  })
})

describe('the quantities of a sample', () => {
  const series = {
    type: 'cyclingPower',
    unit: 'W',
    start: '2026-11-22T10:00:00.000Z',
    interval: 1000,
    values: [100, 110, 120],
  }

  it('are those of a series in order, page by page', async () => {
    const [uuid] = await save(series)
    const url = `${samplesUrl}/${uuid}/series`
    const first = await http.ask('GET', `${url}?limit=2`)
    expect(first.json).toEqual({
      type: 'cyclingPower',
      unit: 'W',
      items: [
        { start: '2026-11-22T10:00:00.000Z', value: 100 },
        { start: '2026-11-22T10:00:01.000Z', value: 110 },
      ],
      cursor: '2',
    })
    expect((await http.ask('GET', `${url}?limit=2&cursor=2&unit=kW`)).json).toEqual({
      type: 'cyclingPower',
      unit: 'kW',
      items: [{ start: '2026-11-22T10:00:02.000Z', value: 0.12 }],
    })
  })

  it('are one for a single quantity', async () => {
    const [uuid] = await save(beat(5, 60))
    const answer = await http.ask('GET', `${samplesUrl}/${uuid}/series`)
    expect(answer.json).toMatchObject({ items: [{ start: '2026-11-22T10:00:05.000Z', value: 60 }] })
  })

  it('are refused in a unit of another dimension', async () => {
    const [uuid] = await save(series)
    const refusal = { status: 400, json: { code: 'invalidArgument', errors: [{ pointer: '/unit' }] } }
    expect(await http.ask('GET', `${samplesUrl}/${uuid}/series?unit=kg`)).toMatchObject(refusal)
    expect(await http.ask('GET', `${samplesUrl}/${uuid}?unit=kg`)).toMatchObject(refusal)
  })

  it('are none of a category', async () => {
    const [uuid] = await save({
      type: 'sleepAnalysis',
      value: 'asleepREM',
      start: '2026-11-22T01:00:00Z',
      end: '2026-11-22T02:00:00Z',
    })
    expect(await http.ask('GET', `${samplesUrl}/${uuid}/series`)).toMatchObject({ status: 400 })
  })
})

describe('deleting many samples', () => {
  it('deletes what matches and says how many that were', async () => {
    await save(beat(0, 60), beat(10, 70), { ...beat(20, 80), source: 'watch' })
    const span = 'start=2026-11-22T10:00:05Z&end=2026-11-22T10:01:00Z'
    expect((await http.ask('DELETE', `${samplesUrl}?type=heartRate&${span}&source=owner`)).json).toEqual({ deleted: 1 })
    expect(valuesOf((await http.ask('GET', samplesUrl)).json)).toEqual([60, 80])
  })

  it('wants the type to be said', async () => {
    expect(await http.ask('DELETE', samplesUrl)).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/type' }] },
    })
  })
})

describe('the origin of samples', () => {
  it('is told when it is asked for', async () => {
    await http.store.origins.describeSource({ source: 'scale-app', version: '2.1', productType: 'iPhone15,2' })
    await http.store.origins.describeDevice('scale', { name: 'Body+', firmwareVersion: '1781' })
    const body = { type: 'bodyMass', unit: 'kg', start: 90_000, value: 70, source: 'scale-app', device: 'scale' }
    const { json } = await http.ask('POST', '/v1/users/me/samples', { ...body, timeZone: 'Asia/Tokyo' })
    const [uuid] = (json as { uuids: string[] }).uuids
    const origin = {
      source: { source: 'scale-app', version: '2.1', productType: 'iPhone15,2' },
      device: { id: 'scale', name: 'Body+', firmwareVersion: '1781' },
    }
    const page = await http.ask('GET', '/v1/users/me/samples?source=scale-app&include=origin')
    expect(page.json).toMatchObject({ items: [{ uuid, timeZone: 'Asia/Tokyo', metadata: {}, origin }] })
    expect((await http.ask('GET', `/v1/users/me/samples/${uuid}?include=origin`)).json).toMatchObject({ origin })
    expect((await http.ask('GET', `/v1/users/me/samples/${uuid}`)).json).not.toHaveProperty('origin')
    expect((await http.ask('GET', '/v1/users/me/sources?type=bodyMass')).json).toMatchObject({
      origins: expect.arrayContaining([origin]),
    })
  })
})
