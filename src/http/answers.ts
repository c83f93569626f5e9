import { z } from 'zod'
import { problemSchema } from '../health/json/problem-json.js'
import { problemType } from './problem.js'

const problem = (status: string) => ({
  description: descriptions[status] ?? 'It cannot be done.',
  content: { [problemType]: { schema: problemSchema } },
})

const descriptions: Readonly<Record<string, string>> = {
  400: 'The request is not valid; `errors` point at the fields.',
  401: 'A valid token or a sign-in is needed.',
  403: 'This is not allowed.',
  404: 'There is no such thing.',
  409: 'The present state does not allow it.',
  410: 'The anchor is too old; start again without one.',
  413: 'That is too much at once.',
  415: 'The body is not JSON.',
  429: 'Too many requests; try again later.',
  503: 'The store cannot be reached.',
}

/** The answers of a route for its description: what it gives, and the problems it may have besides those of every route. */
export const answers = (given: Readonly<Record<number, z.ZodType>>, ...problems: readonly number[]): object => {
  const statuses = [400, 401, 403, 429, 503, ...problems].map(String)
  return { ...Object.fromEntries(statuses.map((status) => [status, problem(status)])), ...given }
}

/** The answer without a body. */
export const nothing = z.null().meta({ description: 'Done.' })

/** A page of a list. */
export const listSchema = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), cursor: z.string().optional() })

/** An answer that goes on: server-sent events. */
export const eventsSchema = (description: string) => z.string().meta({ description })

/** The description of a route that needs no sign-in. */
export const anonymous = { security: [] }
