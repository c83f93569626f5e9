import type { SensorSettings } from '../../../../devices/ble/sensor-settings.js'
import type { FakeCharacteristic, FakeSensor } from '../fake-sensor.js'
import { openStage, type Stage, strap } from '../link/stage.js'

export const device = 'sensor-0001'
export const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex')
export const octets = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))

const succeed = (request: Uint8Array): Uint8Array => Uint8Array.of(0x80, request[0] ?? 0, 1)

/** A bike that can hold 25 to 800 W in steps of 5. */
export const trainer = (answer: (request: Uint8Array) => Uint8Array | undefined = succeed): FakeCharacteristic[] => [
  { service: '1826', uuid: '2A37', flags: ['notify'] },
  { service: '1826', uuid: '2AD9', flags: ['write', 'indicate'], answer },
  { service: '1826', uuid: '2ADA', flags: ['notify'] },
  { service: '1826', uuid: '2AD8', flags: ['read'], value: octets('190020030500') },
  { service: '1826', uuid: '2AD6', flags: ['read'], value: octets('0000e8030a00') },
]

export interface TrainerStage extends Stage {
  readonly bike: FakeSensor
  written(): readonly string[]
}

/** A trainer of ours that streams. */
export const openTrainer = async (
  characteristics: FakeCharacteristic[] = trainer(),
  settings: SensorSettings = { control: true },
): Promise<TrainerStage> => {
  const stage = openStage()
  const bike = stage.own(strap, settings, { services: ['1826'], characteristics })
  stage.play()
  await stage.until('streaming')
  return { ...stage, bike, written: () => bike.written.map(hex) }
}
