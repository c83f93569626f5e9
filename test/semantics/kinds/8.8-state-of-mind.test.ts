import { describe, expect, it } from 'vitest'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import { sampleJson } from '../../../src/health/json/sample-json.js'
import { stateOfMindSample } from '../../../src/health/kinds/new-samples.js'
import { valenceClassification } from '../../../src/health/kinds/state-of-mind.js'
import { ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const refused = expect.objectContaining({ code: 'invalidArgument' })
const mood = { type: 'stateOfMind', start: ten, kind: 'momentaryEmotion', valence: 0.5 }

describe('§ 8.8 state of mind', () => {
  it('is kept with its labels and associations', async () => {
    const store = openTestStore()
    const stateOfMind = { kind: 'dailyMood', valence: -0.25, labels: ['calm', 'sad'], associations: ['work'] } as const
    const { uuids } = await store.save('ada', [stateOfMindSample({ start: ten, source: 'phone', stateOfMind })])
    const found = await store.find('ada', uuids[0] ?? '')
    expect(found).toMatchObject({ kind: 'stateOfMind', start: ten, end: ten, stateOfMind })
    expect(found && sampleJson(found)).toMatchObject({ ...stateOfMind, valenceClassification: 'slightlyUnpleasant' })
  })

  it('takes cases by name or raw value, each once', () => {
    const [found] = parseReadings([{ ...mood, kind: 2, labels: ['happy', 17, 'happy'], associations: [18] }])
    expect(found).toMatchObject({ stateOfMind: { kind: 'dailyMood', labels: ['happy'], associations: ['weather'] } })
  })

  it.each([
    ['a valence above 1', { ...mood, valence: 1.01 }],
    ['a valence below -1', { ...mood, valence: -1.01 }],
    ['a kind that there is not', { ...mood, kind: 'weekly' }],
    ['a label that there is not', { ...mood, labels: ['hungry'] }],
    ['a length', { ...mood, end: ten + 1 }],
    ['no valence', { type: 'stateOfMind', start: ten, kind: 'dailyMood' }],
  ])('is refused with %s', (_, reading) => {
    expect(() => parseReadings([reading])).toThrow(refused)
  })

  it.each([
    [-1, 'veryUnpleasant'],
    [-5 / 7 - 0.001, 'veryUnpleasant'],
    [-5 / 7 + 0.001, 'unpleasant'],
    [-3 / 7 + 0.001, 'slightlyUnpleasant'],
    [-1 / 7 + 0.001, 'neutral'],
    [0, 'neutral'],
    [1 / 7 - 0.001, 'neutral'],
    [1 / 7 + 0.001, 'slightlyPleasant'],
    [3 / 7 + 0.001, 'pleasant'],
    [5 / 7 + 0.001, 'veryPleasant'],
    [1, 'veryPleasant'],
  ])('classifies a valence of %d in classes of equal width as %s', (valence, expected) => {
    expect(valenceClassification(valence)).toBe(expected)
  })

  it.each([1.001, -1.001, Number.NaN])('gives no class to a valence of %d', (valence) => {
    expect(valenceClassification(valence)).toBeUndefined()
  })

  it('is found by its kind, label, association and valence', async () => {
    const store = openTestStore()
    const at = (start: number, valence: number, label: 'calm' | 'sad') => {
      const stateOfMind = { kind: 'momentaryEmotion', valence, labels: [label], associations: [] } as const
      return stateOfMindSample({ start, source: 'phone', stateOfMind })
    }
    await store.save('ada', [at(ten, 0.5, 'calm'), at(ten + 1, -0.5, 'sad')])
    const found = async (stateOfMind: object) =>
      (await store.samples('ada', { types: ['stateOfMind'], predicate: { stateOfMind } })).items.map(
        ({ start }) => start,
      )
    expect(await found({ label: 'sad' })).toEqual([ten + 1])
    expect(await found({ kind: 'momentaryEmotion', valence: { is: '>', value: 0 } })).toEqual([ten])
  })
})
