import { describe, expect, it } from 'vitest'
import type { Workout } from '../../../src/health/workout.js'
import { type Bench, begin, openBench, reading, readings, ride, savedWorkout, start, withoutId } from '../begin.js'

describe('a restart', () => {
  const samples = [
    ...readings('heartRate', [0, 120], (second) => 100 + (second % 50)),
    ...readings('cyclingPower', [0, 120], (second) => 150 + (second % 30)),
  ]
  const early = samples.filter((sample) => sample.start < start + 60_000)
  const late = samples.filter((sample) => sample.start >= start + 60_000)

  const rideThrough = async (interrupt: (bench: Bench) => Promise<void>): Promise<Workout> => {
    const bench = await begin()
    await bench.save(early)
    await bench.send('lap', 30)
    await bench.send('pause', 50)
    await interrupt(bench)
    await bench.send('resume', 60)
    await bench.save(late)
    await interrupt(bench)
    await bench.send('end', 120)
    return savedWorkout(bench)
  }

  it('in the middle gives the record of the ride never interrupted', async () => {
    const uninterrupted = await rideThrough(async () => undefined)
    const interrupted = await rideThrough((bench) => bench.restart())
    expect(withoutId(interrupted)).toEqual(withoutId(uninterrupted))
  })

  it('shows the session as it was', async () => {
    const bench = await begin()
    await bench.save(early)
    await bench.send('pause', 50)
    const before = bench.sessions.active('me')
    await bench.restart()
    expect(bench.sessions.active('me')).toEqual(before)
  })

  it('between the saved workout and the forgotten session saves nothing twice', async () => {
    const bench = await begin()
    await bench.save(early)
    await bench.send('stop', 60)
    const [kept] = bench.store.documents.all('session')
    await bench.send('end', 60)
    const workout = await savedWorkout(bench)
    await bench.store.documents.put('session', workout.id, kept?.value)
    await bench.restart()
    await bench.send('end', 60)
    expect(await savedWorkout(bench)).toEqual(workout)
    expect(bench.store.documents.all('session')).toEqual([])
  })
})

describe('the present', () => {
  it('is the clock’s while the workout happens', async () => {
    const { sessions, clock } = await begin()
    clock.now = start + 5_000
    expect(sessions.active('me')?.at).toBe(start + 5_000)
    expect(sessions.presentOf('me')).toBe(start + 5_000)
  })

  it('is the newest fact’s in a replay, at any speed', async () => {
    const { sessions, clock, save, send } = await openBench()
    clock.now = start + 86_400_000
    await sessions.start('me', { ...ride, at: start })
    expect(sessions.active('me')?.elapsed).toBe(0)
    await save(readings('heartRate', [0, 31], () => 100))
    expect(sessions.active('me')).toMatchObject({ elapsed: 30, at: start + 30_000 })
    await send('pause', 40)
    await save([reading('heartRate', 50, 100)])
    const resumed = await sessions.send('me', { event: 'resume' })
    expect(resumed.events.at(-1)).toEqual({ event: 'resume', at: start + 50_000 })
    expect(sessions.presentOf('you')).toBe(clock.now)
  })

  it('becomes the clock’s when a replay has caught up', async () => {
    const { sessions, clock, save } = await openBench()
    clock.now = start + 120_000
    await sessions.start('me', { ...ride, at: start })
    await save([reading('heartRate', 115, 100)])
    clock.now = start + 130_000
    expect(sessions.active('me')?.elapsed).toBe(130)
  })
})
