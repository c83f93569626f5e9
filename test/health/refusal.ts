import { HealthError } from '../../src/health/error.js'

/** The code and the pointers with which `call` refuses its input; undefined when it accepts it. */
export function refusalOf(call: () => unknown): { code: string; pointers: readonly string[] } | undefined {
  try {
    call()
    return undefined
  } catch (error) {
    if (!(error instanceof HealthError)) throw error
    return { code: error.code, pointers: error.errors.map(({ pointer }) => pointer) }
  }
}
