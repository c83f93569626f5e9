import { HealthError } from '../../health/error.js'

const bytes = 16

/** A name for a command that nobody else gives: 32 hexadecimal digits. */
export const newCommandId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Sends a command that has an id; once more when nobody knows whether it came through. */
export async function sendSafely<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send()
  } catch (error) {
    if (!(error instanceof HealthError) || error.code !== 'databaseInaccessible') throw error
    return send()
  }
}
