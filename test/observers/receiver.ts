import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One notice as it came. */
export interface Received {
  readonly headers: IncomingMessage['headers']
  readonly text: string
  readonly json: Readonly<Record<string, unknown>>
}

type Answer = number | 'hang' | 'cut'

/** A real receiver of notices over HTTP that does what a test tells it. */
export class Receiver {
  readonly received: Received[] = []
  answer: Answer = 204
  readonly #server = createServer((request, response) => this.#take(request, response))

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (part: string) => {
      text += part
    })
    request.on('end', () => {
      this.received.push({ headers: request.headers, text, json: JSON.parse(text) as Received['json'] })
      if (this.answer === 'cut') request.socket.destroy()
      else if (this.answer !== 'hang') response.writeHead(this.answer).end()
    })
  }
}
