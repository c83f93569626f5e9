import type { Reading } from '../../src/health/sample.js'
import type { Birth, WorkoutCommand } from './payloads.js'

/**
 * Where device messages go. A promise that rejects with a `HealthError` refuses the message, and its device is told;
 * but with `databaseInaccessible` or `tooManyRequests` the message is held and tried again.
 */
export interface DeviceHandlers {
  /** Resolves when the readings are durable. `at` is when they arrived, epoch ms. */
  samples(device: string, readings: readonly Reading[], at: number): Promise<unknown>
  birth(device: string, birth: Birth): Promise<unknown>
  status(device: string, status: 'online' | 'offline'): void
  /** Percent. */
  battery(device: string, level: number): void
  /** Called when every sample the device sent before is settled. */
  workout(device: string, command: WorkoutCommand): Promise<unknown>
  /** What never reached `samples`, by reason, in readings: for the ledger. */
  refused(reason: string, readings: number): void
}

export interface PublishOptions {
  /** Kept by the broker for whoever subscribes later. */
  readonly retain?: boolean | undefined
}

/** The engine's end of MQTT, over its own broker or an outside one. */
export interface MqttLink {
  /**
   * Publishes at QoS 1; an object goes as JSON. While the broker is away the newest payload of each topic waits for it.
   * Retained topics are published again after every reconnection.
   */
  publish(topic: string, payload: string | object, options?: PublishOptions): void
  /** Whether devices can reach the engine; the reason when they cannot. */
  state(): { readonly ok: boolean; readonly reason?: string | undefined }
  /** Counts since the start, and present sizes, for /metrics. */
  figures(): Readonly<Record<string, number>>
  /** Ends a device's connections, if it has any here: its credential is no longer good. */
  disconnect(device: string): void
  /** Lets what arrived settle, then closes; calling it twice is harmless. */
  close(): Promise<void>
}
