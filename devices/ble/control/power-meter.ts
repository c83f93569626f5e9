import { type ErrorCode, HealthError } from '../../../src/health/error.js'
import type { ControlPoint } from './control-point.js'

// Cycling Power Control Point (0x2A66), Cycling Power Service 1.1 § 3.3.
const startOffsetCompensation = 0x0c
const success = 1
const notAvailable = 0xffff

const faults: ReadonlyMap<number, readonly [ErrorCode, string]> = new Map([
  [2, ['invalidArgument', 'the power meter cannot set its zero offset']],
  [4, ['conflict', 'it failed: hold the crank unloaded, upright and still, and try again']],
])

/** Sets the zero offset; resolves with the raw offset (N or 1/32 Nm), unless it does not tell. */
export const setZeroOffset = async (point: ControlPoint): Promise<number | undefined> => {
  const { result, parameter } = await point.ask(Uint8Array.of(startOffsetCompensation))
  if (result !== success) {
    const [code, message] = faults.get(result) ?? ['conflict', 'the power meter refused']
    throw new HealthError(code, message)
  }
  if (parameter.length < 2) return undefined
  const view = new DataView(parameter.buffer, parameter.byteOffset, parameter.byteLength)
  return view.getUint16(0, true) === notAvailable ? undefined : view.getInt16(0, true)
}
