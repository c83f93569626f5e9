import { describe, expect, it } from 'vitest'
import type { ZoneChange } from '../../../src/session/telling/zone-watch.js'
import { type Bench, openBench, reading, readings, ride, start } from '../begin.js'

const at = (second: number) => start + second * 1_000

/** A ride with two borders of heart rate and one of power, and the changes of zone that it tells. */
const begin = async () => {
  const bench = await openBench({ zones: { heartRate: [120, 140], cyclingPower: [200] } })
  const { id } = await bench.sessions.start('me', ride)
  const changes: ZoneChange[] = []
  bench.sessions.subscribeZones((change) => changes.push(change))
  return { bench, id, changes }
}

const hear = async (bench: Bench, second: number, rate: number) => {
  bench.clock.now = at(second)
  await bench.save([reading('heartRate', second, rate)])
}

describe('a change of zone (semantics §15)', () => {
  it('is told once, with the zones it was between, its time and the time in each zone', async () => {
    const { bench, id, changes } = await begin()
    for (const [second, rate] of [110, 119, 120, 125, 139].entries()) await hear(bench, second, rate)
    expect(changes).toEqual([
      {
        ...{ session: id, user: 'me', type: 'heartRate', from: null, to: 0, at: at(0) },
        zones: [
          { to: 120, seconds: 0 },
          { from: 120, to: 140, seconds: 0 },
          { from: 140, seconds: 0 },
        ],
      },
      {
        ...{ session: id, user: 'me', type: 'heartRate', from: 0, to: 1, at: at(2) },
        zones: [
          { to: 120, seconds: 2 },
          { from: 120, to: 140, seconds: 0 },
          { from: 140, seconds: 0 },
        ],
      },
    ])
  })

  it('is told of every type that has zones', async () => {
    const { bench, changes } = await begin()
    await bench.save([reading('heartRate', 1, 150), reading('cyclingPower', 1, 150), reading('cyclingCadence', 1, 90)])
    expect(changes.map(({ type, to }) => [type, to])).toEqual([
      ['heartRate', 2],
      ['cyclingPower', 0],
    ])
    expect(bench.sessions.active('me')).toMatchObject({ zone: 2, currentZones: { heartRate: 2, cyclingPower: 0 } })
  })

  it('is to none once the value is stale, and back when it is heard again', async () => {
    const { bench, changes } = await begin()
    await hear(bench, 1, 150)
    bench.clock.now = at(6)
    bench.sessions.check()
    expect(changes).toHaveLength(1)
    bench.clock.now = at(6) + 1
    bench.sessions.check()
    bench.sessions.check()
    expect(changes.slice(1)).toMatchObject([{ from: 2, to: null, at: at(6) + 1 }])
    expect(bench.sessions.active('me')).not.toHaveProperty('currentZones')
    await hear(bench, 20, 130)
    expect(changes.slice(2)).toMatchObject([{ from: null, to: 1, at: at(20) }])
  })

  it('is told of no session that only warms up or is over', async () => {
    const { bench, changes } = await begin()
    await bench.send('end', 1)
    await bench.sessions.start('me', { ...ride, at: at(2), prepare: true })
    await bench.save(readings('heartRate', [2, 5], () => 130))
    expect(changes).toEqual([])
  })

  it('is that of the one session it is of, when several run', async () => {
    const { bench, id, changes } = await begin()
    const other = await bench.sessions.start('me', {
      ...{ ...ride, onConflict: 'parallel', zones: { heartRate: [100] } },
    })
    await hear(bench, 1, 130)
    expect(changes.map(({ session, to }) => [session, to])).toEqual([
      [id, 1],
      [other.id, 1],
    ])
    await hear(bench, 2, 110)
    expect(changes.slice(2).map(({ session, from, to }) => [session, from, to])).toEqual([[id, 1, 0]])
  })
})
