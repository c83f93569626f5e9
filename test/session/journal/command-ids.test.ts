import { describe, expect, it } from 'vitest'
import { type Bench, begin, openBench, readings, ride, savedWorkout, start } from '../begin.js'

const at = (second: number): number => start + second * 1_000
const sendTwice = async (bench: Bench, between: () => Promise<void>) => {
  const said = { event: 'lap', id: 'a' } as const
  const first = await bench.sessions.send('me', said)
  await between()
  return [first, await bench.sessions.send('me', said)] as const
}
const nothing = async () => undefined

describe('a command that comes again under its id', () => {
  it('does nothing twice and answers the present', async () => {
    const bench = await begin()
    const [first, again] = await sendTwice(bench, async () => {
      bench.clock.now = at(5)
    })
    expect(again).toMatchObject({ events: first.events, elapsed: 5 })
  })

  it('is known after a restart', async () => {
    const bench = await begin()
    const [first, again] = await sendTwice(bench, () => bench.restart())
    expect(again).toEqual(first)
  })

  it('may come while it is being taken', async () => {
    const { sessions } = await begin()
    const sent = Array.from({ length: 3 }, () => sessions.send('me', { event: 'lap', id: 'a' }))
    expect((await Promise.all(sent)).map(({ events }) => events.length)).toEqual([1, 1, 1])
  })

  it('is another one under another id, or under none', async () => {
    const bench = await begin()
    await sendTwice(bench, nothing)
    await bench.sessions.send('me', { event: 'lap', id: 'b' })
    expect((await bench.sessions.send('me', { event: 'lap' })).events).toHaveLength(3)
  })

  it('is forgotten behind 256 younger ones', async () => {
    const { sessions } = await begin()
    for (let index = 0; index <= 256; index += 1) await sessions.send('me', { event: 'marker', id: `n${index}` })
    const known = await sessions.send('me', { event: 'marker', id: 'n1' })
    expect(known.events).toHaveLength(257)
    expect((await sessions.send('me', { event: 'marker', id: 'n0' })).events).toHaveLength(258)
  })

  it('that was refused is not known', async () => {
    const { sessions } = await begin()
    const resume = { event: 'resume', id: 'a' } as const
    await expect(sessions.send('me', resume)).rejects.toMatchObject({ code: 'invalidTransition' })
    await sessions.send('me', { event: 'pause' })
    expect(await sessions.send('me', resume)).toMatchObject({ state: 'running' })
  })
})

describe('a command of a session that is over', () => {
  const ended = async (event: 'end' | 'finish') => {
    const bench = await openBench()
    await bench.sessions.start('me', { ...ride, at: start, id: 'start' })
    await bench.save(readings('heartRate', [0, 61], () => 140))
    await bench.sessions.send('me', { event: 'lap', id: 'lap', at: at(30) })
    const answer = await bench.sessions.send('me', { event, id: event, at: at(60) })
    return { bench, answer }
  }

  it.each(['end', 'finish'] as const)('answers what it answered, also after a restart: %s', async (event) => {
    const { bench, answer } = await ended(event)
    const again = await bench.sessions.send('me', { event, id: event })
    expect(again).toMatchObject({ id: answer.id, state: 'ended', laps: answer.laps, end: answer.end })
    expect(again.steps).toEqual(answer.steps)
    await bench.restart()
    expect(await bench.sessions.send('me', { event: 'lap', id: 'lap' })).toEqual(again)
    expect(await bench.sessions.start('me', { ...ride, id: 'start' })).toEqual(again)
    expect(bench.sessions.all()).toEqual([])
    await savedWorkout(bench)
  })

  it('does not touch the next one', async () => {
    const { bench, answer } = await ended('end')
    const next = await bench.sessions.start('me', ride)
    expect(await bench.sessions.send('me', { event: 'end', id: 'end' })).toMatchObject({ id: answer.id })
    expect(bench.sessions.active('me')).toMatchObject({ id: next.id, state: 'running' })
  })

  it('was discarded, and stays so', async () => {
    const bench = await openBench()
    await bench.sessions.start('me', { ...ride, id: 'start' })
    const discard = { event: 'discard', id: 'discard' } as const
    const answer = await bench.sessions.send('me', discard)
    await bench.restart()
    expect(await bench.sessions.send('me', discard)).toEqual(answer)
    expect(await bench.sessions.start('me', { ...ride, id: 'start' })).toEqual(answer)
    expect(bench.sessions.all()).toEqual([])
  })

  it('that left no trace is not known', async () => {
    const bench = await begin()
    await bench.sessions.send('me', { event: 'discard' })
    expect(bench.store.documents.all('endedSessions')).toEqual([])
    await expect(bench.sessions.send('me', { event: 'lap', id: 'a' })).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('a take-over', () => {
  it('goes on with what there is, once, and says who records now', async () => {
    const bench = await openBench()
    const first = await bench.sessions.start('me', { ...ride, source: 'watch-a' })
    expect(first.recorder).toBe('watch-a')
    const wanted = { ...ride, source: 'watch-b', takeOver: true, id: 'over' }
    expect(await bench.sessions.start('me', wanted)).toMatchObject({ id: first.id, recorder: 'watch-b' })
    await bench.restart()
    expect(bench.sessions.active('me')).toMatchObject({ id: first.id, recorder: 'watch-b' })
    await bench.sessions.send('me', { event: 'end' })
    expect(await bench.sessions.start('me', wanted)).toMatchObject({ id: first.id, state: 'ended' })
  })

  it('of one that ends meanwhile leaves nothing behind', async () => {
    const bench = await begin()
    const ended = bench.sessions.send('me', { event: 'end' })
    const taken = await bench.sessions.start('me', { ...ride, source: 'watch-b', takeOver: true })
    expect(taken).toMatchObject({ id: (await ended).id, state: 'ended' })
    expect(bench.store.documents.all('session')).toEqual([])
  })
})
