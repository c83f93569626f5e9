import { once } from 'node:events'
import { connect } from 'node:net'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { problemSchema } from '../../../src/health/json/problem-json.js'
import { refuseConnection } from '../../../src/http/guard/refuse-connection.js'
import { openApp } from '../open-app.js'

const answerTo = async (request: string): Promise<readonly string[]> => {
  const http = await openApp()
  const socket = connect(Number(new URL(await http.listen()).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write(request)
  const answer = await text(socket)
  await http.close()
  return answer.split('\r\n\r\n')
}

describe('an address that is too long', () => {
  it('is refused by a problem that does not repeat it', async () => {
    const [head = '', body = ''] = await answerTo(`GET /v1/users?${'x'.repeat(20_000)} HTTP/1.1\r\n\r\n`)
    expect(head).toMatch(/^HTTP\/1.1 431 /)
    expect(head).toContain('application/problem+json')
    expect(problemSchema.parse(JSON.parse(body))).toMatchObject({ status: 431, code: 'dataSizeExceeded' })
    expect(body).not.toContain('xxx')
  })
})

describe('a request that takes longer than one may', () => {
  const late = Object.assign(new Error('it takes too long'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })

  it.each([
    ['goes on when it is a file', true, ''],
    ['is ended otherwise', false, 'HTTP/1.1 400 '],
  ])('%s', async (_what, isLong, begins) => {
    const socket = new PassThrough()
    refuseConnection({ allow: () => () => undefined, includes: () => isLong })(late, socket)
    if (isLong) socket.end()
    expect((await text(socket)).slice(0, 13)).toBe(begins)
  })
})
