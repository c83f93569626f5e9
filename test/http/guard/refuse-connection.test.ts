import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { problemSchema } from '../../../src/health/json/problem-json.js'
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
