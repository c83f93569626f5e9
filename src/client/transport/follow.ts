import { HealthError } from '../../health/error.js'
import { connection, type ServerEvent } from './connection.js'
import { backOffMs, pause } from './pause.js'
import type { Asked, Transport } from './transport.js'

const isPassing = (error: unknown): boolean =>
  error instanceof HealthError && (error.code === 'databaseInaccessible' || error.code === 'tooManyRequests')

const resuming = (asked: Asked, lastId: string | undefined): Asked =>
  lastId === undefined ? asked : { ...asked, headers: { ...asked.headers, 'last-event-id': lastId } }

/**
 * The events of a stream that goes on until the signal is aborted, over as many connections as that takes: each takes
 * up where the one before was cut, by the last event's id. Throws when the daemon refuses, and when it is not there at
 * the very first.
 */
export async function* follow(
  transport: Transport,
  asked: Asked,
  signal: AbortSignal,
): AsyncGenerator<ServerEvent, void, undefined> {
  let lastId: string | undefined
  let wasOpen = false
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    if (attempt > 0) await pause(backOffMs(attempt - 1), signal)
    try {
      const onOpen = (): void => {
        wasOpen = true
      }
      for await (const event of connection(transport, { ...resuming(asked, lastId), signal }, onOpen)) {
        attempt = 0
        lastId = event.id ?? lastId
        yield event
      }
    } catch (error) {
      if (signal.aborted) return
      if (!wasOpen || !isPassing(error)) throw error
    }
  }
}
