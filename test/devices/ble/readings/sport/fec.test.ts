import { describe, expect, it } from 'vitest'
import { encode } from '../../../../../devices/ble/profiles/codec.js'
import { fecMessage } from '../../../../../devices/ble/profiles/vendor/fec.js'
import { openSensor, type Sensor } from '../sensor.js'

const page = (sensor: Sensor, hex: string, at: number) => sensor.bytes(fecMessage.uuid, Buffer.from(hex, 'hex'), at)
const trainer = 'a4094e05190a5ae803c80030bc'

describe('a Tacx trainer', () => {
  it('is power and cadence', () => {
    const sensor = openSensor()
    page(sensor, trainer, 0)
    expect(sensor.told()).toEqual([
      ['cyclingPower', 200, 0],
      ['cyclingCadence', 90, 0],
    ])
  })

  it('is speed, and metres beyond what an octet counts', () => {
    const sensor = openSensor()
    for (const [second, distanceM] of [250, 255, 4, 9].entries()) {
      const general = { equipmentType: 25, elapsedTimeS: second, distanceM, speedMps: 5, heartRateBpm: null }
      const octets = encode('FEC', { channel: 5, page: 16, ...general, state: 'inUse' })
      sensor.bytes(fecMessage.uuid, octets, second * 1_000)
    }
    expect(sensor.told('distanceCycling')).toEqual([
      ['distanceCycling', 5, 0, 1_000],
      ['distanceCycling', 5, 1_000, 2_000],
      ['distanceCycling', 5, 2_000, 3_000],
    ])
    expect(sensor.told('cyclingSpeed').map(([, value]) => value)).toEqual([5, 5, 5, 5])
  })

  it('is not believed when its checksum is wrong', () => {
    const sensor = openSensor()
    page(sensor, trainer.replace(/bc$/, 'bd'), 0)
    expect(sensor.told()).toEqual([])
    expect(sensor.refused()).toEqual({ checksum: 1 })
  })

  it('is heard only for what its standard services do not tell', () => {
    const sensor = openSensor()
    sensor.says('2A63', 0, { instantaneousPowerW: 210 })
    page(sensor, trainer, 10)
    expect(sensor.told()).toEqual([
      ['cyclingPower', 210, 0],
      ['cyclingCadence', 90, 10],
    ])
  })
})
