import { describe, expect, it } from 'vitest'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import { sampleJson } from '../../../src/health/json/sample-json.js'
import { categorySample } from '../../../src/health/sample-rules.js'
import { distantFuture } from '../../../src/health/time.js'
import { refusalOf } from '../../health/refusal.js'
import { ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const beat = { type: 'heartRate', start: ten, value: 60 }
const pregnancy = { type: 'pregnancy', start: ten, value: 'notApplicable' }
const pointers = (reading: object) => refusalOf(() => parseReadings([reading]))?.pointers
const days = (count: number): number => ten + count * 86_400_000

describe('§ 4.2 sample', () => {
  it('ends when it starts unless it says otherwise', () => {
    expect(parseReadings([beat])).toMatchObject([{ start: ten, end: ten }])
  })

  it.each([
    ['an end before its start', { ...beat, end: ten - 1 }, ['/samples/0/end']],
    ['a unit of another dimension', { ...beat, unit: 'kg' }, ['/samples/0/unit']],
    ['a longer duration than its type may have', { ...beat, end: days(4) + 1 }, ['/samples/0/end']],
    ['metadata of a wrong kind', { ...beat, metadata: { HKTimeZone: 1 } }, ['/samples/0/metadata/HKTimeZone']],
    ['an end in the far future', { ...pregnancy, end: distantFuture }, ['/samples/0/end']],
    ['an end beyond it', { ...pregnancy, end: '9000-01-01T00:00:00Z' }, ['/samples/0/end']],
  ])('is refused with %s', (_, reading, expected) => {
    expect(pointers(reading)).toEqual(expected)
  })

  it('of a restricted type lasts four days at most, of another as long as it lasts', () => {
    expect(parseReadings([{ ...beat, end: days(4) }])).toHaveLength(1)
    expect(parseReadings([{ ...pregnancy, end: days(280) }])).toHaveLength(1)
  })

  it('of an unrestricted category may be saved before its end is known', async () => {
    const store = openTestStore()
    const facts = { type: 'pregnancy', start: ten, value: 'notApplicable', source: 'phone' } as const
    const sample = categorySample({ ...facts, hasUndeterminedDuration: true })
    expect(sample.end).toBe(distantFuture)
    const { uuids } = await store.save('ada', [sample])
    const found = await store.find('ada', uuids[0] ?? '')
    expect(found && sampleJson(found)).toMatchObject({
      start: '2026-11-22T10:00:00.000Z',
      end: '4001-01-01T00:00:00.000Z',
      hasUndeterminedDuration: true,
    })
    const later = await store.samples('ada', { start: days(100), end: days(101) })
    expect(later.items).toHaveLength(1)
  })

  it('comes in again as it went out', () => {
    const told = { ...pregnancy, hasUndeterminedDuration: true, end: '4001-01-01T00:00:00.000Z' }
    expect(parseReadings([told])).toMatchObject([{ end: distantFuture }])
    expect(pointers({ ...told, end: days(1) })).toEqual(['/samples/0/end'])
  })

  it('of a restricted type has an end', () => {
    const asleep = { type: 'sleepAnalysis', start: ten, value: 'asleepREM', hasUndeterminedDuration: true }
    expect(pointers(asleep)).toEqual(['/samples/0/hasUndeterminedDuration'])
  })
})
