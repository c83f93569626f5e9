import { createHash, timingSafeEqual } from 'node:crypto'
import type { RandomBytes } from '../health/clock.js'

const secretBytes = 24

/** A new password: 192 random bits as base64url. */
export const newPassword = (random: RandomBytes): string =>
  Buffer.from(random(new Uint8Array(secretBytes))).toString('base64url')

// A password of 192 random bits cannot be guessed from a fast hash, so no slow one is needed at every sign-in.
const digest = (password: string): Buffer => createHash('sha256').update(password).digest()

/** What is kept of a password, as hex. */
export const hashOf = (password: string): string => digest(password).toString('hex')

const nobody = Buffer.alloc(32)

/** Whether the password has this hash; takes as long without a hash, so that time does not tell which names exist. */
export function matches(password: string, hash: string | undefined): boolean {
  const kept = hash === undefined ? nobody : Buffer.from(hash, 'hex')
  const given = digest(password)
  return kept.length === given.length && timingSafeEqual(kept, given) && hash !== undefined
}
