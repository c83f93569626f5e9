import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { NewSample, Owned } from '../../../src/health/sample.js'
import { unpackedPage } from '../../../src/store/feed/packed-columns.js'
import type { ChangesQuery, HealthStore, StatisticsQuery } from '../../../src/store/health-store.js'
import { openMemoryStore, openStore } from '../../../src/store/open-store.js'
import { FreshHistory } from '../../../src/store/reader/fresh-history.js'
import { createReader } from '../../../src/store/reader/store-reader.js'
import { openReader } from '../../../src/store/sqlite/database.js'
import { propertyRuns } from '../../setup/property-runs.js'
import { beat, quantity, steps, ten } from '../samples.js'
import { seededRandom } from '../seeded-random.js'

const folder = mkdtempSync(join(tmpdir(), 'vitald-condensing-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Lets background work take one step at a time. */
class Gate {
  #waiting: (() => void)[] = []

  readonly turn = (): Promise<void> => new Promise((resolve) => this.#waiting.push(resolve))

  async step(): Promise<void> {
    for (const resolve of this.#waiting.splice(0)) resolve()
    await setImmediate()
  }
}

/** What the reading thread does, in this one. */
const openSecondReader = (file: string) => {
  const database = openReader(file)
  const fresh = new FreshHistory(database)
  const reader = createReader(fresh.history, () => fresh.head)
  return {
    samples: (user: string) => fresh.read(() => reader.samples(user, { limit: 10_000 })).items,
    statistics: (query: StatisticsQuery) => fresh.read(() => reader.statistics('me', query)),
    changes: (query: ChangesQuery) => fresh.read(() => unpackedPage(fresh.history, reader.packedChanges(query))),
    close: () => database.close(),
  }
}

type Changes = Awaited<ReturnType<HealthStore['changes']>>

/** A copy that grows by a page now and then. */
class Copy {
  readonly #read: (query: ChangesQuery) => Changes | Promise<Changes>
  readonly #held = new Map<string, Owned>()
  #anchor: string | undefined

  constructor(read: (query: ChangesQuery) => Changes | Promise<Changes>) {
    this.#read = read
  }

  async page(limit: number): Promise<boolean> {
    const { added, deleted, anchor, more } = await this.#read({ user: 'me', anchor: this.#anchor, limit })
    for (const { uuid } of deleted) this.#held.delete(uuid)
    for (const owned of added) {
      expect(this.#held.has(owned.sample.uuid)).toBe(false)
      this.#held.set(owned.sample.uuid, owned)
    }
    this.#anchor = anchor
    return more
  }

  async whole(): Promise<unknown[]> {
    while (await this.page(40));
    return [...this.#held.values()].map(({ sample }) => sample).sort(byUuid)
  }
}

const byUuid = (a: { uuid: string }, b: { uuid: string }): number => (a.uuid < b.uuid ? -1 : 1)

const queries: readonly StatisticsQuery[] = [
  { type: 'heartRate' },
  { type: 'heartRate', start: ten + 20_000, end: ten + 90_000 },
  { type: 'stepCount', separateBySource: true },
  { type: 'stepCount', start: ten - 60_000, end: ten + 125_000 },
]

const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null), (_, each: unknown) =>
    typeof each === 'number' ? Number(each.toPrecision(9)) : each,
  )

const at = fc.integer({ min: -50, max: 150 }).map((n) => ten + n * 1_000)
const sample: fc.Arbitrary<NewSample> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(at, fc.nat({ max: 90 })).map(([start, value]) => beat(start, value)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(at, fc.integer({ min: 1, max: 9_000 }), fc.constantFrom('watch', 'phone'))
      .map(([start, ms, source]) => steps(start, start + ms, 7, { source })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(at, fc.integer({ min: 1, max: 5 }))
      .map(([start, syncVersion]) =>
        quantity('heartRate', start, syncVersion, { metadata: { syncIdentifier: 'x', syncVersion } }),
      ),
  },
)
const move = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('save' as const), samples: fc.array(sample, { maxLength: 40 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('delete' as const), picks: fc.array(fc.nat(), { maxLength: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('condense' as const) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('step' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('page' as const), limit: fc.integer({ min: 1, max: 30 }) }) },
)
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never

/** A store that condenses step by step, beside one of the same that never does. */
class Twins {
  readonly #gate = new Gate()
  readonly #store: HealthStore
  readonly #plain: HealthStore
  readonly #second: ReturnType<typeof openSecondReader>
  readonly #copies: readonly Copy[]
  #condensing: Promise<unknown>[] = []

  constructor(file: string) {
    const options = { clock: () => ten, random: seededRandom(3) }
    this.#plain = openMemoryStore({ clock: () => ten, random: seededRandom(3) })
    this.#store = openStore({ ...options, file, quantitiesPerStep: 8, turn: this.#gate.turn })
    this.#second = openSecondReader(file)
    this.#copies = [new Copy((query) => this.#store.changes(query)), new Copy((query) => this.#second.changes(query))]
  }

  async run(moves: readonly Move[]): Promise<void> {
    for (const one of moves) {
      await this.#take(one)
      await this.#expectSame()
    }
    const last = this.#store.condense()
    for (const done = last.then(() => true); !(await Promise.race([done, this.#gate.step()])); )
      await this.#expectSame()
    await Promise.all(this.#condensing)
    await this.#expectSame()
    const wanted = [...(await this.#plain.samples('me', { limit: 10_000 })).items].sort(byUuid)
    for (const copy of this.#copies) expect(await copy.whole()).toEqual(wanted)
    expect(this.#store.figures().journalQuantities).toBe(0)
    expect(await this.#store.housekeeping.check()).toMatchObject({ ok: true, faults: [] })
    this.#second.close()
    await Promise.all([this.#store.close(), this.#plain.close(), this.#gate.step()])
  }

  async #take(one: Move): Promise<void> {
    if (one.do === 'step') return this.#gate.step()
    if (one.do === 'condense') return void this.#condensing.push(this.#store.condense())
    if (one.do === 'page') {
      for (const copy of this.#copies) await copy.page(one.limit)
      return
    }
    if (one.do === 'save') {
      const [ours, theirs] = await Promise.all([this.#store, this.#plain].map((store) => store.save('me', one.samples)))
      expect(ours?.uuids).toEqual(theirs?.uuids)
      return
    }
    const { items } = await this.#plain.samples('me', {})
    const uuids = one.picks.flatMap((pick) => items[pick % Math.max(1, items.length)]?.uuid ?? [])
    await Promise.all([this.#store, this.#plain].map((store) => store.delete('me', uuids)))
  }

  async #expectSame(): Promise<void> {
    const { items } = await this.#plain.samples('me', { limit: 10_000 })
    expect((await this.#store.samples('me', { limit: 10_000 })).items).toEqual(items)
    expect(this.#second.samples('me')).toEqual(items)
    for (const query of queries) {
      const wanted = rounded(await this.#plain.statistics('me', query))
      expect(rounded(await this.#store.statistics('me', query))).toEqual(wanted)
      expect(rounded(this.#second.statistics(query))).toEqual(wanted)
    }
  }
}

describe('condensing step by step', () => {
  it('changes nothing that anyone can see, whatever happens between two steps', async () => {
    let trial = 0
    const moves = fc.array(move, { minLength: 10, maxLength: 40 })
    const property = fc.asyncProperty(moves, async (taken) => new Twins(join(folder, `${trial++}.db`)).run(taken))
    await fc.assert(property, propertyRuns(15, 750))
  }, 120_000)
})
