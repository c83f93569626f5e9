import { createNotifier } from '../../../simulators/peripheral/notifier.js'
import { AttError, type Peripheral } from '../../../simulators/peripheral/peripheral.js'
import { every } from '../../../simulators/timers.js'

/** A strap of the fewest bytes: 60 and more beats, counted up each second; a battery at 87 %. */
export const plainStrap = (name = 'Plain strap'): Peripheral => {
  const heart = createNotifier()
  const battery = createNotifier()
  let rate = 60
  return {
    name,
    broadcast: () => ({ name, services: ['180D', '180F'], appearance: 0x0341 }),
    services: [
      {
        uuid: '180D',
        characteristics: [
          { uuid: '2A37', flags: ['notify'], subscribe: heart.subscribe },
          { uuid: '2A38', flags: ['read'], read: () => Uint8Array.of(1) },
          {
            uuid: '2A39',
            flags: ['write'],
            write: (value) => {
              if (value[0] !== 1) throw new AttError(0x80)
            },
          },
        ],
      },
      {
        uuid: '180F',
        characteristics: [
          { uuid: '2A19', flags: ['read', 'notify'], read: () => Uint8Array.of(87), subscribe: battery.subscribe },
        ],
      },
    ],
    run: (timers) => every(timers, 1000, () => heart.notify(Uint8Array.of(0x16, rate++, 0, 4))),
  }
}
