import { HealthError } from '../../health/error.js'
import { asReadError } from './read-error.js'
import type { StoreReader } from './store-reader.js'

/** A read, as it is sent to the thread. */
export type ReadRequest = {
  readonly [Method in keyof StoreReader]: {
    readonly id: number
    readonly method: Method
    readonly args: Parameters<StoreReader[Method]>
  }
}[keyof StoreReader]

/** All that is sent to the thread. */
export type ReaderMessage = ReadRequest | 'close'

/** A `HealthError` by its parts, because only plain data can be sent. Anything else is a bug, of which the text is sent. */
export type SentError = Pick<HealthError, 'message' | 'errors'> & { readonly code: HealthError['code'] | undefined }

/** What comes back. */
export type ReadAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: SentError }

export const toSent = (cause: unknown): SentError => {
  const error = asReadError(cause)
  if (error instanceof HealthError) return { code: error.code, message: error.message, errors: error.errors }
  return { code: undefined, message: error instanceof Error ? error.message : 'unknown error', errors: [] }
}

export const fromSent = ({ code, message, errors }: SentError): Error =>
  code === undefined ? new Error(message) : new HealthError(code, message, errors)
