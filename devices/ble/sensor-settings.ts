import type { BluetoothAddress } from './radio/radio.js'

/** What a person has said about a sensor. What is left out keeps its default. */
export interface SensorSettings {
  /** Of the wheel it counts, mm, 500 to 3,000 (rollers from 130); 2,105 (700×25C) when left out. Applies from now on. */
  readonly wheelCircumference?: number | undefined
  /** Whether its intervals between beats are made up from the rate, as many optical sensors do: then none are kept. */
  readonly withoutHeartbeats?: boolean | undefined
  /** Takes heart rates also while it says that it has no skin contact. */
  readonly acceptWithoutContact?: boolean | undefined
  /** Whether a running cadence counts one foot or both; by plausibility when left out. */
  readonly runningCadence?: 'perFoot' | 'bothFeet' | undefined
  /** Pairs (bonds) with it when it is connected; few sensors want that. */
  readonly bond?: boolean | undefined
  /** Takes its heart rate from advertisements alone and never connects. */
  readonly broadcastOnly?: boolean | undefined
  /** Lets trainer commands control it. */
  readonly control?: boolean | undefined
}

/** A sensor that belongs here: its slug, and who it is in the air. */
export interface KnownSensor {
  readonly device: string
  readonly address: BluetoothAddress
  /** The adapter to use; any when left out. */
  readonly adapter?: BluetoothAddress | undefined
  /** The serial number that it told when it became ours: another one under the same address is another sensor. */
  readonly serial?: string | undefined
  readonly settings: SensorSettings
}
