import { describe, expect, it } from 'vitest'
import { openWorkoutEditing } from '../../../src/session/editing/workout-editing.js'
import { amount, type Bench, openBench, readings, ride, savedWorkout, start } from '../begin.js'

const at = (second: number) => start + second * 1_000

const editingOf = ({ store }: Bench) =>
  openWorkoutEditing({ store, profile: () => ({}), newId: () => crypto.randomUUID() })

/** A ride with water and, from its middle on, without power. */
const saved = async () => {
  const bench = await openBench()
  await bench.sessions.start('me', { ...ride, at: start, collect: { dietaryWater: true } })
  await bench.save([...readings('cyclingPower', [0, 60], () => 200), amount('dietaryWater', [10, 11], 250)])
  await bench.sessions.send('me', { event: 'collect', at: at(30), collect: { cyclingPower: false } })
  await bench.send('end', 60)
  return { bench, workout: await savedWorkout(bench) }
}

describe('what a finished workout was asked to collect', () => {
  it('holds when its record is made anew, with what came late', async () => {
    const { bench, workout } = await saved()
    const editing = editingOf(bench)
    expect((await editing.recompute('me', workout.id)).statistics).toEqual(workout.statistics)
    await bench.save(readings('heartRate', [0, 60], () => 120))
    const anew = await editing.recompute('me', workout.id)
    expect(Object.keys(anew.statistics).sort()).toEqual(['cyclingPower', 'dietaryWater', 'heartRate'])
    expect(anew.statistics.cyclingPower).toEqual(workout.statistics.cyclingPower)
    expect(anew.collects).toEqual(workout.collects)
  })

  it('holds in its parts, and when they are one again', async () => {
    const { bench, workout } = await saved()
    const editing = editingOf(bench)
    const parts = await editing.split('me', workout.id, { at: [at(30)] })
    expect(parts.map(({ statistics }) => Object.keys(statistics).sort())).toEqual([
      ['cyclingPower', 'dietaryWater'],
      [],
    ])
    const merged = await editing.merge('me', { workouts: parts.map(({ id }) => id) })
    expect(merged.statistics).toEqual(workout.statistics)
    expect((await editing.recompute('me', merged.id)).statistics).toEqual(workout.statistics)
  })

  it('does not hold for another workout that it is joined with', async () => {
    const { bench, workout } = await saved()
    await bench.sessions.start('me', { ...ride, at: at(120) })
    await bench.save([...readings('cyclingPower', [120, 180], () => 100), amount('dietaryWater', [130, 131], 250)])
    await bench.send('end', 180)
    const { items } = await bench.store.samples('me', { types: ['workout'] })
    const merged = await editingOf(bench).merge('me', { workouts: items.map(({ uuid }) => uuid) })
    expect(merged.statistics.dietaryWater).toEqual(workout.statistics.dietaryWater)
    expect(merged.statistics.cyclingPower).toMatchObject({ count: 90, min: 100, max: 200 })
  })
})
