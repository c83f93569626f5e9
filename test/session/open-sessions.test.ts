import { describe, expect, it } from 'vitest'
import type { LiveWorkout } from '../../src/health/workout.js'
import { begin, openBench, reading, readings, ride, savedWorkout, start } from './begin.js'

describe('one person', () => {
  it('has one session at a time', async () => {
    const { sessions } = await begin()
    await expect(sessions.start('me', ride)).rejects.toMatchObject({ code: 'anotherWorkoutSessionStarted' })
    await expect(sessions.start('you', ride)).resolves.toMatchObject({ state: 'running', user: 'you' })
  })

  it('gets one session of two starts at once', async () => {
    const { sessions } = await openBench()
    const results = await Promise.allSettled([sessions.start('me', ride), sessions.start('me', ride)])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  })

  it('has a workout of their own samples only', async () => {
    const bench = await begin()
    await bench.sessions.start('you', ride)
    await bench.save(readings('heartRate', [0, 10], () => 100))
    await bench.save(
      readings('heartRate', [0, 10], () => 180),
      'you',
    )
    await Promise.all([bench.send('end', 10), bench.send('end', 10, 'you')])
    expect((await savedWorkout(bench)).statistics.heartRate?.max).toBe(100)
    expect((await savedWorkout(bench, 'you')).statistics.heartRate?.min).toBe(180)
  })

  it('is told when there is no session, and what its state allows', async () => {
    const { sessions, send } = await openBench()
    await expect(send('pause', 1)).rejects.toMatchObject({ code: 'notFound' })
    await sessions.start('me', ride)
    await send('pause', 1)
    await expect(send('pause', 2)).rejects.toMatchObject({
      code: 'invalidTransition',
      message: expect.stringMatching(/^a paused session allows resume, /),
    })
  })

  it('neither starts nor goes on in the days to come', async () => {
    const { sessions, send } = await openBench()
    const refusal = { code: 'invalidArgument', errors: [{ pointer: '/at', message: 'lies in the future' }] }
    const days = 2 * 86_400
    await expect(sessions.start('me', { ...ride, at: start + days * 1_000 })).rejects.toMatchObject(refusal)
    expect(sessions.active('me')).toBeUndefined()
    await sessions.start('me', ride)
    await expect(send('pause', days)).rejects.toMatchObject(refusal)
    expect(sessions.active('me')).toMatchObject({ state: 'running', events: [] })
  })

  it('is covered from the start of the session on', async () => {
    const { sessions, send } = await begin()
    const { id } = sessions.active('me') ?? {}
    expect([-1, 0, 5].map((second) => sessions.covering('me', start + second * 1_000))).toEqual([undefined, id, id])
    await send('stop', 3)
    expect(sessions.covering('me', start + 5_000)).toBeUndefined()
    expect(sessions.find(id ?? '')?.state).toBe('stopped')
  })
})

describe('what a device sends twice', () => {
  it('changes nothing', async () => {
    const { sessions, send } = await openBench()
    const first = await sessions.start('me', { ...ride, at: start })
    expect((await sessions.start('me', { ...ride, at: start })).id).toBe(first.id)
    await send('pause', 10)
    await send('resume', 20)
    expect((await send('pause', 10)).state).toBe('running')
    expect((await send('lap', 30)).lap).toBe((await send('lap', 30)).lap)
  })

  it('does not record a finished ride again', async () => {
    const bench = await openBench()
    const { id } = await bench.sessions.start('me', { ...ride, at: start })
    await bench.send('end', 10)
    expect(await bench.sessions.start('me', { ...ride, at: start })).toMatchObject({ id, state: 'ended' })
    expect(bench.sessions.active('me')).toBeUndefined()
    expect((await savedWorkout(bench)).id).toBe(id)
  })

  it('is recorded though another recorder has recorded the same ride', async () => {
    const bench = await openBench()
    const { id } = await bench.sessions.start('me', { ...ride, at: start, source: 'bike-computer' })
    await bench.send('end', 10)
    const again = await bench.sessions.start('me', { ...ride, at: start, source: 'watch-1' })
    expect(again).toMatchObject({ state: 'running' })
    expect(again.id).not.toBe(id)
    await bench.send('pause', 5)
    await bench.send('end', 10)
    expect(await bench.sessions.start('me', { ...ride, at: start, source: 'watch-1' })).toMatchObject({ id: again.id })
  })
})

describe('listeners', () => {
  it('hear of every transition and of every commit that touched their session', async () => {
    const { sessions, save, send } = await openBench()
    const heard: [LiveWorkout['state'], number | undefined][] = []
    const unsubscribe = sessions.subscribe(({ state, statistics }) => heard.push([state, statistics.heartRate?.count]))
    await sessions.start('me', ride)
    await save([reading('heartRate', 1, 100)])
    await save([reading('heartRate', 1, 100)], 'you')
    await send('pause', 2)
    await send('end', 3)
    expect(heard).toEqual([
      ['running', undefined],
      ['running', 1],
      ['paused', 1],
      ['ended', 1],
    ])
    unsubscribe()
    await sessions.start('me', ride)
    expect(heard).toHaveLength(4)
  })
})
