import type { FastifyReply, FastifyRequest } from 'fastify'
import { HealthError } from '../../health/error.js'
import { problemOf } from '../problem.js'
import { type EventStream, eventText } from './event-stream.js'
import type { Streams } from './streams.js'

/** Whether who asks wants to hear how far it has come. */
export const wantsEvents = ({ headers }: FastifyRequest): boolean =>
  headers.accept?.includes('text/event-stream') ?? false

/** Tells an event; false when its reader is full or gone. */
export type Say = (event: string, data: unknown) => boolean

/** Does something long while its reader hears of it: events by `say`, then `report` or `problem`. */
export const tellChore = async (
  { events }: Pick<Streams, 'events'>,
  reply: FastifyReply,
  chore: (say: Say, stream: EventStream) => Promise<unknown>,
): Promise<void> => {
  const stream = events.open(reply)
  const say: Say = (event, data) => stream.write(eventText({ event, data: JSON.stringify(data) }))
  try {
    say('report', await chore(say, stream))
  } catch (error) {
    if (!(error instanceof HealthError)) throw error
    say('problem', problemOf(error))
  } finally {
    stream.end()
  }
}
