import { describe, expect, it } from 'vitest'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import { sampleJson } from '../../../src/health/json/sample-json.js'
import { isSystemMade } from '../../../src/health/rules/reading-rules.js'
import { categorySample } from '../../../src/health/sample-rules.js'
import { categoryTypes } from '../../../src/health/type.js'
import { refusalOf } from '../../health/refusal.js'
import { saved, ten } from '../../store/samples.js'

const uuid = '018f0000-0000-4000-8000-000000000001'
const metadataOf = (type: string) => (type === 'menstrualFlow' ? { menstrualCycleStart: false } : {})
const reading = (type: string, value: unknown) => ({ type, start: ten, value, metadata: metadataOf(type) })

describe('§ 4.5 category sample', () => {
  it.each(categoryTypes.filter((type) => !isSystemMade(type)))(
    'takes every case of $name, by name and raw value',
    (type) => {
      for (const [name, raw] of Object.entries(type.values)) {
        expect(parseReadings([reading(type.name, name), reading(type.name, raw)])).toMatchObject([
          { type: type.name, value: raw },
          { type: type.name, value: raw },
        ])
      }
    },
  )

  it.each(categoryTypes)('refuses a value that is no case of $name', ({ name }) => {
    for (const wrong of [-1, 99, 0.5, 'no case', null])
      expect(refusalOf(() => parseReadings([reading(name, wrong)]))?.code).toBe('invalidArgument')
  })

  it('uses 0 where a value is not applicable', () => {
    expect(parseReadings([reading('pregnancy', 0)])).toMatchObject([{ value: 0 }])
    expect(refusalOf(() => parseReadings([reading('pregnancy', 1)]))?.pointers).toEqual(['/samples/0/value'])
  })

  it('is told by the name of its case', () => {
    const asleep = categorySample({ type: 'sleepAnalysis', value: 5, start: ten, end: ten + 1, source: 'watch' })
    expect(sampleJson(saved(asleep, uuid))).toMatchObject({ value: 'asleepREM' })
  })
})
