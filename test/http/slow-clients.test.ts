import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openApp, type TestApp, token } from './open-app.js'

let test: TestApp
const sockets: Socket[] = []

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await test.close()
})

const host = 'Host: localhost\r\n'
const bearer = `Authorization: Bearer ${token}\r\n`

async function say(text: string): Promise<void> {
  const { port } = new URL(await test.listen())
  const socket = connect(Number(port), '127.0.0.1')
  sockets.push(socket)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  const isWhole = text.includes('\r\n\r\n')
  const arrived = isWhole ? once(test.app.server, 'request') : undefined
  socket.write(text)
  await arrived
}

describe('clients that do not come to an end', () => {
  it.each([
    ['a request without an end', `GET /healthz HTTP/1.1\r\n${host}X: `],
    [
      'a body that does not come',
      `POST /v1/users/me/samples HTTP/1.1\r\n${host}${bearer}Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{`,
    ],
    ['a stream that is not read', `GET /v1/users/me/live HTTP/1.1\r\n${host}${bearer}\r\n`],
  ])('do not hold up the stop: %s', async (_what, text) => {
    test = await openApp()
    await say(text)
    await test.app.close()
  })

  it('nest their JSON in vain', async () => {
    test = await openApp()
    const { status, json } = await test.ask(
      'PATCH',
      '/v1/users/me',
      `{"zones":${'{"a":'.repeat(9_000)}1${'}'.repeat(9_001)}`,
    )
    expect(status).toBe(400)
    expect(json).toMatchObject({ code: 'invalidArgument', errors: [{ pointer: '', message: 'nests too deep' }] })
  })
})
