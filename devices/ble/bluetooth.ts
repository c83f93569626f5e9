import type { Adapter, BluetoothAddress, GattUuid } from './radio/radio.js'
import type { RadioErrorCode } from './radio/radio-error.js'
import type { KnownSensor, SensorSettings } from './sensor-settings.js'

/** Where a sensor's link is. `failed` waits for a person; everything else mends itself. */
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

/** A sensor of ours as it is now. Times are epoch ms. */
export interface SensorStatus {
  readonly device: string
  readonly address: BluetoothAddress
  readonly state: SensorState
  /** When it came into this state. */
  readonly since: number
  /** dBm, of the last advertisement. */
  readonly rssi?: number | undefined
  /** Percent. */
  readonly battery?: number | undefined
  readonly adapter?: BluetoothAddress | undefined
  /** When the last value came. */
  readonly lastData?: number | undefined
  /** Attempts to connect since it was last streaming, and when the next one is due. */
  readonly attempts: number
  readonly nextAttempt?: number | undefined
  readonly lastError?: { readonly code: RadioErrorCode; readonly detail: string; readonly at: number } | undefined
  /** Since the start: links made again, values taken, values refused by a decoder or as impossible. */
  readonly reconnects: number
  readonly values: number
  readonly rejected: number
  readonly settings: SensorSettings
}

/** Something near that looks like a sensor, ours or not. */
export interface NearSensor {
  readonly address: BluetoothAddress
  readonly adapter: BluetoothAddress
  readonly name?: string | undefined
  readonly services: readonly GattUuid[]
  /** What it can measure, by its services: `heartRate`, `cyclingPower` and the like. */
  readonly types: readonly string[]
  /** dBm. */
  readonly rssi?: number | undefined
  /** Epoch ms of the last advertisement. */
  readonly lastSeen: number
  /** The slug it has, or would get. */
  readonly device: string
  readonly ours: boolean
  /** From its advertisements, when its maker broadcasts it. count/min. */
  readonly heartRate?: number | undefined
}

/** What a trainer is asked to do: hold a power (W), or feel like a grade (percent; the rest in FTMS units). */
export type TrainerCommand =
  | { readonly mode: 'erg'; readonly targetPower: number }
  | {
      readonly mode: 'simulation'
      readonly grade: number
      /** m/s. */
      readonly windSpeed?: number | undefined
      readonly rollingResistance?: number | undefined
      /** kg/m. */
      readonly windResistance?: number | undefined
    }
  /** Level in the machine's own unit. */
  | { readonly mode: 'resistance'; readonly level: number }
  /** Gives control back to the machine. */
  | { readonly mode: 'free' }

/** What a number may be, ends included, and by what steps. */
export interface TrainerRange {
  readonly minimum: number
  readonly maximum: number
  readonly increment: number
}

/** What a trainer was asked last, and the limits that it has told. */
export interface TrainerStatus {
  /** Undefined while nobody wishes anything of it. */
  readonly command?: TrainerCommand | undefined
  /** Of target power, W. */
  readonly power?: TrainerRange | undefined
  /** Of the resistance level, in the machine's own unit. */
  readonly resistance?: TrainerRange | undefined
}

export type BluetoothEvent =
  | { readonly type: 'sensor'; readonly sensor: SensorStatus }
  | { readonly type: 'near'; readonly near: NearSensor }
  | { readonly type: 'radio'; readonly ok: boolean; readonly reason?: string | undefined }

/** The Bluetooth sensors, for the rest of the engine. Rejects with a `HealthError`. */
export interface Bluetooth {
  /** Whether sensors can be reached; why not, and how to mend it. */
  state(): { readonly ok: boolean; readonly reason?: string | undefined }
  adapters(): readonly Adapter[]
  sensors(): readonly SensorStatus[]
  /** What was heard in the last minute, the strongest first. */
  near(): readonly NearSensor[]
  /** Looks around for so many seconds, while sensors go on; resolves with what is near. */
  scan(seconds: number): Promise<readonly NearSensor[]>
  /** Takes a sensor as ours from now on: connects, and stays connected whenever it is near. */
  add(sensor: KnownSensor): void
  /** Changes what was said about it. */
  change(device: string, settings: SensorSettings): void
  /** Lets it go. */
  remove(device: string): Promise<void>
  /**
   * Connects to something near, ours or not, and tells its heart rate or power for so many seconds without storing
   * anything, so that two straps can be told apart. Ends early by the signal.
   */
  blink(
    address: BluetoothAddress,
    seconds: number,
    signal: AbortSignal,
  ): AsyncIterable<Readonly<Record<string, number>>>
  /** Asks a trainer; resolves when it has agreed. `authorizationDenied` unless its settings allow control. */
  control(device: string, command: TrainerCommand): Promise<void>
  /** Of a sensor that is a trainer, as far as it is known; undefined for any other. */
  trainer(device: string): TrainerStatus | undefined
  /** Sets the zero offset of a power meter with the crank unloaded; resolves with the raw offset, if it tells one. */
  zeroOffset(device: string): Promise<number | undefined>
  subscribe(listener: (event: BluetoothEvent) => void): () => void
  figures(): Readonly<Record<string, number>>
  close(): Promise<void>
}
