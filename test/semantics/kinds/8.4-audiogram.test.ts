import { describe, expect, it } from 'vitest'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import { sampleJson } from '../../../src/health/json/sample-json.js'
import { audiogramSample } from '../../../src/health/kinds/new-samples.js'
import { ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const refused = expect.objectContaining({ code: 'invalidArgument' })
const point = (frequency: number) => ({ frequency, leftEarSensitivity: 10, rightEarSensitivity: 15.5 })
const audiogram = (sensitivityPoints: readonly object[]) => ({ type: 'audiogram', start: ten, sensitivityPoints })

describe('§ 8.4 audiogram', () => {
  it('is kept with its points and their tests', async () => {
    const store = openTestStore()
    const test = {
      side: 'left',
      type: 'air',
      masked: true,
      sensitivity: 12,
      clampingRange: { lowerBound: -10 },
    } as const
    const points = [
      { ...point(250), tests: [test] },
      { ...point(500), tests: [] },
    ]
    const { uuids } = await store.save('ada', [audiogramSample({ start: ten, source: 'clinic', points })])
    const found = await store.find('ada', uuids[0] ?? '')
    expect(found).toMatchObject({ kind: 'audiogram', points })
    expect(found && sampleJson(found)).toMatchObject({ sensitivityPoints: points })
  })

  it('has from one to thirty points', () => {
    const points = (count: number) => Array.from({ length: count }, (_, at) => point(125 + at))
    expect(parseReadings([audiogram(points(30))])).toHaveLength(1)
    expect(() => parseReadings([audiogram(points(31))])).toThrow(refused)
    expect(() => parseReadings([audiogram([])])).toThrow(refused)
  })

  it('has unique frequencies that ascend', () => {
    expect(() => parseReadings([audiogram([point(500), point(500)])])).toThrow(refused)
    expect(() => parseReadings([audiogram([point(500), point(250)])])).toThrow(refused)
    expect(() => parseReadings([audiogram([point(0)])])).toThrow(refused)
  })

  it('has a sensitivity of one ear at every point, of a test when nothing else says it', () => {
    expect(() => parseReadings([audiogram([{ frequency: 250 }])])).toThrow(refused)
    const tests = [
      { side: 'right', sensitivity: 30, masked: true },
      { side: 'right', sensitivity: 20 },
    ]
    const [found] = parseReadings([audiogram([{ frequency: 250, tests }])])
    expect(found).toMatchObject({ points: [{ frequency: 250, rightEarSensitivity: 20 }] })
    expect(found).not.toHaveProperty('points.0.leftEarSensitivity')
  })

  it('refuses a clamping range whose lower bound is not below its upper one', () => {
    const test = { side: 'left', sensitivity: 1, clampingRange: { lowerBound: 5, upperBound: 5 } }
    expect(() => parseReadings([audiogram([{ frequency: 250, tests: [test] }])])).toThrow(refused)
  })
})
