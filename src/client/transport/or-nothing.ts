import { type ErrorCode, HealthError } from '../../health/error.js'

/** The answer; undefined instead of the error that says there is none. */
export async function orNothing<Answer>(code: ErrorCode, answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof HealthError && error.code === code) return undefined
    throw error
  }
}
