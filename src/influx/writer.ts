import http from 'node:http'
import https from 'node:https'
import { type Target, unavailable, unreachable } from './target.js'

/**
 * What the server made of a batch. `dropped`: it kept all points but so many. `refused`: something in it is wrong and
 * what was kept is unknown; written again in parts, the wrong point can be found.
 */
export type WriteAnswer =
  | { readonly kind: 'written' }
  | { readonly kind: 'dropped'; readonly points: number }
  | { readonly kind: 'refused' }

/** Sends line protocol over one connection that stays open. */
export interface Writer {
  /** Throws `databaseInaccessible` when the batch has to be written again later. */
  write(body: Uint8Array): Promise<WriteAnswer>
  /** Ends a write in progress too, which then throws. */
  close(): void
}

interface Answer {
  readonly status: number
  readonly text: string
}

const timeoutMs = 10_000
const longestAnswer = 10_000

/** Does no I/O yet. */
export function createWriter(target: Target): Writer {
  const { agent, send } = target.url.startsWith('https:')
    ? { agent: new https.Agent({ keepAlive: true, maxSockets: 1 }), send: https.request }
    : { agent: new http.Agent({ keepAlive: true, maxSockets: 1 }), send: http.request }
  const options = { ...writeOptions(target), agent }
  return {
    write: async (body) => understand(await exchange(() => send(writeUrl(target), options), body)),
    close: () => agent.destroy(),
  }
}

function writeUrl({ url, database }: Target): URL {
  const base = url.endsWith('/') ? url : `${url}/`
  return new URL(`write?${new URLSearchParams({ db: database, precision: 'ms' })}`, base)
}

const writeOptions = ({ username, password }: Target): http.RequestOptions => ({
  method: 'POST',
  timeout: timeoutMs,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  ...(username === undefined ? {} : { auth: `${username}:${password ?? ''}` }),
})

function exchange(open: () => http.ClientRequest, body: Uint8Array): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(unreachable(error))
    const request = open()
    request.once('timeout', () => request.destroy(unavailable('does not answer in time')))
    request.once('error', fail)
    request.once('response', (response) => readAnswer(response).then(resolve, fail))
    request.end(body)
  })
}

async function readAnswer(response: http.IncomingMessage): Promise<Answer> {
  let text = ''
  response.setEncoding('utf8')
  for await (const part of response) if (text.length < longestAnswer) text += part
  return { status: response.statusCode ?? 0, text }
}

function understand({ status, text }: Answer): WriteAnswer {
  if (status >= 200 && status < 300) return { kind: 'written' }
  if (status === 404) throw unavailable('lacks the database')
  if (status !== 400 && status !== 413 && status !== 422) throw unavailable(`answers ${status}`)
  // What could not be parsed is not in its count, so only a count above zero says what became of the rest.
  const dropped = Number(/partial write: .* dropped=(\d+)/s.exec(text)?.[1] ?? 0)
  return dropped > 0 ? { kind: 'dropped', points: dropped } : { kind: 'refused' }
}
