import { radioContract } from '../../contracts/radio.js'
import type { RadioHarness } from '../../contracts/radio-harness.js'
import { FakeRadio } from './fake-radio.js'
import { fakeSensor } from './fake-sensor.js'

const adapter = 'AA:00:00:00:00:01'
const strap = 'C0:FF:EE:00:00:01'

const characteristics = [
  { service: '180D', uuid: '2A37', flags: ['notify'] },
  { service: '180D', uuid: '2A38', flags: ['read'], value: Uint8Array.of(1) },
  { service: '180D', uuid: '2A39', flags: ['write'] },
  { service: '180F', uuid: '2A19', flags: ['read', 'notify'], value: Uint8Array.of(0x5a) },
  { service: '180F', uuid: '2A19', flags: ['read', 'notify'], value: Uint8Array.of(0x32) },
]

const open = async (): Promise<RadioHarness> => {
  const radio = new FakeRadio(globalThis, () => 0)
  radio.addAdapter(adapter)
  const sensor = radio.addSensor(fakeSensor(strap, { characteristics }))
  return {
    radio,
    adapter,
    strap,
    notify: (uuid, value, nth) => radio.notify(strap, uuid, value, nth),
    written: () => sensor.written,
    drop: () => radio.drop(strap),
    refuse(attempts) {
      sensor.refusals = attempts
    },
    advertise(on) {
      sensor.advertising = on
    },
    unplug: () => radio.unplug(adapter),
    plug: () => radio.plug(adapter),
    goAway: () => radio.goAway(),
    comeBack: () => radio.comeBack(),
    close: () => radio.close(),
  }
}

radioContract('the fake radio', open)
