import type { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'

/** Who sends nothing for so long is not waited for, ms. What was sent may take a while to be saved. */
const silenceMs = 600_000

/** The connections over which more is sent than arrives within a request's time. */
export interface LongRequests {
  /** Lets a request take its time for as long as something arrives. Returns the function that ends it. */
  allow(request: IncomingMessage): () => void
  includes(socket: object): boolean
}

export function createLongRequests(): LongRequests {
  const sockets = new WeakSet<object>()
  return {
    allow({ socket }) {
      // A request that was injected came over none.
      if (!(socket instanceof Socket)) return () => undefined
      sockets.add(socket)
      // Nobody listens to it, so Node ends the connection.
      socket.setTimeout(silenceMs)
      return () => {
        sockets.delete(socket)
        socket.setTimeout(0)
      }
    },
    includes: (socket) => sockets.has(socket),
  }
}
