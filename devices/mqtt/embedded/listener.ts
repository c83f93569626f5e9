import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { Logger } from 'pino'
import { samplesBytesMax } from '../payloads.js'
import { FrameGuard } from './frame-guard.js'
import { Strangers } from './strangers.js'

export interface ListenerOptions {
  readonly host: string
  readonly port: number
  /** Certificate and key as PEM. */
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer } | undefined
  readonly connections: number
  readonly log: Pick<Logger, 'error'>
  readonly warn: (facts: object, text: string) => void
}

/** Takes connections for a broker, and ends those that announce packets beyond all measure. */
export interface Listener {
  open(): Promise<void>
  port(): number
  isOpen(): boolean
  /** Lets a connection send whole payloads, now that it has signed in. */
  trust(connection: object): void
  close(): void
}

const strangerBytesMax = 16_384
// The payload's own bound is lower: past it the device gets an answer, past this one it gets the door.
const packetBytesMax = 2 * samplesBytesMax
const tcpProbeMs = 60_000
const handshakeMs = 10_000
// So many of a hundred connections may be strangers'.
const strangersShare = 50

interface Guarded {
  readonly socket: Socket
  readonly guard: FrameGuard
}

export function createListener(options: ListenerOptions, handle: (socket: Socket) => void): Listener {
  const guards = new WeakMap<object, Guarded>()
  const strangers = new Strangers(Math.ceil((options.connections * strangersShare) / 100))
  const accept = (socket: Socket): void => {
    const guard = new FrameGuard(strangerBytesMax)
    guards.set(socket, { socket, guard })
    strangers.came(socket)
    socket.once('close', () => strangers.left(socket))
    socket.setNoDelay(true)
    socket.setKeepAlive(true, tcpProbeMs)
    handle(socket)
    // The broker listens for `readable` already, so this listener does not make the chunks flow: it sees what is read.
    socket.on('data', (chunk: Uint8Array) => {
      if (guard.accepts(chunk)) return
      options.warn({}, 'connection ended: a packet is too long')
      socket.destroy()
    })
  }
  const server = createTcpServer(options, accept)
  return {
    open: async () => {
      server.listen(options.port, options.host)
      await once(server, 'listening')
      server.on('error', ({ message }) => options.log.error({ error: message }, 'listener failed'))
    },
    port: () => {
      const address = server.address()
      return typeof address === 'object' && address !== null ? address.port : options.port
    },
    isOpen: () => server.listening,
    trust: (connection) => {
      const guarded = guards.get(connection)
      if (guarded === undefined) return
      guarded.guard.limit = packetBytesMax
      strangers.left(guarded.socket)
    },
    close: () => server.close(),
  }
}

function createTcpServer({ tls, connections, warn }: ListenerOptions, accept: (socket: Socket) => void): Server {
  if (tls === undefined) return Object.assign(createServer(accept), { maxConnections: connections })
  const server = createTlsServer({ ...tls, minVersion: 'TLSv1.2', handshakeTimeout: handshakeMs }, accept)
  server.on('tlsClientError', ({ message }) => warn({ error: message }, 'TLS handshake failed'))
  return Object.assign(server, { maxConnections: connections })
}
