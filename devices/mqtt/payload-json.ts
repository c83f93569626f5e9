import type { z } from 'zod'
import { type Fault, HealthError, invalidArgument } from '../../src/health/error.js'
import { isTooDeep } from '../../src/health/rules/json-depth.js'

const utf8 = new TextDecoder('utf-8', { fatal: true })
const wholePayload = ''

/** The payload as text; throws `invalidArgument` when it is not UTF-8, `dataSizeExceeded` past `maxBytes`. */
export function payloadText(payload: Uint8Array, maxBytes: number): string {
  if (payload.byteLength > maxBytes) {
    const errors = [{ pointer: wholePayload, message: `is longer than ${maxBytes} bytes` }]
    throw new HealthError('dataSizeExceeded', 'the payload is too long', errors)
  }
  try {
    return utf8.decode(payload)
  } catch {
    throw invalidArgument('the payload is not text', [{ pointer: wholePayload, message: 'is not UTF-8' }])
  }
}

/** The payload as JSON; throws as `payloadText` does, and `invalidArgument` when it is not JSON. */
export function payloadJson(payload: Uint8Array, maxBytes: number): unknown {
  const text = payloadText(payload, maxBytes)
  if (isTooDeep(text)) {
    throw invalidArgument('the payload nests too deep', [{ pointer: wholePayload, message: 'nests too deep' }])
  }
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own words quote the input, which may be a health value.
    throw invalidArgument('the payload is not JSON', [{ pointer: wholePayload, message: 'is not JSON' }])
  }
}

const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** What the schema makes of it; throws `invalidArgument` with a pointer to every field that does not fit. */
export function checked<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const errors: Fault[] = parsed.error.issues.map(({ path, message }) => ({ pointer: pointerTo(path), message }))
  throw invalidArgument('the payload does not fit', errors)
}
