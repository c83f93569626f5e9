import { describe, expect, it } from 'vitest'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import { maximumDurationMs } from '../../../src/health/rules/duration.js'
import { isReadOnly, isSystemMade } from '../../../src/health/rules/reading-rules.js'
import { quantitySample } from '../../../src/health/sample-rules.js'
import { findType, quantityTypes, type SampleTypeName, sampleTypes } from '../../../src/health/type.js'
import { isCompatible, parseUnit } from '../../../src/health/unit.js'
import { refusalOf } from '../../health/refusal.js'
import { ten } from '../../store/samples.js'

const known = (name: SampleTypeName) => {
  const type = findType(name)
  if (type === undefined) throw new Error(`there is no ${name}`)
  return type
}

describe('§ 3 object types', () => {
  it('are the same by name and by identifier; an unknown one is none', () => {
    expect(findType('HKQuantityTypeIdentifierStepCount')).toBe(findType('stepCount'))
    expect(findType('HKDataTypeIdentifierHeartbeatSeries')).toBe(findType('heartbeatSeries'))
    expect(findType('stepcount')).toBeUndefined()
  })

  it('have the families of samples', () => {
    expect([...new Set(sampleTypes.map(({ family }) => family))]).toEqual([
      'quantity',
      'category',
      'correlation',
      'workout',
      'heartbeatSeries',
      'workoutRoute',
      'electrocardiogram',
      'audiogram',
      'stateOfMind',
    ])
  })

  it('of quantities take units of their dimension alone', () => {
    for (const { name, unit } of quantityTypes) {
      const wrong = isCompatible(parseUnit(unit), parseUnit('kg')) ? 'm' : 'kg'
      const sample = { start: ten, value: 0.5, type: name, metadata: metadataOf(name), source: 's' } as const
      expect(quantitySample({ ...sample, unit }).value).toBe(0.5)
      expect(() => quantitySample({ ...sample, unit: wrong })).toThrow(
        expect.objectContaining({ code: 'invalidArgument' }),
      )
    }
  })

  it('have a longest duration where they are restricted', () => {
    expect(maximumDurationMs(known('stepCount'))).toBe(345_600_000)
    expect(maximumDurationMs(known('sleepAnalysis'))).toBe(345_600_000)
    expect(maximumDurationMs(known('pregnancy'))).toBe(Number.POSITIVE_INFINITY)
    expect(maximumDurationMs(known('workout'))).toBe(Number.POSITIVE_INFINITY)
    expect(maximumDurationMs(known('stateOfMind'))).toBe(0)
  })

  it.each(['appleExerciseTime', 'appleStandTime', 'highHeartRateEvent', 'lowHeartRateEvent', 'workout'] as const)(
    'that only the engine makes samples of are refused from outside: %s',
    (type) => {
      expect(isSystemMade(known(type))).toBe(true)
      expect(refusalOf(() => parseReadings([{ type, start: ten, value: 0 }]))).toEqual({
        code: 'invalidArgument',
        pointers: ['/samples/0/type'],
      })
    },
  )

  it.each(['appleStandHour', 'electrocardiogram', 'irregularHeartRhythmEvent', 'sleepApneaEvent'] as const)(
    'that HealthKit makes samples of, and here a watch, are read-only for programs: %s',
    (type) => {
      expect(isReadOnly(known(type))).toBe(true)
      expect(isSystemMade(known(type))).toBe(false)
    },
  )
})

const metadataOf = (name: string) => (name === 'insulinDelivery' ? { insulinDeliveryReason: 1 } : {})
