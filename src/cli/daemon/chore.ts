import { z } from 'zod'
import { CommandError } from '../command.js'
import type { Client } from './client.js'
import { daemonEvents } from './daemon-events.js'
import { RefusalError } from './refusal.js'

/** A request that is answered with events: how far it has come, then its report. */
export interface Chore {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: unknown
}

const progressSchema = z.object({ step: z.string(), done: z.number(), of: z.number() })
const problemSchema = z.object({ code: z.string(), detail: z.string() })
export type ChoreProgress = z.infer<typeof progressSchema>

/** Has the daemon do something long, hears of it by `onEvent`, and resolves to its report. */
export async function followEvents(
  client: Pick<Client, 'events'>,
  chore: Chore,
  onEvent: (event: string | undefined, data: unknown) => void,
): Promise<unknown> {
  const body = await client.events(chore.method, chore.path, chore.body)
  for await (const { event, data } of daemonEvents(body)) {
    if (event === 'report') return data
    if (event === 'problem') {
      const { code, detail } = problemSchema.parse(data)
      throw new RefusalError(code, detail)
    }
    onEvent(event, data)
  }
  throw new CommandError('the daemon ended before it was done')
}

/** The same, for what says how far it has come. */
export const followChore = (
  client: Pick<Client, 'events'>,
  chore: Chore,
  onProgress: (progress: ChoreProgress) => void,
): Promise<unknown> =>
  followEvents(client, chore, (event, data) => {
    if (event === 'progress') onProgress(progressSchema.parse(data))
  })
