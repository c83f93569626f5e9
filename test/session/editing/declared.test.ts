import { expect, it } from 'vitest'
import type { DeclaredFigures } from '../../../src/health/workout.js'
import { amount, readings } from '../begin.js'
import { at, openEditingBench } from './bench.js'

const declared: DeclaredFigures = {
  elapsed: 118.5,
  statistics: { heartRate: { average: 141, max: 150 }, distanceCycling: { sum: 1_000 } },
  metrics: { normalizedPower: 201 },
}

const open = async () => {
  const bench = openEditingBench()
  await bench.save(readings('heartRate', [0, 120], () => 120))
  return bench
}

it('what the recorder says stays in the record, which is made of the samples', async () => {
  const { record } = await open()
  const workout = await record({ from: 0, to: 120, declared })
  expect(workout.declared).toEqual(declared)
  expect(workout).toMatchObject({ elapsed: 120, statistics: { heartRate: { average: 120 } } })
  expect(workout.metrics).not.toHaveProperty('normalizedPower')
})

it('a record that is made anew keeps it', async () => {
  const { record, save, editing, workouts } = await open()
  const { id } = await record({ from: 0, to: 120, declared })
  await save([amount('distanceCycling', [0, 120], 990)])
  const anew = await editing.recompute('me', id)
  expect(anew.statistics.distanceCycling?.sum).toBe(990)
  expect(anew.declared).toEqual(declared)
  expect((await workouts()).map((workout) => workout.declared)).toEqual([declared])
})

it('parts and sums of workouts are of another extent and have none', async () => {
  const { record, editing } = await open()
  const { id } = await record({ from: 0, to: 120, declared })
  const parts = await editing.split('me', id, { at: [at(60)] })
  const merged = await editing.merge('me', { workouts: parts.map((part) => part.id) })
  for (const workout of [...parts, merged]) expect(workout).not.toHaveProperty('declared')
})
