import type { Logger } from 'pino'
import type { Adapter, BluetoothAddress, Radio } from '../radio/radio.js'
import { RadioError } from '../radio/radio-error.js'

export interface AdapterPolicy {
  /** The only adapter to use; any when left out. */
  readonly adapter?: BluetoothAddress | undefined
  /** Switches adapters on that are off. */
  readonly autoPowerOn: boolean
}

export interface AdaptersParts {
  readonly radio: Radio
  readonly policy: AdapterPolicy
  readonly log: Logger
}

/** Which adapters can be used, by what is allowed and how they are. */
export interface Adapters {
  isUsable(adapter: BluetoothAddress): boolean
  usable(): readonly BluetoothAddress[]
  /** Why there is none; undefined when there is one. */
  fault(): RadioError | undefined
  /** Switches on what may be switched on. */
  powerOn(): void
}

export const createAdapters = ({ radio, policy, log }: AdaptersParts): Adapters => {
  const asked = new Set<BluetoothAddress>()
  const allowed = (): readonly Adapter[] =>
    radio.adapters().filter(({ address }) => policy.adapter === undefined || address === policy.adapter)
  const usable = (): readonly BluetoothAddress[] =>
    radio.fault() === undefined
      ? allowed().flatMap(({ powered, blocked, address }) => (powered && !blocked ? address : []))
      : []
  const whyNot = (): RadioError => {
    const present = allowed()
    if (present.length === 0) return new RadioError('adapterGone', 'there is no adapter')
    if (present.every(({ blocked }) => blocked)) return new RadioError('adapterBlocked', 'the adapter is blocked')
    return new RadioError('adapterOff', 'the adapter is off')
  }
  const power = async (adapter: BluetoothAddress): Promise<void> => {
    asked.add(adapter)
    try {
      await radio.setPowered(adapter, true)
    } catch (error) {
      log.warn({ code: error instanceof RadioError ? error.code : 'failed' }, 'an adapter cannot be switched on')
    } finally {
      asked.delete(adapter)
    }
  }
  return {
    isUsable: (adapter) => usable().includes(adapter),
    usable,
    fault: () => radio.fault() ?? (usable().length === 0 ? whyNot() : undefined),
    powerOn() {
      if (!policy.autoPowerOn || radio.fault() !== undefined) return
      for (const { address, powered, blocked } of allowed())
        if (!powered && !blocked && !asked.has(address)) void power(address)
    },
  }
}
