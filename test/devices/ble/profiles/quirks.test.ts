import { describe, expect, it } from 'vitest'
import { decode } from '../../../../devices/ble/profiles/codec.js'
import { octetsOf } from './vectors.js'

const decoded = (characteristic: string, hex: string) => decode(characteristic, octetsOf(hex.replaceAll(' ', '')))

describe('indoor bike data', () => {
  it('has every field in the order of its specification, 30 octets in all', () => {
    const hex = 'fe1f c409 8c0a b400 aa00 e80300 0500 c800 be00 6400 5802 0a 8c 5a 3c00 7800'
    expect(decoded('2AD2', hex)).toEqual({
      fields: {
        moreData: false,
        instantaneousSpeedKmh: 25,
        averageSpeedKmh: 27,
        instantaneousCadenceRpm: 90,
        averageCadenceRpm: 85,
        totalDistanceM: 1000,
        resistanceLevel: 5,
        instantaneousPowerW: 200,
        averagePowerW: 190,
        totalEnergyKcal: 100,
        energyPerHourKcal: 600,
        energyPerMinuteKcal: 10,
        heartRateBpm: 140,
        metabolicEquivalent: 9,
        elapsedTimeS: 60,
        remainingTimeS: 120,
      },
      warnings: [],
    })
  })

  it('takes the cadence that comes unannounced with the average cadence', () => {
    expect(decoded('2AD2', '4800 c409 b400 aa00 c800')).toMatchObject({
      fields: { instantaneousCadenceRpm: 90, averageCadenceRpm: 85, instantaneousPowerW: 200 },
      warnings: ['unannouncedField'],
    })
    expect(decoded('2AD2', '4800 c409 aa00 c800')).toMatchObject({ fields: { averageCadenceRpm: 85 }, warnings: [] })
  })

  it('ignores octets after the last field in every other case', () => {
    expect(decoded('2AD2', '4400 c409 b400 c800 0102')).toEqual({
      fields: { moreData: false, instantaneousSpeedKmh: 25, instantaneousCadenceRpm: 90, instantaneousPowerW: 200 },
      warnings: ['trailingBytes'],
    })
  })

  it('tells a resistance level of one octet by the length', () => {
    expect(decoded('2AD2', '6100 0a00 c800')).toMatchObject({
      fields: { resistanceLevel: 10, instantaneousPowerW: 200 },
    })
    expect(decoded('2AD2', '6100 03 c800')).toMatchObject({ fields: { resistanceLevel: 30, instantaneousPowerW: 200 } })
    expect(decoded('2AD2', '6100 0a00 c800 01')).toMatchObject({
      fields: { resistanceLevel: 10 },
      warnings: ['trailingBytes'],
    })
  })

  it('knows no heart rate of 0 or 255', () => {
    for (const rate of ['00', 'ff'])
      expect(decoded('2AD2', `0102 ${rate}`)).toMatchObject({ fields: { heartRateBpm: null } })
  })
})

describe('treadmill data', () => {
  it('has a pace of one octet or of two, by the length', () => {
    expect(decoded('2ACD', '6100 20 21')).toMatchObject({
      fields: { instantaneousPaceRaw: 0x20, averagePaceRaw: 0x21 },
    })
    expect(decoded('2ACD', '6100 2001 2101')).toMatchObject({
      fields: { instantaneousPaceRaw: 0x120, averagePaceRaw: 0x121 },
    })
    expect(decoded('2ACD', '2100 20')).toMatchObject({ fields: { instantaneousPaceRaw: 0x20 }, warnings: [] })
  })

  it('counts steps where bit 13 brings them, and else ignores the bit', () => {
    expect(decoded('2ACD', '0020 f401 e80300')).toMatchObject({ fields: { stepCount: 1000 }, warnings: [] })
    expect(decoded('2ACD', '0020 f401')).toEqual({
      fields: { moreData: false, instantaneousSpeedKmh: 5 },
      warnings: ['rfuFlags'],
    })
  })

  it('knows force and power that are not available', () => {
    expect(decoded('2ACD', '0110 ff7f 2c01')).toMatchObject({ fields: { forceOnBeltN: null, powerOutputW: 300 } })
  })
})

describe('other machines', () => {
  it('reads the resistance level of a cross trainer in tenths', () => {
    expect(decoded('2ACE', '818000 6400')).toMatchObject({
      fields: { movementDirection: 'backward', resistanceLevel: 10 },
    })
    expect(decoded('2ACE', '818000 02')).toMatchObject({ fields: { resistanceLevel: 20 } })
  })

  it('counts floors and steps of climbers', () => {
    expect(decoded('2ACF', '0000 0500 6400')).toMatchObject({ fields: { moreData: false, floors: 5, stepCount: 100 } })
    expect(decoded('2AD0', '0200 0500 5000')).toMatchObject({ fields: { floors: 5, stepsPerMin: 80 } })
  })

  it('takes a target resistance of one octet or of two', () => {
    expect(decoded('2AD9', '04 32')).toMatchObject({ fields: { targetResistanceLevel: 5 } })
    expect(decoded('2AD9', '04 3200')).toMatchObject({ fields: { targetResistanceLevel: 5 } })
    expect(decoded('2ADA', '07 3200')).toMatchObject({
      fields: { event: 'targetResistanceLevelChanged', targetResistanceLevel: 5 },
    })
  })

  it('answers a spin down with its speeds, and names what it does not know reserved', () => {
    expect(decoded('2AD9', '80 13 01 e803 d007')).toMatchObject({
      fields: {
        action: 'response',
        requestOpCode: 0x13,
        result: 'success',
        targetSpeedLowKmh: 10,
        targetSpeedHighKmh: 20,
      },
    })
    expect(decoded('2AD9', '13 01')).toMatchObject({ fields: { action: 'spinDownControl', control: 'start' } })
    expect(decoded('2AD9', '77 0102')).toEqual({ fields: { opCode: 0x77, action: 'reserved' }, warnings: [] })
    expect(decoded('2ADA', '14 04')).toMatchObject({
      fields: { event: 'spinDownStatus', spinDownStatus: 'stopPedaling' },
    })
    expect(decoded('2AD9', '0f 0a00 1400 1e00')).toMatchObject({ fields: { targetedTimesS: [10, 20, 30] } })
  })
})

describe('cycling power', () => {
  it('reads the angles from one number: the maximum below, the minimum above', () => {
    expect(decoded('2A63', '0001 0000 bc3a12')).toMatchObject({
      fields: { maximumAngleDeg: 0xabc, minimumAngleDeg: 0x123 },
    })
  })

  it('knows a balance up to 100 percent', () => {
    expect(decoded('2A63', '0100 0000 c8')).toMatchObject({
      fields: { pedalPowerBalancePct: 100, pedalPowerBalanceReference: 'unknown' },
    })
    expect(decoded('2A63', '0100 0000 c9')).toMatchObject({
      fields: { pedalPowerBalancePct: null },
      warnings: ['outOfRange'],
    })
  })

  it('tells an error of the offset compensation', () => {
    expect(decoded('2A66', '20 0c 04 01')).toMatchObject({ fields: { result: 'operationFailed', errorParameter: 1 } })
    expect(decoded('2A66', '20 10 01 ffff 6b00 02 abcd')).toMatchObject({
      fields: { offsetRaw: null, companyId: 107, manufacturerDataHex: 'abcd' },
    })
    expect(decoded('2A66', '20 0f 01 e807 06 0f 0a 1e 00')).toMatchObject({
      fields: { factoryCalibrationDate: '2024-06-15T10:30:00' },
    })
  })
})

describe('heart rate', () => {
  it('keeps the whole RR intervals before an odd octet', () => {
    expect(decoded('2A37', '10 48 0004 02')).toMatchObject({
      fields: { rrIntervals1024: [1024], rrIntervalsMs: [1000] },
      warnings: ['oddOctet'],
    })
  })

  it('has an empty list of RR intervals when they are announced and missing', () => {
    expect(decoded('2A37', '10 48')).toMatchObject({ fields: { rrIntervals1024: [], rrIntervalsMs: [] } })
  })
})

describe('health', () => {
  it.each(['ff07', '0008', 'fe07', '0208', '0108'])('knows no value of the special SFLOAT %s', (word) => {
    expect(decoded('2A5F', `00 ${word} 4800`)).toMatchObject({ fields: { spo2Pct: null, pulseRateBpm: 72 } })
  })

  it.each(['ffff7f00', '00008000', 'feff7f00', '02008000', '01008000'])(
    'knows no value of the special FLOAT %s',
    (word) => {
      expect(decoded('2A1C', `00 ${word}`)).toMatchObject({ fields: { temperature: null, temperatureC: null } })
    },
  )

  it('converts kilopascals, and tells the status of the measurement', () => {
    expect(decoded('2A35', '11 1000 0b00 0d00 2d00')).toMatchObject({
      fields: {
        unit: 'kPa',
        systolic: 16,
        systolicMmHg: 16 * 7.50061683,
        status: {
          bodyMovement: true,
          cuffTooLoose: false,
          irregularPulse: true,
          pulseRateRange: 1,
          improperPosition: true,
        },
      },
    })
  })

  it('weighs nobody when the measurement failed', () => {
    expect(decoded('2A9D', '00 ffff')).toMatchObject({ fields: { weightKg: null } })
    expect(decoded('2A9C', '0000 ffff')).toMatchObject({ fields: { bodyFatPct: null } })
  })

  it('converts pounds and inches', () => {
    const { fields } = decoded('2A9D', '09 983a f000 bc02')
    expect(fields).toMatchObject({
      bmi: 24,
      heightM: expect.closeTo(1.778, 9),
      weightKg: expect.closeTo(68.0388555, 9),
    })
  })

  it('judges the checksum of a glucose record', () => {
    expect(decoded('2AA7', '08 00 6e00 0a00 fee3')).toMatchObject({
      fields: { records: [{ glucoseMgDl: 110, crcValid: true }] },
    })
    expect(decoded('2AA7', '08 00 6f00 0a00 fee3')).toMatchObject({ fields: { records: [{ crcValid: false }] } })
    expect(decoded('2AA7', '06 00 6e00 0a00 06 00 6f00 0b00')).toMatchObject({
      fields: { records: [{ glucoseMgDl: 110 }, { glucoseMgDl: 111 }] },
    })
    expect(decoded('2AA7', '05 00 6e00 0a00')).toEqual({ error: 'TRUNCATED' })
    expect(decoded('2AA7', '07 00 6e00 0a00')).toEqual({ error: 'TRUNCATED' })
  })
})

describe('vendors', () => {
  it('keeps all digits of the nanoseconds', () => {
    expect(decoded('PMD_DATA', '00 0102030405060708 00 640000')).toMatchObject({
      fields: { timestampNs: 0x0807060504030201n },
    })
  })

  it('adds up the differences of a compressed frame', () => {
    // Reference 1, 2, 3; then two samples of differences in 4 bits: +1 -1 0, +7 -8 +2.
    expect(decoded('PMD_DATA', '02 0000000000000000 81 0100 0200 0300 04 02 f1 70 28')).toMatchObject({
      fields: {
        compressed: true,
        samplesRaw: [
          [1, 2, 3],
          [2, 1, 3],
          [9, -7, 5],
        ],
      },
      warnings: [],
    })
  })

  it('refuses a frame of another protocol, and tells a wrong checksum', () => {
    expect(decoded('FEC', 'a5094e05191928648813ff30f7')).toEqual({ error: 'BAD_SYNC' })
    expect(decoded('FEC', 'a4094e05190a5ae803c80030bd')).toMatchObject({ fields: { checksumValid: false } })
    expect(decoded('FEC', 'a4094e05190a5ae803ff0f30')).toEqual({ error: 'TRUNCATED' })
  })
})
