import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Target } from '../../src/influx/target.js'

interface Asked extends Pick<IncomingMessage, 'url' | 'headers'> {
  readonly body: string
  readonly port: number | undefined
}

/** A server that notes what it is asked and answers what it is told to. */
export interface FakeServer {
  readonly target: Target
  readonly asked: Asked[]
  answer: { readonly status: number; readonly body?: object }
  close(): void
}

export async function startFakeServer(): Promise<FakeServer> {
  const asked: Asked[] = []
  const http = createServer(async (request, response) => {
    const { url, headers, socket } = request
    asked.push({ url, headers, body: await text(request), port: socket.remotePort })
    response.writeHead(server.answer.status).end(JSON.stringify(server.answer.body ?? {}))
  }).listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const url = `http://127.0.0.1:${address.port}/behind`
  const target = { url, database: 'a b', username: 'grafana', password: 'secret' }
  const server: FakeServer = { target, asked, answer: { status: 200 }, close: () => http.close() }
  return server
}
