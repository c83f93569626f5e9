import { describe, expect, it } from 'vitest'
import type { SessionNews } from '../../../src/session/sessions.js'
import { amount, type Bench, openBench, reading, ride, start } from '../begin.js'

/** What a listener of the sessions is told, beside the sessions themselves. */
const listen = ({ sessions }: Bench): readonly SessionNews[] => {
  const told: SessionNews[] = []
  sessions.subscribe((_, news) => told.push(news))
  return told
}

describe('who listens to the sessions', () => {
  it('hears which types were collected, each once', async () => {
    const bench = await openBench()
    await bench.sessions.start('me', { ...ride, at: start })
    const told = listen(bench)
    await bench.save([
      reading('heartRate', 1, 120),
      reading('heartRate', 2, 121),
      amount('distanceCycling', [0, 2], 16),
      reading('heartRate', -60, 80),
    ])
    expect(told).toEqual([{ types: ['heartRate', 'distanceCycling'] }])
  })

  it('hears of no type that came before the workout or stands beside it', async () => {
    const bench = await openBench()
    await bench.sessions.start('me', { ...ride, at: start, prepare: true })
    const told = listen(bench)
    await bench.save([reading('heartRate', 1, 120)])
    await bench.send('start', 2)
    await bench.save([reading('heartRate', 1, 120, { source: 'strap' })])
    await bench.send('stop', 10)
    await bench.save([reading('heartRate', 11, 120)])
    expect(told).toEqual([{ types: [] }, { event: 'start' }, { types: [] }, { event: 'stop' }, { types: [] }])
  })

  it('hears that another one takes the place of a session before that ends', async () => {
    const bench = await openBench()
    await bench.sessions.start('me', { ...ride, at: start })
    const told = listen(bench)
    await bench.sessions.start('me', { ...ride, activityType: 'running', onConflict: 'replace' })
    expect(told).toEqual([
      { failure: 'anotherWorkoutSessionStarted' },
      { event: 'stop' },
      { event: 'finish' },
      { event: 'start' },
    ])
  })

  it('hears of the types of what was deleted', async () => {
    const bench = await openBench()
    await bench.sessions.start('me', { ...ride, at: start })
    await bench.save([reading('heartRate', 1, 120)])
    const { items } = await bench.store.samples('me', { types: ['heartRate'] })
    const told = listen(bench)
    await bench.store.delete(
      'me',
      items.map(({ uuid }) => uuid),
    )
    expect(told).toEqual([{ types: ['heartRate'] }])
  })

  it('hears of every command that was taken, and of none that was refused', async () => {
    const bench = await openBench()
    const told = listen(bench)
    await bench.sessions.start('me', { ...ride, at: start })
    await bench.send('lap', 1)
    await expect(bench.send('resume', 2)).rejects.toMatchObject({ code: 'invalidTransition' })
    await bench.send('end', 3)
    expect(told.filter(({ event }) => event !== undefined)).toEqual([
      { event: 'start' },
      { event: 'lap' },
      { event: 'end' },
    ])
  })
})
