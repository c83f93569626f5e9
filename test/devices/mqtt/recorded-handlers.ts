import type { DeviceHandlers } from '../../../devices/mqtt/mqtt-link.js'
import type { Reading } from '../../../src/health/sample.js'

/** A promise that is settled by hand. */
export interface Gate {
  readonly promise: Promise<unknown>
  open(): void
  fail(error: unknown): void
}

export function createGate(): Gate {
  let open: (value?: unknown) => void = () => undefined
  let fail: (error: unknown) => void = () => undefined
  const promise = new Promise((resolve, reject) => {
    open = resolve
    fail = reject
  })
  return { promise, open, fail }
}

/** Handlers that write down what they are called with; `samples`, `birth` and `workout` wait for what `wait` returns. */
export function recordedHandlers(wait: (call: string) => Promise<unknown> = () => Promise.resolve()) {
  const calls: string[] = []
  const readings: { device: string; reading: Reading; at: number }[] = []
  const call = (text: string): Promise<unknown> => {
    calls.push(text)
    return wait(text)
  }
  const handlers: DeviceHandlers = {
    samples: (device, given, at) => {
      for (const reading of given) readings.push({ device, reading, at })
      return call(`samples ${device} ${given.map((each) => ('value' in each ? each.value : each.kind)).join()}`)
    },
    birth: (device, birth) => call(`birth ${device} ${birth.name ?? ''}`),
    status: (device, status) => void calls.push(`status ${device} ${status}`),
    battery: (device, level) => void calls.push(`battery ${device} ${level}`),
    workout: (device, { event }) => call(`workout ${device} ${event}`),
    refused: (reason, count) => void calls.push(`refused ${reason} ${count}`),
  }
  return { handlers, calls, readings }
}

/** A log nobody reads, but for its warnings. */
export const noLog = (warned: (text: string) => void = () => undefined) => ({
  debug: () => undefined,
  info: () => undefined,
  warn: (_facts: object, text?: string) => warned(text ?? ''),
  error: () => undefined,
})

/** A samples payload of heart rates, a second apart. */
export const beats = (...values: readonly number[]): string =>
  JSON.stringify({
    samples: values.map((value, index) => ({
      type: 'heartRate',
      start: 1_700_000_000_000 + index * 1_000,
      value,
      unit: 'count/min',
    })),
  })
