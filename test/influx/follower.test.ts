import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HealthError } from '../../src/health/error.js'
import { keepAnchor } from '../../src/influx/anchor.js'
import { Follower, type FollowerParts } from '../../src/influx/follower.js'
import { usualPace } from '../../src/influx/pace.js'
import { unavailable } from '../../src/influx/target.js'
import { createFakeDocuments, createFakeFeed } from './fake-feed.js'
import { startsOf } from './packed.js'
import { heartRate, morning } from './samples.js'

const target = { url: 'http://127.0.0.1:8086', database: 'vitald' }
const pace = { ...usualPace, firstPause: 1, longestPause: 2, spacing: 0, save: 0, probe: 60_000 }
const log = { info() {}, warn() {} }

let feed: ReturnType<typeof createFakeFeed>
let documents: ReturnType<typeof createFakeDocuments>
let applied: number[]
let open: Follower[]

beforeEach(() => {
  feed = createFakeFeed()
  documents = createFakeDocuments()
  applied = []
  open = []
})
afterEach(() => Promise.all(open.map((follower) => follower.close(100))))

const apply: FollowerParts['apply'] = async ({ samples, quantities }) => {
  for (const start of startsOf(samples, quantities)) applied.push(start - morning)
}

const follow = (parts: Partial<FollowerParts> = {}): Follower => {
  const kept = keepAnchor(documents, target)
  const prepare = async () => 'there' as const
  const follower = new Follower({ feed, kept, prepare, apply, clock: () => morning, log, pace, ...parts })
  open.push(follower)
  return follower
}

const beats = (...offsets: readonly number[]) => feed.add('me', ...offsets.map((at) => heartRate(morning + at, 60)))

describe('a follower', () => {
  it('applies what was there before it and what comes after', async () => {
    beats(1, 2)
    const follower = follow()
    await follower.caughtUp()
    beats(3)
    await follower.caughtUp()
    expect(applied).toEqual([1, 2, 3])
    expect(follower.state()).toEqual({ ok: true })
    expect(follower.lag).toBe(0)
  })

  it('wakes by itself when something is committed', async () => {
    await follow().caughtUp()
    beats(1)
    await expect.poll(() => applied).toEqual([1])
  })

  it('goes on from its anchor after a restart', async () => {
    const first = follow()
    beats(1)
    await first.caughtUp()
    await first.close(100)
    beats(2)
    await follow().caughtUp()
    expect(applied).toEqual([1, 2])
    expect(feed.asked).toContain('1')
  })

  it('starts from the beginning for another database', async () => {
    const first = follow()
    beats(1)
    await first.caughtUp()
    await follow({ kept: keepAnchor(documents, { ...target, database: 'other' }) }).caughtUp()
    expect(applied).toEqual([1, 1])
  })

  it('starts from the beginning when the database had to be made', async () => {
    beats(1)
    await follow().caughtUp()
    await follow({ prepare: async () => 'made' }).caughtUp()
    expect(applied).toEqual([1, 1])
  })

  it('starts from the beginning when it is asked to', async () => {
    beats(1)
    const follower = follow()
    await follower.caughtUp()
    await follower.rebuild()
    await follower.caughtUp()
    expect(applied).toEqual([1, 1])
  })

  it('does not lose a rebuild that is asked for while a page is being applied', async () => {
    beats(1)
    let rebuilt: Promise<void> | undefined
    const follower: Follower = follow({
      apply: async (page) => {
        await apply(page)
        rebuilt ??= follower.rebuild()
      },
    })
    await follower.caughtUp()
    await rebuilt
    expect(applied).toEqual([1, 1])
  })

  it('starts from the beginning when the store does not know its anchor', async () => {
    await documents.put('anchor', 'influx', { anchor: 'of another store', host: '127.0.0.1:8086', database: 'vitald' })
    beats(1)
    const packedChanges: typeof feed.packedChanges = (query) =>
      query.anchor === 'of another store'
        ? Promise.reject(new HealthError('anchorExpired', 'the anchor is of another store'))
        : feed.packedChanges(query)
    await follow({ feed: { ...feed, packedChanges } }).caughtUp()
    expect(applied).toEqual([1])
  })

  it('tries a page again until it is applied, says why it is behind, and heals', async () => {
    let isAway = true
    const follower = follow({
      apply: (page) => (isAway ? Promise.reject(unavailable('does not answer')) : apply(page)),
    })
    beats(1)
    await expect.poll(() => follower.failures).toBeGreaterThan(2)
    expect(follower.state()).toEqual({ ok: false, reason: 'InfluxDB does not answer' })
    isAway = false
    beats(2)
    await follower.caughtUp()
    expect(follower.state()).toEqual({ ok: true })
    expect(applied).toEqual([1, 2])
  })

  it('tells how long something has been waiting', async () => {
    let now = morning
    beats(1)
    const follower = follow({ clock: () => now, prepare: () => Promise.reject(unavailable('does not answer')) })
    await expect.poll(() => follower.failures).toBeGreaterThan(0)
    now += 5_000
    expect(follower.lag).toBe(5_000)
  })

  it('says nothing of an error but that there is one, when it is not one of ours', async () => {
    const facts: object[] = []
    const follower = follow({
      prepare: () => Promise.reject(new Error('password=hunter2')),
      log: { info() {}, warn: (fact: object) => facts.push(fact) } as FollowerParts['log'],
    })
    await expect.poll(() => facts.length).toBeGreaterThan(0)
    expect(JSON.stringify([facts, follower.state()])).not.toContain('hunter2')
  })

  it('does not fill the log while the server is away', async () => {
    const facts: object[] = []
    const follower = follow({
      prepare: () => Promise.reject(unavailable('does not answer')),
      log: { info() {}, warn: (fact: object) => facts.push(fact) } as FollowerParts['log'],
    })
    await expect.poll(() => follower.failures).toBeGreaterThan(25)
    await follower.close(100)
    expect(facts).toHaveLength(5 + Math.floor(follower.failures / 20))
  })

  it('rejects who waits for it when it is closed', async () => {
    const follower = follow({ prepare: () => Promise.reject(unavailable('does not answer')) })
    const waiting = expect(follower.caughtUp()).rejects.toThrow('not followed any more')
    await follower.close(100)
    await waiting
    await expect(follower.caughtUp()).rejects.toThrow('not followed any more')
  })
})
