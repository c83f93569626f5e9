import { RadioError, type RadioErrorCode } from '../../../devices/ble/radio/radio-error.js'
import type { FakeSensor } from './fake-sensor.js'

/** An adapter, and how it listens. */
export interface FakeAdapter {
  readonly address: string
  readonly name: string
  powered: boolean
  blocked: boolean
  scan: 'off' | 'changes' | 'everything'
}

/** A sensor as one adapter knows it. */
export interface Known {
  readonly sensor: FakeSensor
  readonly adapter: string
  connected: boolean
  resolved: boolean
  heard: boolean
  readonly notifying: Set<number>
  /** Ends an attempt to connect. */
  cancel: (() => void) | undefined
}

export const fail = (code: RadioErrorCode, detail: string = code): Promise<never> =>
  Promise.reject(new RadioError(code, detail))
export const linkDelay = 50
export const advertisingInterval = 500
export const never = new Promise<never>(() => undefined)
