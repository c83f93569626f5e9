import { beforeEach, describe, expect, it } from 'vitest'
import type { StatisticsOption } from '../../../src/health/statistics.js'
import type { QuantityTypeName } from '../../../src/health/type.js'
import type { HealthStore } from '../../../src/store/health-store.js'
import { quantity, ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const second = 1_000
const hour = 3_600_000

let store: HealthStore
beforeEach(() => {
  store = openTestStore()
})

/** A value over a span of seconds after ten. */
const held = (type: QuantityTypeName, from: number, to: number, value: number) =>
  quantity(type, ten + from * second, value, { end: ten + to * second })

const averageOf = async (type: QuantityTypeName) => (await store.statistics('me', { type }))?.average

describe.each(['journal', 'blocks'] as const)('§ 3.1 aggregation styles, from the %s', (form) => {
  const settle = () => (form === 'blocks' ? store.condense() : Promise.resolve())

  it('cumulative: values add up', async () => {
    await store.save('me', [held('stepCount', 0, 60, 100), held('stepCount', 60, 120, 50)])
    await settle()
    const found = await store.statistics('me', { type: 'stepCount' })
    expect(found).toMatchObject({ sum: 150, duration: 120 })
    expect(found).not.toHaveProperty('average')
  })

  it('discreteArithmetic: the plain mean, however long a value held', async () => {
    await store.save('me', [
      held('bodyMass', 0, 0, 70),
      held('bodyMass', 10, 3_600, 72),
      held('bodyMass', 4_000, 4_000, 77),
    ])
    await settle()
    expect(await averageOf('bodyMass')).toBeCloseTo(73, 9)
  })

  it('§ 25 weighted mean, as long each: 100 for 10 s and 140 for 10 s are 120', async () => {
    await store.save('me', [held('heartRate', 0, 10, 100), held('heartRate', 10, 20, 140)])
    await settle()
    expect(await averageOf('heartRate')).toBeCloseTo(120, 9)
  })

  it('§ 25 weighted mean, longer and shorter: 100 for 30 s and 160 for 10 s are 115', async () => {
    await store.save('me', [held('heartRate', 0, 30, 100), held('heartRate', 30, 40, 160)])
    await settle()
    expect(await averageOf('heartRate')).toBeCloseTo(115, 9)
  })

  it('an instant holds until the next one, at most the limit of its type; the last one a second', async () => {
    const beats = [held('heartRate', 0, 0, 100), held('heartRate', 10, 10, 140), held('heartRate', 70, 70, 60)]
    const watts = [held('cyclingPower', 0, 0, 100), held('cyclingPower', 60, 60, 200)]
    await store.save('me', [...beats, ...watts])
    await settle()
    expect(await averageOf('heartRate')).toBeCloseTo((100 * 10 + 140 * 30 + 60) / 41, 9)
    expect(await averageOf('cyclingPower')).toBeCloseTo((100 * 10 + 200) / 11, 9)
  })

  it('§ 25 equivalent level: 80 dB and 100 dB for an hour each are 97.03 dB', async () => {
    const loud = (from: number, value: number) =>
      quantity('environmentalAudioExposure', ten + from * hour, value, { end: ten + (from + 1) * hour })
    await store.save('me', [loud(0, 80), loud(1, 100)])
    await settle()
    expect(await averageOf('environmentalAudioExposure')).toBeCloseTo(97.03, 2)
  })
})

describe('§ 3.1 an option of the other style', () => {
  const refused: readonly (readonly [QuantityTypeName, StatisticsOption, string])[] = [
    ['stepCount', 'discreteAverage', 'stepCount is cumulative, so it has cumulativeSum, mostRecent, duration'],
    [
      'heartRate',
      'cumulativeSum',
      'heartRate is discreteTemporallyWeighted, so it has discreteAverage, discreteMin, discreteMax, mostRecent, duration',
    ],
  ]
  it.each(refused)('is refused by name, with what is allowed: %s, %s', async (type, option, allowed) => {
    const asked = store.statistics('me', { type, options: ['duration', option] })
    await expect(asked).rejects.toMatchObject({
      code: 'invalidArgument',
      message: `${option} cannot be had: ${allowed}`,
      errors: [{ pointer: '/options', message: `no ${option}: ${allowed}` }],
    })
  })
})
