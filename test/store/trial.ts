import fc from 'fast-check'
import { expect } from 'vitest'
import type { NewQuantitySample } from '../../src/health/sample.js'
import type { HealthStore } from '../../src/store/health-store.js'
import { differences } from './brute-force/agreement.js'
import { Follower } from './follower.js'
import { Oracle } from './oracle.js'

const users = ['ada', 'ben'] as const
const types = ['heartRate', 'stepCount', 'bodyMass', 'environmentalAudioExposure'] as const
/** The present, for the store. */
export const base = Date.UTC(2026, 0, 1)

const user = fc.constantFrom(...users)
const instant = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map((n) => base + n * 5_000),
  fc.integer({ min: 0, max: 60 }).map((n) => base + n * 1_800_000),
)
const metadata = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constant({ note: 'by hand' }) },
  {
    weight: 1,
    arbitrary: fc.record({ syncIdentifier: fc.constantFrom('x', 'y'), syncVersion: fc.integer({ min: 1, max: 3 }) }),
  },
)
const sample: fc.Arbitrary<NewQuantitySample> = fc
  .record({
    type: fc.constantFrom(...types),
    start: instant,
    duration: fc.constantFrom(0, 0, 0, 7_000, 60_000, 5_400_000),
    value: fc.integer({ min: 1, max: 90 }),
    source: fc.constantFrom('phone', 'watch'),
    device: fc.constantFrom(undefined, 'strap'),
    metadata,
  })
  .map(({ duration, device, ...rest }) => ({
    kind: 'quantity',
    ...rest,
    end: rest.start + duration,
    ...(device === undefined ? {} : { device }),
  }))

const window = fc.record({ start: fc.option(instant, { nil: undefined }), end: fc.option(instant, { nil: undefined }) })
const strict = fc.subarray(['strictStartDate', 'strictEndDate'] as const)

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('save' as const), user, samples: fc.array(sample, { maxLength: 30 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('delete' as const), user, picks: fc.array(fc.nat(), { maxLength: 4 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('deleteMatching' as const), user, window, type: fc.constantFrom(...types) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('condense' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('follow' as const), limit: fc.integer({ min: 1, max: 9 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      user,
      window,
      strict,
      limit: fc.integer({ min: 1, max: 7 }),
      sort: fc.constantFrom('ascending' as const, 'descending' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('count' as const),
      user,
      window,
      type: fc.constantFrom(...types),
      sourcePriority: fc.constantFrom([], ['watch'], ['phone', 'watch']),
    }),
  },
)
/** Something that happens to a store. */
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Opens the store under test, always the same; the seed differs every time. */
export type OpenStore = (seed: number) => HealthStore

/** A course of events. */
export const courses: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 5, maxLength: 25 })

/** The store under test, its model, and followers of its feed. */
export class Trial {
  readonly #open: OpenStore
  readonly #oracle = new Oracle()
  readonly #followers = [
    new Follower({}),
    new Follower({ user: 'ada' }),
    new Follower({ types: ['heartRate', 'stepCount'] }),
  ]
  #opened = 0
  #store: HealthStore

  constructor(open: OpenStore) {
    this.#open = open
    this.#store = this.#openNext()
  }

  async run(steps: readonly Step[]): Promise<void> {
    for (const one of steps) await this.#take(one)
    for (const follower of this.#followers) {
      while (await follower.take(this.#store, 5));
      follower.expectState(this.#oracle)
    }
    await this.#store.close()
  }

  #openNext(): HealthStore {
    this.#opened += 1
    return this.#open(this.#opened)
  }

  async #take(one: Step): Promise<void> {
    if (one.do === 'save') return this.#save(one)
    if (one.do === 'delete') return this.#delete(one)
    if (one.do === 'deleteMatching') return this.#deleteMatching(one)
    if (one.do === 'condense') return this.#store.condense()
    if (one.do === 'reopen') return this.#reopen()
    if (one.do === 'read') return this.#read(one)
    if (one.do === 'count') return this.#count(one)
    for (const follower of this.#followers) await follower.take(this.#store, one.limit)
  }

  async #save(one: Extract<Step, { do: 'save' }>): Promise<void> {
    const result = await this.#store.save(one.user, one.samples)
    expect(result.stored + result.duplicates).toBe(one.samples.length)
    expect(this.#oracle.save(one.user, one.samples, result.uuids)).toBe(result.stored)
  }

  async #delete(one: Extract<Step, { do: 'delete' }>): Promise<void> {
    const all = this.#oracle.find(one.user, {})
    const uuids = all.length === 0 ? [] : one.picks.map((pick) => all[pick % all.length]?.uuid ?? '')
    await this.#store.delete(one.user, uuids)
    this.#oracle.remove(uuids)
  }

  async #deleteMatching(one: Extract<Step, { do: 'deleteMatching' }>): Promise<void> {
    const query = { ...one.window, types: [one.type] }
    const uuids = this.#oracle.find(one.user, query).map(({ uuid }) => uuid)
    expect(await this.#store.deleteMatching(one.user, query)).toBe(uuids.length)
    this.#oracle.remove(uuids)
  }

  async #reopen(): Promise<void> {
    await this.#store.close()
    this.#store = this.#openNext()
  }

  async #read({ user: who, window: span, ...rest }: Extract<Step, { do: 'read' }>): Promise<void> {
    const found = []
    let cursor: string | undefined
    do {
      const page = await this.#store.samples(who, {
        ...span,
        strict: rest.strict,
        limit: rest.limit,
        sort: rest.sort,
        cursor,
      })
      found.push(...page.items)
      cursor = page.cursor
    } while (cursor !== undefined)
    const wanted = this.#oracle.find(who, { ...span, strict: rest.strict })
    expect(found).toEqual(rest.sort === 'ascending' ? wanted : wanted.reverse())
    for (const one of wanted.slice(0, 3)) expect(await this.#store.find(who, one.uuid)).toEqual(one)
  }

  async #count({ user: who, window: span, type, sourcePriority }: Extract<Step, { do: 'count' }>): Promise<void> {
    const query = { ...span, type, sourcePriority, explain: true }
    expect(differences(await this.#store.statistics(who, query), this.#oracle.statistics(who, query))).toEqual([])
    const { start = base, end = base + 7_200_000 } = span
    const spans = [
      { start, end },
      { start: start + 3_600_000, end: end + 1 },
    ]
    const each = spans.map((one) => this.#store.statistics(who, { type, sourcePriority, ...one }))
    expect(await this.#store.collection(who, { type, sourcePriority, spans })).toEqual(await Promise.all(each))
  }
}
