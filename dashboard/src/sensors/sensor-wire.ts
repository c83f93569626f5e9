/** The JSON of Bluetooth sensors, as far as the page reads it; ISO 8601 times. */

export type SensorState =
  | 'waitingForAdapter'
  | 'searching'
  | 'connecting'
  | 'resolving'
  | 'subscribing'
  | 'streaming'
  | 'stale'
  | 'disconnecting'
  | 'waiting'
  | 'listening'
  | 'failed'

/** What a person has said about a sensor; `null` takes it back. */
export interface SensorSettings {
  /** mm */
  readonly wheelCircumference?: number | null | undefined
  /** Takes its heart rate from its broadcast alone, without a connection. */
  readonly broadcastOnly?: boolean | null | undefined
  /** Lets vitald control it. */
  readonly control?: boolean | null | undefined
}

/** What a Bluetooth sensor has besides what every device has. */
export interface SensorFields {
  readonly address?: string | undefined
  readonly settings?: SensorSettings | undefined
  readonly state?: SensorState | undefined
  /** dBm */
  readonly rssi?: number | undefined
  /** When the last value came. */
  readonly lastData?: string | undefined
  readonly nextAttempt?: string | undefined
  readonly lastError?: { readonly detail: string; readonly remedy: string } | undefined
  /** What a person can do now; a part in backticks is to be typed. */
  readonly advice?: string | undefined
}

/** Something near that looks like a sensor. */
export interface NearSensor {
  readonly device: string
  readonly address: string
  readonly name?: string | undefined
  readonly types: readonly string[]
  /** dBm */
  readonly rssi?: number | undefined
  readonly lastSeen: string
  readonly ours: boolean
  /** From its advertisements, count/min. */
  readonly heartRate?: number | undefined
}

/** Whether sensors can be reached, and why not. */
export interface BluetoothState {
  readonly ok: boolean
  readonly reason?: string | undefined
  readonly adapters: readonly { readonly address: string; readonly name: string; readonly powered: boolean }[]
}

/** Hold a power (W), feel like a grade (percent), or be free. */
export type TrainerCommand =
  | { readonly mode: 'erg'; readonly targetPower: number }
  | { readonly mode: 'simulation'; readonly grade: number }
  | { readonly mode: 'resistance'; readonly level: number }
  | { readonly mode: 'free' }

/** What a trainer was asked for, and its limits. */
export interface Trainer {
  readonly command?: TrainerCommand | undefined
  /** Of target power, W. */
  readonly power?: { readonly minimum: number; readonly maximum: number; readonly increment: number } | undefined
}
