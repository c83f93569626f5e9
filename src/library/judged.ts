import type { z } from 'zod'
import { invalidArgument } from '../health/error.js'
import type { Params } from '../health/person/params.js'
import { faults } from '../health/schema/faults.js'

/** What was asked, judged as a question over HTTP is. Throws `invalidArgument` with a fault for each bad word. */
export const judged = <Schema extends z.ZodType>(schema: Schema, params: Params): z.output<Schema> => {
  const parsed = schema.safeParse(params)
  if (parsed.success) return parsed.data
  throw invalidArgument('the query is not valid', faults(parsed.error))
}
