import { type ErrorCode, HealthError } from '../../health/error.js'
import { problemSchema, statusOf } from '../../health/json/problem-json.js'

const isCode = (code: string): code is ErrorCode => Object.hasOwn(statusOf, code)

/** Of an answer that is no problem document: one that something between here and the daemon gave. */
const codeOfStatus = (status: number): ErrorCode => {
  if (status === 401) return 'unauthenticated'
  if (status === 404) return 'notFound'
  if (status === 429) return 'tooManyRequests'
  return status >= 502 ? 'databaseInaccessible' : 'unknownError'
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The error that a refusal is: the daemon's own, with its code and a fault for each bad field. */
export async function errorOf(response: Response): Promise<HealthError> {
  const { success, data } = problemSchema.safeParse(parseJson(await response.text()))
  if (!success) return new HealthError(codeOfStatus(response.status), `the daemon answers ${response.status}`)
  return new HealthError(isCode(data.code) ? data.code : codeOfStatus(data.status), data.detail, data.errors)
}
