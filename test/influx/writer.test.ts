import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWriter, type Writer } from '../../src/influx/writer.js'
import { type FakeServer, startFakeServer } from './fake-server.js'

let server: FakeServer
let writer: Writer

beforeEach(async () => {
  server = await startFakeServer()
  writer = createWriter(server.target)
})
afterEach(() => {
  writer.close()
  server.close()
})

const line = Buffer.from('a b=1 1')
const partial = (what: string) => ({ status: 400, body: { error: `partial write: ${what}` } })

describe('a writer', () => {
  it('sends lines to its database by name and password, over one connection', async () => {
    expect([await writer.write(line), await writer.write(Buffer.from('a b=2 2'))]).toEqual([
      { kind: 'written' },
      { kind: 'written' },
    ])
    expect(server.asked[0]).toMatchObject({ url: '/behind/write?db=a+b&precision=ms', body: 'a b=1 1' })
    expect(server.asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from('grafana:secret').toString('base64')}`)
    expect(server.asked[1]?.port).toBe(server.asked[0]?.port)
  })

  it.each([
    { says: 'how many points were dropped', answers: partial('field type conflict dropped=2'), kind: 'dropped' },
    {
      says: 'that a line is no line',
      answers: partial("unable to parse 'x': missing fields dropped=0"),
      kind: 'refused',
    },
    { says: 'that the batch is too large', answers: { status: 413 }, kind: 'refused' },
  ])('understands $says', async ({ answers, kind }) => {
    server.answer = answers
    expect(await writer.write(line)).toMatchObject({ kind })
  })

  it.each([
    { status: 401, says: 'InfluxDB answers 401' },
    { status: 404, says: 'InfluxDB lacks the database' },
    { status: 503, says: 'InfluxDB answers 503' },
  ])('asks for another try when it is answered $status', async ({ status, says }) => {
    server.answer = { status, body: { error: 'heartRate value=142' } }
    await expect(writer.write(line)).rejects.toMatchObject({ code: 'databaseInaccessible', message: says })
  })

  it('asks for another try when nobody answers', async () => {
    await writer.write(line)
    writer.close()
    server.close()
    await expect(writer.write(line)).rejects.toThrow('InfluxDB does not answer (ECONNREFUSED)')
  })
})
