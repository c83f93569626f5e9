import type { z } from 'zod'
import { invalidArgument } from '../health/error.js'
import { faults } from '../health/schema/faults.js'

// As when it is sent: what is undefined is not there.
const withoutUndefined = (asked: object): object =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))

/** What was asked, judged as a question over HTTP is. Throws `invalidArgument` with a fault for each bad word. */
export const judged = <Schema extends z.ZodType>(schema: Schema, asked: object): z.output<Schema> => {
  const parsed = schema.safeParse(withoutUndefined(asked))
  if (parsed.success) return parsed.data
  throw invalidArgument('the query is not valid', faults(parsed.error))
}
