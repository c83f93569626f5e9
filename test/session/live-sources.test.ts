import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { enumerations } from '../../src/health/data/enumerations.js'
import type { QuantityTypeName } from '../../src/health/type.js'
import type { LiveValue, SourceChange } from '../../src/session/live-value.js'
import { createLiveValues } from '../../src/session/live-values.js'
import { clockAt, memoryStore, reading, start } from './begin.js'

const { chest, wrist } = enumerations.HKHeartRateSensorLocation
const worn: Readonly<Record<string, number>> = { strap: chest, watch: wrist }

/** Live values on a store in memory and a clock, with what they told: values, and who took over from whom. */
const begin = (type: QuantityTypeName = 'heartRate') => {
  const clock = clockAt(start)
  const store = memoryStore(clock)
  const order: string[] = []
  const values = createLiveValues({ store, clock, priority: () => order })
  const told: LiveValue[] = []
  const changes: SourceChange[] = []
  values.subscribe((value) => told.push(value))
  values.subscribeSources((change) => changes.push(change))
  /** Commits a reading of each of these sensors at a second; a strap and a watch say where they are worn. */
  const hear = async (second: number, ...sensors: readonly string[]) => {
    clock.now = start + second * 1_000
    for (const source of sensors) {
      const heartRateSensorLocation = worn[source]
      const metadata = heartRateSensorLocation === undefined ? {} : { heartRateSensorLocation }
      await store.save('me', [{ ...reading(type, second, 100 + second, { source }), metadata }])
    }
  }
  /** Each second from one to before another. */
  const hearFor = async ([from, to]: readonly [number, number], ...sensors: readonly string[]) => {
    for (let second = from; second < to; second += 1) {
      await hear(second, ...sensors)
      values.check()
    }
  }
  const moves = () => changes.map(({ from, to, at, reason }) => [(at - start) / 1_000, from.source, to.source, reason])
  return { clock, store, order, values, told, changes, hear, hearFor, moves, now: () => values.of('me')[0] }
}

describe('of several sources', () => {
  it('all are stored and one is live: a strap before a watch before what does not say where it is worn', async () => {
    const { store, hear, now, moves } = begin()
    await hear(0, 'trainer')
    expect(now()).toMatchObject({ source: 'trainer' })
    await hear(1, 'watch', 'trainer')
    expect(now()).toMatchObject({ source: 'watch', device: 'watch' })
    await hear(2, 'strap', 'watch', 'trainer')
    expect(now()).toMatchObject({ source: 'strap' })
    await hear(3, 'watch', 'trainer')
    expect(now()).toMatchObject({ source: 'strap', value: 102 })
    expect(moves()).toEqual([
      [1, 'trainer', 'watch', 'preferred'],
      [2, 'watch', 'strap', 'preferred'],
    ])
    expect((await store.samples('me', {})).items).toHaveLength(8)
  })

  it('the first to come is live when nothing else tells them apart', async () => {
    const { hear, now, moves } = begin('cyclingPower')
    await hear(0, 'pedals', 'trainer')
    await hear(1, 'trainer', 'pedals')
    expect(now()).toMatchObject({ source: 'pedals' })
    expect(moves()).toEqual([])
  })

  it('the person’s order comes before all, from when it is changed', async () => {
    const { order, hear, hearFor, now, moves } = begin()
    await hearFor([0, 3], 'strap', 'watch')
    expect(now()).toMatchObject({ source: 'strap' })
    order.push('watch', 'strap')
    await hear(3, 'watch')
    expect(now()).toMatchObject({ source: 'watch' })
    expect(moves()).toEqual([[3, 'strap', 'watch', 'preferred']])
  })

  it('a strap that says later where it is worn is trusted from then on', async () => {
    const { store, clock, hear, now } = begin()
    await store.save('me', [reading('heartRate', -1, 90, { source: 'strap' })])
    await hear(0, 'watch')
    expect(now()).toMatchObject({ source: 'watch' })
    await hear(1, 'strap')
    expect(now()).toMatchObject({ source: 'strap', at: clock.now })
  })

  it('only as many are kept in mind as a person may wear, however many are named', async () => {
    const { hear, now } = begin()
    await hear(0, ...Array.from({ length: 200 }, (_, index) => `made-up-${index}`))
    await hear(1, 'strap')
    expect(now()).toMatchObject({ source: 'strap', value: 101 })
  })
})

describe('fail-over', () => {
  it('happens when the chosen one is stale, and says so before the value of the next', async () => {
    const { clock, values, told, changes, hearFor } = begin()
    await hearFor([0, 10], 'strap', 'watch')
    await hearFor([10, 14], 'watch')
    expect(told.at(-1)).toMatchObject({ source: 'strap', value: 109 })
    values.subscribeSources(() => expect(told.at(-1)).toMatchObject({ source: 'strap' }))
    clock.now = start + 14_001
    values.check()
    expect(changes).toEqual([
      {
        ...{ user: 'me', type: 'heartRate', at: start + 14_001, reason: 'stale' },
        ...{ from: { source: 'strap', device: 'strap' }, to: { source: 'watch', device: 'watch' } },
      },
    ])
    expect(told.at(-1)).toMatchObject({ source: 'watch', value: 113, stale: false })
  })

  it('to one that comes later tells of nobody in between: null, never the last number', async () => {
    const { clock, values, told, hear, hearFor, moves } = begin()
    await hearFor([0, 3], 'strap')
    clock.now = start + 8_000
    values.check()
    expect(told.at(-1)).toMatchObject({ value: null, stale: true, source: 'strap' })
    await hear(20, 'watch')
    expect(told.at(-1)).toMatchObject({ value: 120, source: 'watch' })
    expect(moves()).toEqual([[20, 'strap', 'watch', 'stale']])
  })

  it('is taken back once the better one has been heard for as long as it may be silent', async () => {
    const { hearFor, moves, now } = begin()
    await hearFor([0, 10], 'strap', 'watch')
    await hearFor([10, 40], 'watch')
    await hearFor([40, 45], 'strap', 'watch')
    expect(now()).toMatchObject({ source: 'watch' })
    await hearFor([45, 50], 'strap', 'watch')
    expect(moves()).toEqual([
      [15, 'strap', 'watch', 'stale'],
      [45, 'watch', 'strap', 'returned'],
    ])
  })

  it('takes no turns with a sensor at the edge of its range', async () => {
    const { hear, hearFor, moves } = begin()
    await hearFor([0, 10], 'strap', 'watch')
    for (let second = 10; second < 600; second += 1) await hear(second, 'watch', ...(second % 8 < 3 ? ['strap'] : []))
    expect(moves()).toEqual([[16, 'strap', 'watch', 'stale']])
  })

  it('goes at once to the better one when the one that stood in is silent too', async () => {
    const { hear, hearFor, moves } = begin()
    await hearFor([0, 10], 'strap', 'watch')
    await hearFor([10, 20], 'watch')
    await hear(26, 'strap')
    expect(moves().at(-1)).toEqual([26, 'watch', 'strap', 'stale'])
  })

  it('ends with the one and only sensor that comes back, without a change of source', async () => {
    const { hear, hearFor, moves, now } = begin()
    await hearFor([0, 10], 'strap')
    await hear(60, 'strap')
    expect(now()).toMatchObject({ value: 160, source: 'strap', stale: false })
    expect(moves()).toEqual([])
  })
})

describe('whoever comes and goes', () => {
  it('the live value is of a source that was heard in time, or null, and every change of source is told', async () => {
    const seconds = fc.array(fc.subarray(['strap', 'watch', 'trainer', '__proto__']), { maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(seconds, async (heard) => {
        const { told, changes, hear, values, now } = begin()
        const last = new Map<string, number>()
        for (const [second, sensors] of heard.entries()) {
          await hear(second, ...sensors)
          for (const sensor of sensors) last.set(sensor, second)
          values.check()
          const { value = null, source = '' } = now() ?? {}
          if (value !== null) expect(last.get(source)).toBe(value - 100)
          expect(now()?.value).toEqual(told.at(-1)?.value)
        }
        const sources = told.map(({ source }) => source)
        const turns = sources.filter((source, index) => index > 0 && source !== sources[index - 1])
        expect(changes.map(({ to }) => to.source)).toEqual(turns)
      }),
      { numRuns: 60 },
    )
  })
})

describe('sixty straps at 2 Hz', () => {
  it('are sixty live values; the one on the table is stale within 5 s and disturbs no other', async () => {
    const clock = clockAt(start)
    const store = memoryStore(clock)
    const values = createLiveValues({ store, clock })
    const told: LiveValue[] = []
    values.subscribe((value) => told.push(value))
    const people = Array.from({ length: 60 }, (_, index) => `person-${index}`)
    const beat = (user: string, second: number) =>
      store.save(user, [reading('heartRate', second, 120, { source: `${user}-strap` })])
    const ride = async ([from, to]: readonly [number, number], riders: readonly string[]) => {
      for (let half = from * 2; half < to * 2; half += 1) {
        clock.now = start + half * 500
        await Promise.all(riders.map((user) => beat(user, half / 2)))
        values.check()
      }
    }
    await ride([0, 30], people)
    expect(people.flatMap((user) => values.of(user))).toHaveLength(60)
    expect(told.filter(({ stale }) => stale)).toEqual([])
    await ride([30, 36], people.slice(1))
    const [lost, ...others] = told.filter(({ stale }) => stale)
    expect([lost?.user, lost?.value, others]).toEqual(['person-0', null, []])
    expect(told.filter(({ user }) => user === 'person-0').at(-2)?.at).toBe(start + 29_500)
    clock.now = start + 29_500 + 5_001
    expect(values.of('person-0')).toMatchObject([{ value: null, stale: true }])
  })
})
