import { readFileSync } from 'node:fs'
import { HealthError } from '../health/error.js'

/** What a secret's file holds. `key` names it in the error. */
export function secretIn(key: string, file: string | undefined): string | undefined {
  if (file === undefined) return undefined
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'it is no file'
    throw new HealthError('invalidArgument', `the configuration is wrong:\n  ${key} cannot be read: ${why}`)
  }
}
