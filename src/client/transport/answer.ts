import type { z } from 'zod'
import { HealthError } from '../../health/error.js'

/** Whether a newer daemon's answer merely says more than is known here. */
const saysMore = (issue: z.core.$ZodIssue): boolean => {
  if (issue.code === 'unrecognized_keys') return true
  return issue.code === 'invalid_union' && issue.errors.some((branch) => branch.every(saysMore))
}

/** The answer, when it is what the schema says; members that are not known here are left as they are. `unknownError`. */
export function checked<Schema extends z.ZodType>(schema: Schema, answer: unknown): z.output<Schema> {
  const { success, data, error } = schema.safeParse(answer)
  if (success) return data
  if (error.issues.every(saysMore)) return answer as z.output<Schema>
  const [issue] = error.issues
  const place = issue?.path.join('/') ?? ''
  throw new HealthError('unknownError', `the daemon's answer is not understood: ${place} ${issue?.message ?? ''}`)
}
