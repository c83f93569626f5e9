import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/plans/plan.js'
import { openBench, readings, ride, savedWorkout, start } from '../session/begin.js'

const plan: Plan = {
  id: 'short',
  name: 'Short',
  activityType: 'cycling',
  steps: [
    { kind: 'warmup', end: { by: 'time', value: 10 } },
    {
      kind: 'work',
      end: { by: 'time', value: 30 },
      target: { type: 'cyclingPower', from: 0.8, to: 1, of: 'functionalThresholdPower' },
      alert: { after: 3 },
    },
    { kind: 'recover', end: { by: 'open' } },
    { kind: 'cooldown', end: { by: 'time', value: 60 } },
  ],
}

const beginPlanned = async () => {
  const bench = await openBench({ functionalThresholdPower: 250 })
  await bench.sessions.start('me', { ...ride, plan })
  return bench
}

describe('a session with a plan', () => {
  it('shows the present step, its target, what is left and that it is missed', async () => {
    const { save, clock, sessions } = await beginPlanned()
    await save(readings('cyclingPower', [0, 21], () => 150))
    clock.now = start + 20_000
    expect(sessions.active('me')?.plan).toEqual({
      id: 'short',
      name: 'Short',
      steps: 4,
      step: 2,
      present: { kind: 'work' },
      target: { type: 'cyclingPower', unit: 'W', from: 200, to: 250 },
      left: { by: 'time', value: 20, unit: 's' },
      next: { kind: 'recover', end: { by: 'open' } },
      alert: { type: 'cyclingPower', side: 'below', since: start + 10_000 },
    })
  })

  it('is not started by a plan that asks for what its sport has not', async () => {
    const { sessions } = await openBench()
    const swim = { ...ride, activityType: 'swimming', plan } as const
    await expect(sessions.start('me', swim)).rejects.toMatchObject({
      code: 'invalidArgument',
      errors: [{ pointer: '/plan/steps/1/target/type', message: 'is not measured in swimming' }],
    })
    expect(sessions.active('me')).toBeUndefined()
  })

  it('goes on to the next step when it is told to, and names its plan in the record', async () => {
    const bench = await beginPlanned()
    await bench.save(readings('cyclingPower', [0, 100], (second) => (second < 20 ? 210 : 100)))
    await bench.send('next', 25)
    await bench.send('next', 40)
    await bench.send('end', 50)
    const saved = (await savedWorkout(bench)).plan
    expect(saved).toMatchObject({ id: 'short', name: 'Short' })
    expect(saved?.steps).toMatchObject([
      { outcome: 'completed', start, end: start + 10_000, elapsed: 10 },
      { outcome: 'skipped', end: start + 25_000, timeInTarget: 10 },
      { outcome: 'completed', end: start + 40_000, averages: { cyclingPower: 100 } },
      { outcome: 'unfinished', start: start + 40_000, end: start + 50_000 },
    ])
  })

  it('has the same record after a crash', async () => {
    const [whole, broken] = [await beginPlanned(), await beginPlanned()]
    for (const bench of [whole, broken]) {
      await bench.save(readings('cyclingPower', [0, 20], () => 210))
      await bench.send('next', 15)
      if (bench === broken) await bench.restart()
      await bench.save(readings('cyclingPower', [20, 40], () => 210))
      await bench.send('end', 40)
    }
    expect((await savedWorkout(broken)).plan).toEqual((await savedWorkout(whole)).plan)
  })
})
