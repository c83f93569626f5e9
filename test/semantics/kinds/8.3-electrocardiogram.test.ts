import { describe, expect, it } from 'vitest'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import { sampleJson } from '../../../src/health/json/sample-json.js'
import { electrocardiogramSample } from '../../../src/health/kinds/new-samples.js'
import { isReadOnly, isSystemMade } from '../../../src/health/rules/reading-rules.js'
import { singleType } from '../../../src/health/type.js'
import { ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const refused = expect.objectContaining({ code: 'invalidArgument' })
const voltages = Array.from({ length: 15_360 }, (_, at) => Math.round(Math.sin(at / 40) * 900) / 1e6)
const recording = {
  classification: 'sinusRhythm',
  symptomsStatus: 'none',
  averageHeartRate: 64,
  samplingFrequency: 512,
  leads: [{ lead: 'appleWatchSimilarToLeadI', voltages }],
} as const
const reading = {
  type: 'electrocardiogram',
  start: ten,
  samplingFrequency: 512,
  voltages: { appleWatchSimilarToLeadI: [0, 0.0001] },
}

describe('§ 8.3 ECG', () => {
  it('keeps its facts and every voltage', async () => {
    const store = openTestStore()
    const sample = electrocardiogramSample({ start: ten, source: 'watch', electrocardiogram: recording })
    const { uuids } = await store.save('ada', [sample])
    const found = await store.find('ada', uuids[0] ?? '')
    expect(found).toMatchObject({ kind: 'electrocardiogram', electrocardiogram: recording })
    expect(found && sampleJson(found)).toMatchObject({
      classification: 'sinusRhythm',
      symptomsStatus: 'none',
      averageHeartRate: 64,
      samplingFrequency: 512,
      numberOfVoltageMeasurements: 15_360,
      leads: ['appleWatchSimilarToLeadI'],
    })
  })

  it('lasts as long as its voltages, or longer', () => {
    const sample = electrocardiogramSample({ start: ten, source: 'watch', electrocardiogram: recording })
    expect(sample.end).toBe(ten + Math.ceil((15_359 / 512) * 1_000))
    expect(() => parseReadings([{ ...reading, end: ten }])).toThrow(refused)
    expect(parseReadings([{ ...reading, end: ten + 30_000 }])).toMatchObject([{ end: ten + 30_000 }])
  })

  it('says nothing of what nobody found out', () => {
    const [found] = parseReadings([reading])
    expect(found).toMatchObject({ electrocardiogram: { classification: 'notSet', symptomsStatus: 'notSet' } })
    expect(found).not.toHaveProperty('electrocardiogram.averageHeartRate')
  })

  it.each([
    ['no lead', { ...reading, voltages: {} }],
    ['leads of different length', { ...reading, voltages: { leadI: [1], leadII: [1, 2] } }],
    ['a lead that there is not', { ...reading, voltages: { leadX: [1] } }],
    ['a voltage that is none', { ...reading, voltages: { leadI: ['1 mV'] } }],
    ['no sampling frequency', { ...reading, samplingFrequency: 0 }],
    ['a classification that there is not', { ...reading, classification: 'healthy' }],
  ])('in JSON is refused with %s', (_, wrong) => {
    expect(() => parseReadings([wrong])).toThrow(refused)
  })

  it("is read-only for programs; a person's devices and tools bring it", () => {
    expect(isReadOnly(singleType('electrocardiogram'))).toBe(true)
    expect(isSystemMade(singleType('electrocardiogram'))).toBe(false)
  })
})
