import { createHmac } from 'node:crypto'

/** The header that holds a signature. */
export const signatureHeader = 'x-vitald-signature'

/**
 * The signature of a body: `t=…,v1=…`, the time in epoch ms, and the SHA-256 HMAC of the time, a dot and the body, in hex.
 * A receiver makes it again with its secret, compares, and refuses what is too old.
 */
export const signatureOf = (secret: string, at: number, body: string): string =>
  `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
