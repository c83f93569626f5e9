import { batteryLevel } from '../../devices/ble/profiles/device/battery.js'
import {
  firmwareRevision,
  hardwareRevision,
  manufacturerName,
  modelNumber,
  serialNumber,
  softwareRevision,
} from '../../devices/ble/profiles/device/device-information.js'
import { createRandom, seedFor } from '../seed.js'
import { every, type Timers } from '../timers.js'
import { createNotifier } from './notifier.js'
import type { GattCharacteristic, GattService } from './peripheral.js'

/** A service, and what of it goes on by itself. */
export interface LivingService {
  readonly service: GattService
  run(timers: Timers): () => void
}

const minutesAPercent = 10

/** A battery of 60 to 100 % that costs one percent in ten minutes. */
export const createBattery = (seed: number): LivingService => {
  const notifier = createNotifier()
  let level = 60 + Math.floor(41 * createRandom(seedFor(seed, 'battery')).next())
  const value = (): Uint8Array => batteryLevel.encode({ batteryLevelPct: level })
  return {
    service: {
      uuid: '180F',
      characteristics: [
        { uuid: batteryLevel.uuid, flags: ['read', 'notify'], read: value, subscribe: notifier.subscribe },
      ],
    },
    run: (timers) =>
      every(timers, minutesAPercent * 60_000, () => {
        level = Math.max(1, level - 1)
        notifier.notify(value())
      }),
  }
}

/** A device of the simulators' make. */
export const deviceInformation = (model: string, seed: number): GattService => ({
  uuid: '180A',
  characteristics: [
    fixed(manufacturerName.uuid, manufacturerName.encode({ text: 'vitald' })),
    fixed(modelNumber.uuid, modelNumber.encode({ text: model })),
    fixed(serialNumber.uuid, serialNumber.encode({ text: serialOf(seed) })),
    fixed(hardwareRevision.uuid, hardwareRevision.encode({ text: '1' })),
    fixed(firmwareRevision.uuid, firmwareRevision.encode({ text: '1.0.0' })),
    fixed(softwareRevision.uuid, softwareRevision.encode({ text: '1.0.0' })),
  ],
})

const serialOf = (seed: number): string => `SIM-${seedFor(seed, 'serial').toString(16).toUpperCase().padStart(8, '0')}`

/** A characteristic that never changes. */
export const fixed = (uuid: string, value: Uint8Array): GattCharacteristic => ({
  uuid,
  flags: ['read'],
  read: () => value,
})
