import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSchema } from '../../src/influx/schema.js'
import { type FakeServer, startFakeServer } from './fake-server.js'

let server: FakeServer

beforeEach(async () => {
  server = await startFakeServer()
})
afterEach(() => {
  server.close()
})

describe('a server that never answers', () => {
  it('is left as soon as the schema is closed', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const schema = createSchema({ url: `http://127.0.0.1:${port}`, database: 'vitald' })
    const asked = once(silent, 'request')
    const answer = expect(schema.prepare()).rejects.toThrow('InfluxDB does not answer')
    const [{ socket }] = await asked
    const gone = once(socket, 'close')
    schema.close()
    await answer
    await gone
    silent.close()
  })
})

describe('the schema', () => {
  const run = (statement: string) => createSchema(server.target).run([statement])

  it('keeps statements out of the address, where they would be logged', async () => {
    server.answer = { status: 200, body: { results: [{}, { error: 'measurement is missing' }] } }
    expect(await run('DELETE FROM "heartRate"')).toBe(1)
    expect(server.asked[0]?.url).toBe('/behind/query')
    expect(new URLSearchParams(server.asked[0]?.body).get('q')).toBe('DELETE FROM "heartRate"')
  })

  it('repeats no more of an error than its status', async () => {
    server.answer = { status: 403, body: { error: 'secret of heartRate' } }
    await expect(run('DELETE FROM "heartRate"')).rejects.toMatchObject({ message: 'InfluxDB answers 403' })
  })

  it('notices that the database is missing', async () => {
    server.answer = { status: 200, body: { results: [{ error: 'database not found: a b' }] } }
    await expect(run('DELETE FROM "heartRate"')).rejects.toThrow('InfluxDB lacks the database')
  })

  it('asks for another try when the answer is none of InfluxDB', async () => {
    server.answer = { status: 200, body: { hello: 'world' } }
    await expect(run('DELETE FROM "heartRate"')).rejects.toThrow('InfluxDB does not answer')
  })
})
