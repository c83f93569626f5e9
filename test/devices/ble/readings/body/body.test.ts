import { describe, expect, it } from 'vitest'
import { openSensor } from '../sensor.js'

const minute = 60_000
const noon = Date.UTC(2026, 10, 22, 12, 0, 0)
/** The time by a sensor's clock that is so many minutes from noon, in a zone an hour east of UTC. */
const clock = (minutes: number): string => new Date(noon + (minutes + 60) * minute).toISOString().slice(0, 19)

describe('a scale', () => {
  it('is believed once it has settled', () => {
    const sensor = openSensor()
    for (const [index, weightKg] of [60, 74, 75].entries()) sensor.says('2A9D', noon + index * 500, { weightKg })
    sensor.lapse(noon + 2_000)
    expect(sensor.told()).toEqual([])
    sensor.lapse(noon + 3_000)
    expect(sensor.told()).toEqual([['bodyMass', 75, noon + 1_000]])
  })

  it('is believed when it goes', () => {
    const sensor = openSensor()
    sensor.says('2A9D', noon, { weightKg: 75 })
    sensor.interrupt(noon + 100)
    expect(sensor.told()).toEqual([['bodyMass', 75, noon]])
  })

  it('puts weight and body composition, in two packets, together', () => {
    const sensor = openSensor()
    sensor.says('2A9D', noon, { weightKg: 75, bmi: 24, heightM: 1.77 })
    sensor.says('2A9C', noon + 100, { bodyFatPct: 20, weightKg: 75, multiplePacket: true })
    sensor.says('2A9C', noon + 200, { bodyFatPct: null, fatFreeMassKg: 60, multiplePacket: true })
    sensor.lapse(noon + 5_000)
    expect(sensor.told()).toEqual([
      ['bodyMass', 75, noon + 200],
      ['bodyMassIndex', 24, noon + 200],
      ['height', 1.77, noon + 200],
      ['bodyFatPercentage', 0.2, noon + 200],
      ['leanBodyMass', 60, noon + 200],
    ])
  })

  it('tells again what it had stored: each is at its own time, whenever it is told', () => {
    const told = (at: number) => {
      const sensor = openSensor()
      sensor.says('2A9D', at, { weightKg: 74, timestamp: clock(-600), userId: 1 })
      sensor.says('2A9D', at + 100, { weightKg: 75, timestamp: clock(0), userId: 1 })
      sensor.interrupt(at + 200)
      return sensor.told()
    }
    expect(told(noon + minute)).toEqual([
      ['bodyMass', 74, noon - 600 * minute],
      ['bodyMass', 75, noon],
    ])
    expect(told(noon + 2 * minute)).toEqual(told(noon + minute))
  })

  it('leaves out what it had stored of others', () => {
    const sensor = openSensor()
    sensor.says('2A9D', noon, { weightKg: 50, timestamp: clock(-60), userId: 2 })
    sensor.says('2A9D', noon + 100, { weightKg: 74, timestamp: clock(-50), userId: null })
    sensor.says('2A9D', noon + 200, { weightKg: 75, timestamp: clock(0), userId: 1 })
    sensor.interrupt(noon + 300)
    expect(sensor.told().map(([, value]) => value)).toEqual([74, 75])
    expect(sensor.refused()).toEqual({ otherUser: 1 })
  })

  it('whose clock is not set is believed now, and not about before', () => {
    const sensor = openSensor()
    sensor.says('2A9D', noon, { weightKg: 74, timestamp: '2000-01-01T00:00:00' })
    sensor.says('2A9D', noon + 100, { weightKg: 75, timestamp: '2000-01-01T00:05:00' })
    sensor.interrupt(noon + 200)
    expect(sensor.told()).toEqual([['bodyMass', 75, noon + 100]])
    expect(sensor.refused()).toEqual({ unknownTime: 1 })
  })

  it('that measured nothing says nothing', () => {
    const sensor = openSensor()
    sensor.says('2A9D', noon, { weightKg: null })
    sensor.interrupt(noon + 200)
    expect(sensor.told()).toEqual([])
    expect(sensor.refused()).toEqual({})
  })
})

describe('a blood pressure monitor', () => {
  it('is one correlation of both pressures, and a pulse', () => {
    const sensor = openSensor()
    const pressures = { systolic: 120, diastolic: 80, meanArterialPressure: null }
    sensor.says('2A35', noon, { unit: 'mmHg', ...pressures, pulseRateBpm: 70 })
    expect(sensor.readings()).toMatchObject([
      { type: 'heartRate', value: 70, start: noon },
      {
        kind: 'correlation',
        type: 'bloodPressure',
        start: noon,
        objects: [
          { type: 'bloodPressureSystolic', value: 120 },
          { type: 'bloodPressureDiastolic', value: 80 },
        ],
      },
    ])
  })

  it('in kilopascals is converted, and an impossible one is counted', () => {
    const sensor = openSensor()
    sensor.says('2A35', noon, { unit: 'kPa', systolic: 16, diastolic: 10.6, meanArterialPressure: null })
    sensor.says('2A35', noon, { unit: 'mmHg', systolic: 0, diastolic: 80, meanArterialPressure: null })
    expect(sensor.readings()).toHaveLength(1)
    expect(sensor.refused()).toEqual({ implausible: 1 })
  })
})

describe('a thermometer', () => {
  it('says where it measured', () => {
    const sensor = openSensor()
    sensor.says('2A1C', noon, { unit: 'degC', temperature: 36.5 })
    sensor.says('2A1C', noon + 1, { unit: 'degF', temperature: 98.6, temperatureType: 'tympanum' })
    expect(sensor.told()).toEqual([
      ['bodyTemperature', 36.5, noon],
      ['bodyTemperature', 37, noon + 1],
    ])
    expect(sensor.readings().map(({ metadata }) => metadata)).toEqual([{}, { bodyTemperatureSensorLocation: 9 }])
  })
})

describe('a pulse oximeter', () => {
  it('is saturation, pulse and perfusion, as fractions', () => {
    const sensor = openSensor()
    sensor.says('2A5F', noon, { spo2Pct: 97, pulseRateBpm: 72, pulseAmplitudeIndexPct: 5 })
    expect(sensor.told()).toEqual([
      ['oxygenSaturation', 0.97, noon],
      ['heartRate', 72, noon],
      ['peripheralPerfusionIndex', 0.05, noon],
    ])
  })

  it('is not believed while it is not on a finger, and marked while it doubts itself', () => {
    const sensor = openSensor()
    const measured = { spo2Pct: 97, pulseRateBpm: 72 }
    sensor.says('2A5F', noon, { ...measured, deviceAndSensorStatus: 1 << 11 })
    sensor.says('2A5F', noon + 1, { ...measured, measurementStatus: 1 << 15 })
    sensor.says('2A5F', noon + 2, { ...measured, measurementStatus: 1 << 14 })
    expect(sensor.refused()).toEqual({ invalid: 2 })
    expect(sensor.readings().map(({ start, metadata }) => [start, metadata])).toEqual(
      Array(2).fill([noon + 2, { questionable: true }]),
    )
  })

  it('tells a spot check at its own time', () => {
    const sensor = openSensor()
    sensor.says('2A5E', noon, { spo2Pct: 97, pulseRateBpm: null, timestamp: clock(-1), deviceClockNotSet: false })
    sensor.lapse(noon + 2_000)
    expect(sensor.told()).toEqual([['oxygenSaturation', 0.97, noon - minute]])
    expect(sensor.readings()[0]?.metadata).toEqual({ deviceTime: clock(-1) })
  })
})

describe('a glucose monitor', () => {
  it('tells minutes of its session, of which the newest is now', () => {
    const sensor = openSensor()
    const records = [
      { glucoseMgDl: 108, timeOffsetMin: 5 },
      { glucoseMgDl: 110, timeOffsetMin: 10 },
    ]
    sensor.says('2AA7', noon, { records })
    sensor.says('2AA7', noon + 5 * minute + 800, { records: [{ glucoseMgDl: 112, timeOffsetMin: 15 }] })
    expect(sensor.told()).toEqual([
      ['bloodGlucose', 108, noon - 5 * minute],
      ['bloodGlucose', 110, noon],
      ['bloodGlucose', 112, noon + 5 * minute],
    ])
  })

  it('says nothing when its checksum is wrong or it is not well', () => {
    const sensor = openSensor()
    sensor.bytes('2AA7', Buffer.from('08006e000a000000', 'hex'), noon)
    sensor.says('2AA7', noon, { records: [{ glucoseMgDl: 112, timeOffsetMin: 15, statusOctet: 8 }] })
    expect(sensor.told()).toEqual([])
    expect(sensor.refused()).toEqual({ checksum: 1, invalid: 1 })
  })
})
