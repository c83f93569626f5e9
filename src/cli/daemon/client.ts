import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { CommandError } from '../command.js'
import { loadConfig } from '../load-config.js'
import { namingPeople } from './known-person.js'
import { refusal } from './refusal.js'

/** What the daemon leaves in its data folder so that commands find it. */
export const daemonFile = z.object({ http: z.url(), mqtt: z.string(), pid: z.int() })
export type DaemonFile = z.infer<typeof daemonFile>

/** The daemon's HTTP API, as the commands speak it. */
export interface Client {
  readonly address: string
  get(path: string): Promise<unknown>
  post(path: string, body: unknown): Promise<unknown>
  put(path: string, body: unknown): Promise<unknown>
  patch(path: string, body: unknown): Promise<unknown>
  delete(path: string): Promise<unknown>
  /** Sends a file as it is read; what the daemon answers. */
  upload(path: string, chunks: AsyncIterable<Uint8Array>): Promise<unknown>
  /** The bytes of a file of the daemon's. */
  download(path: string): Promise<ReadableStream<Uint8Array>>
  /** The events that a request is answered with. */
  events(method: string, path: string, body?: unknown): Promise<ReadableStream<Uint8Array>>
}

type Asked = readonly [method: string, path: string, body?: unknown]

const unreachable =
  (address: string) =>
  (error: unknown): never => {
    throw new CommandError(`no daemon answers at ${address}; start it with \`vitald start\``, { cause: error })
  }

const send = (address: string, token: string, [method, path, body]: Asked, accept = 'application/json') =>
  fetch(new URL(path, address), {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      accept,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(unreachable(address))

async function request(address: string, token: string, asked: Asked): Promise<unknown> {
  const response = await send(address, token, asked)
  const text = await response.text()
  const answer: unknown = text === '' ? undefined : JSON.parse(text)
  if (!response.ok) throw refusal(response.status, answer)
  return answer
}

async function stream(
  address: string,
  token: string,
  { asked, accept }: { readonly asked: Asked; readonly accept: string },
): Promise<ReadableStream<Uint8Array>> {
  const response = await send(address, token, asked, accept)
  if (response.ok && response.body !== null) return response.body
  throw refusal(response.status, await response.json().catch(() => undefined))
}

async function upload(address: string, token: string, [, path, chunks]: Asked): Promise<unknown> {
  const body = Readable.toWeb(Readable.from(chunks as AsyncIterable<Uint8Array>, { objectMode: false }))
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' }
  const sending = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
  const response = await fetch(new URL(path, address), sending).catch(unreachable(address))
  const answer: unknown = await response.json()
  if (!response.ok) throw refusal(response.status, answer)
  return answer
}

/** A client of the API at `address`. */
export const createClient = (address: string, token: string): Client => ({
  address,
  get: (path) => request(address, token, ['GET', path]),
  post: (path, body) => request(address, token, ['POST', path, body]),
  put: (path, body) => request(address, token, ['PUT', path, body]),
  patch: (path, body) => request(address, token, ['PATCH', path, body]),
  delete: (path) => request(address, token, ['DELETE', path]),
  upload: (path, chunks) => upload(address, token, ['POST', path, chunks]),
  download: (path) => stream(address, token, { asked: ['GET', path], accept: '*/*' }),
  events: (method, path, body) => stream(address, token, { asked: [method, path, body], accept: 'text/event-stream' }),
})

/** A note that was cut short says as much as none. */
const noteIn = (text: string | undefined): DaemonFile | undefined => {
  try {
    return daemonFile.safeParse(JSON.parse(text ?? '')).data
  } catch {
    return undefined
  }
}

const readOrNothing = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Where the daemon of this data folder listens, and its data folder. */
export function findDaemon(args: Readonly<Record<string, unknown>>, ambient: Ambient) {
  const { data, http, mqtt } = loadConfig(args, ambient)
  const told = noteIn(readOrNothing(join(data, 'daemon.json')))
  const usual = {
    http: `http://${http.host}:${http.port}`,
    mqtt: mqtt.url ?? `mqtt://${mqtt.host}:${mqtt.port}`,
    pid: 0,
  }
  return { ...(told ?? usual), data }
}

/** The running daemon's API, with the owner's token from the data folder. */
export function openClient(args: Readonly<Record<string, unknown>>, ambient: Ambient): Client {
  const { data, http } = findDaemon(args, ambient)
  const token = readOrNothing(join(data, 'token'))?.trim()
  if (token === undefined) {
    throw new CommandError(
      `there is no token in ${data}; start the daemon with \`vitald start\`, or name its folder with --data`,
    )
  }
  return namingPeople(createClient(http, token))
}
