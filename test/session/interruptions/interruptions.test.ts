import { array, assert, integer, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filled, type Hole } from '../../../src/session/interruptions/hole.js'
import { type Bench, begin, openBench, readings, ride, savedWorkout, start, withoutId } from '../begin.js'

const at = (second: number): number => start + second * 1_000
const span = (from: number, to: number) => ({ start: at(from), end: at(to) })
const heart = (from: number, to: number) => readings('heartRate', [from, to], () => 120)

const downUntil = async (bench: Bench, second: number): Promise<void> => {
  bench.clock.now = at(second)
  await bench.restart()
}
const finished = async (bench: Bench, second: number) => {
  bench.clock.now = at(second)
  await bench.send('end', second)
  return savedWorkout(bench)
}

describe('a workout that went on while the engine was down', () => {
  it('says when nothing was heard, live and in its record', async () => {
    const bench = await begin()
    await bench.save(heart(0, 21))
    await downUntil(bench, 50)
    expect(bench.sessions.active('me')?.interruptions).toEqual([span(20, 50)])
    await bench.save(heart(51, 61))
    await downUntil(bench, 90)
    expect(bench.sessions.active('me')?.interruptions).toEqual([span(20, 50), span(60, 90)])
    expect(await finished(bench, 100)).toMatchObject({ interruptions: [span(20, 50), span(60, 90)] })
  })

  it('says nothing of what lies behind its end, which may be told late', async () => {
    const bench = await begin()
    await bench.save(heart(0, 21))
    await downUntil(bench, 50)
    await bench.save(heart(51, 61))
    await downUntil(bench, 90)
    await bench.send('end', 30)
    expect(await savedWorkout(bench)).toMatchObject({ interruptions: [span(20, 30)] })
  })

  it('has none when it closes itself at its last sample', async () => {
    const bench = await begin()
    await bench.save(heart(0, 21))
    await downUntil(bench, 50)
    bench.clock.now = at(50) + 4 * 3_600_000
    bench.sessions.check()
    await expect.poll(() => bench.sessions.active('me')).toBeUndefined()
    const record = await savedWorkout(bench)
    expect([record.end, record.interruptions]).toEqual([at(20), undefined])
  })

  it('says nothing when a device sends what it measured meanwhile', async () => {
    const ridden = async (interrupt: (bench: Bench) => Promise<void>) => {
      const bench = await begin()
      await bench.save(heart(0, 21))
      await interrupt(bench)
      await bench.save(heart(21, 90))
      return { live: bench.sessions.active('me'), record: await finished(bench, 90) }
    }
    const { live, record } = await ridden((bench) => downUntil(bench, 50))
    expect(live?.interruptions).toBeUndefined()
    expect(withoutId(record)).toEqual(withoutId((await ridden(async () => undefined)).record))
  })

  it('says only what is missing when a part turns up', async () => {
    const bench = await begin()
    await bench.save(heart(0, 21))
    await downUntil(bench, 80)
    await bench.save(heart(40, 61))
    expect(bench.sessions.active('me')?.interruptions).toEqual([span(20, 40), span(60, 80)])
    await bench.restart()
    expect(bench.sessions.active('me')?.interruptions).toEqual([span(20, 40), span(60, 80)])
    expect(await finished(bench, 90)).toMatchObject({ interruptions: [span(20, 40), span(60, 80)] })
  })

  it('is one interruption when the engine goes down again before anything was heard', async () => {
    const bench = await begin()
    await bench.save(heart(0, 21))
    await downUntil(bench, 50)
    await downUntil(bench, 60)
    expect(await finished(bench, 70)).toMatchObject({ interruptions: [span(20, 60)] })
  })

  it('says nothing of what is over within a moment', async () => {
    const bench = await begin()
    await bench.save(heart(0, 21))
    await downUntil(bench, 22)
    expect(bench.sessions.active('me')?.interruptions).toBeUndefined()
  })

  it('says nothing where a sensor is not heard more often anyway, or nobody is heard at all', async () => {
    const seldom = await begin()
    for (const second of [0, 15, 30, 45]) await seldom.save(heart(second, second + 1))
    await downUntil(seldom, 70)
    expect(seldom.sessions.active('me')?.interruptions).toBeUndefined()
    const silent = await begin()
    await downUntil(silent, 600)
    expect(silent.sessions.active('me')?.interruptions).toBeUndefined()
  })
})

describe('no interruption', () => {
  it('is in a replay of the past, nor before the start or after the end', async () => {
    const replay = await openBench()
    replay.clock.now = at(86_400)
    await replay.sessions.start('me', { ...ride, at: start })
    await replay.save(heart(0, 21))
    await downUntil(replay, 86_500)
    expect(replay.sessions.active('me')?.interruptions).toBeUndefined()
    const stopped = await begin()
    await stopped.save(heart(0, 21))
    await stopped.send('stop', 21)
    await downUntil(stopped, 60)
    expect(stopped.sessions.active('me')?.interruptions).toBeUndefined()
  })
})

describe('what is left of a hole', () => {
  const hole: Hole = { start: 0, end: 100, least: 10 }
  const spans = array(tuple(integer({ min: -20, max: 120 }), integer({ min: 0, max: 30 })), { maxLength: 12 }).map(
    (all) => all.map(([from, length]) => ({ start: from, end: from + length })),
  )

  it('does not depend on the order in which readings turn up', () => {
    assert(
      property(spans, (heard) => {
        expect(heard.reduceRight(filled, [hole])).toEqual(heard.reduce(filled, [hole]))
      }),
    )
  })

  it('holds no reading, and is as long as one would be missed', () => {
    assert(
      property(spans, (heard) => {
        for (const left of heard.reduce(filled, [hole])) {
          expect(left.end - left.start).toBeGreaterThanOrEqual(hole.least)
          expect(heard.filter(({ start, end }) => end > left.start && start < left.end)).toEqual([])
        }
      }),
    )
  })
})
