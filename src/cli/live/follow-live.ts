import { CommandError } from '../command.js'
import type { Client } from '../daemon/client.js'
import { type DaemonEvent, daemonEvents } from '../daemon/daemon-events.js'
import { RefusalError, unknownUser } from '../daemon/refusal.js'

/** Where a person's present is told, and how long to wait before a daemon that went away is asked again. */
export interface LiveSource {
  /** Finds the daemon anew: after a restart it may listen elsewhere. */
  readonly connect: () => Pick<Client, 'events'>
  readonly user: string
  readonly retry: () => Promise<void>
  readonly signal: AbortSignal
}

/** What a follower hears besides the daemon's own events. */
export type LinkEvent = 'connected' | 'disconnected'

type Hear = (event: DaemonEvent | { readonly event: LinkEvent; readonly data: null }) => void

async function hearOnce({ connect, user, signal }: LiveSource, hear: Hear): Promise<void> {
  const body = await connect().events('GET', `/v1/users/${encodeURIComponent(user)}/live`)
  hear({ event: 'connected', data: null })
  for await (const event of daemonEvents(body, signal)) hear(event)
}

/** Whether a daemon that starts again may answer better. */
const mayPass = (error: unknown): boolean =>
  error instanceof RefusalError
    ? error.code !== 'notFound' && error.code !== unknownUser
    : error instanceof CommandError || error instanceof TypeError

/**
 * Tells `hear` a person's present until `signal`: all of it, then every change, and after a cut all of it again. Rejects
 * when the daemon cannot be reached at the first time, or knows no such person.
 */
export async function followLive(source: LiveSource, hear: Hear): Promise<void> {
  let wasHeard = false
  while (!source.signal.aborted) {
    let isUp = false
    try {
      await hearOnce(source, (event) => {
        isUp = true
        wasHeard = true
        hear(event)
      })
    } catch (error) {
      if (!wasHeard || !mayPass(error)) throw error
    }
    if (source.signal.aborted) return
    if (isUp) hear({ event: 'disconnected', data: null })
    await source.retry()
  }
}
