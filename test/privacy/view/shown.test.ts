import { describe, expect, it } from 'vitest'
import type { Grants } from '../../../src/health/permission/grant.js'
import { shownWorkout } from '../../../src/privacy/view/shown.js'
import { amount, begin, readings, savedWorkout } from '../../session/begin.js'

const mayRead = (...types: readonly string[]): Grants => ({
  client: 'app',
  share: () => 'notDetermined',
  readFrom: (type) => (types.includes(type) ? 0 : undefined),
})

const ridden = async () => {
  const bench = await begin()
  await bench.save([...readings('heartRate', [0, 60], () => 120), amount('distanceCycling', [0, 60], 1_200)])
  await bench.send('end', 60)
  return savedWorkout(bench)
}

describe('a workout that a program sees', () => {
  it('names of what is collected only what it may read', async () => {
    const workout = await ridden()
    const shown = shownWorkout(mayRead('heartRate', 'distanceCycling'), workout, workout.end)
    expect(shown).toEqual({ ...workout, collects: ['distanceCycling', 'heartRate'] })
  })

  it('tells by nothing of types that it may not read', async () => {
    const workout = await ridden()
    expect(workout.splits).toHaveLength(2)
    const shown = shownWorkout(mayRead('heartRate'), workout, workout.end)
    expect(Object.keys(shown.statistics)).toEqual(['heartRate'])
    expect(shown.splits).toBeUndefined()
    expect(JSON.stringify(shown)).not.toMatch(/distance|1200/)
  })

  it('tells what its recorder says only of types that it may read', async () => {
    const statistics = { heartRate: { average: 121 }, cyclingPower: { average: 213 } }
    const declared = { elapsed: 59, statistics, metrics: { normalizedPower: 217 } }
    const workout = { ...(await ridden()), declared }
    const some = shownWorkout(mayRead('heartRate', 'distanceCycling'), workout, workout.end)
    expect(some.declared).toEqual({ elapsed: 59, statistics: { heartRate: { average: 121 } } })
    const all = shownWorkout(mayRead('heartRate', 'distanceCycling', 'cyclingPower'), workout, workout.end)
    expect(all.declared).toEqual(declared)
  })
})
