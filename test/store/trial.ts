import { expect } from 'vitest'
import type { Clock } from '../../src/health/clock.js'
import type { NewSample, Sample } from '../../src/health/sample.js'
import type { HealthStore } from '../../src/store/health-store.js'
import { workoutSample } from '../http/workout-sample.js'
import { differences } from './brute-force/agreement.js'
import { base, type Step, users } from './course.js'
import { Follower } from './follower.js'
import { Oracle } from './oracle.js'

/** For how long the store under test tells of deletions, ms. */
export const retention = 1_000

/** Opens the store under test, always the same; the seed differs every time. */
export type OpenStore = (seed: number, clock: Clock) => HealthStore

/** A workout of each person that collected nothing. */
const workouts = users.map((_, at) => {
  const sample = workoutSample(at, { start: base, end: base + 1_000, sources: [] })
  return { ...sample, start: base, end: base + 1_000 }
})
const workoutOf = (user: (typeof users)[number]): string => workouts[users.indexOf(user)]?.uuid ?? ''

/** The store under test, its model, and followers of its feed. */
export class Trial {
  readonly #open: OpenStore
  readonly #oracle = new Oracle()
  readonly #followers = [
    new Follower({}),
    new Follower({ user: 'ada' }),
    new Follower({ types: ['heartRate', 'stepCount'] }),
    new Follower({ user: 'ada', predicate: { workout: workoutOf('ada') } }),
  ]
  #opened = 0
  #now = base
  #store: HealthStore

  constructor(open: OpenStore) {
    this.#open = open
    this.#store = this.#openNext()
  }

  async run(steps: readonly Step[]): Promise<void> {
    for (const [at, user] of users.entries()) await this.#save({ user, samples: workouts.slice(at, at + 1) })
    for (const one of steps) await this.#take(one)
    for (const follower of this.#followers) {
      while (await follower.take(this.#store, 5));
      follower.expectState(this.#oracle)
    }
    await this.#store.close()
  }

  #openNext(): HealthStore {
    this.#opened += 1
    return this.#open(this.#opened, () => this.#now)
  }

  async #take(one: Step): Promise<void> {
    if (one.do === 'save') return this.#save(one)
    if (one.do === 'delete') return this.#delete(one)
    if (one.do === 'deleteMatching') return this.#deleteMatching(one)
    if (one.do === 'associate') return this.#associate(one)
    if (one.do === 'purge') return this.#purge()
    if (one.do === 'condense') return this.#store.condense()
    if (one.do === 'reopen') return this.#reopen()
    if (one.do === 'read') return this.#read(one)
    if (one.do === 'count') return this.#count(one)
    for (const follower of this.#followers) await follower.take(this.#store, one.limit)
  }

  async #save({ user, samples }: { readonly user: string; readonly samples: readonly NewSample[] }): Promise<void> {
    const { uuids, stored, duplicates } = await this.#store.save(user, samples)
    expect(stored + duplicates).toBe(samples.length)
    const saved = await Promise.all(samples.map((sample, at) => this.#named(user, sample, uuids[at] ?? '')))
    expect(this.#oracle.save(user, saved)).toBe(stored)
  }

  /** A sample with its UUID; what a correlation is made of is asked for. */
  async #named(user: string, sample: NewSample, uuid: string): Promise<Sample> {
    const found = sample.kind === 'correlation' ? await this.#store.find(user, uuid) : undefined
    if (found === undefined) return { ...sample, uuid } as Sample
    expect(found).toMatchObject({ kind: 'correlation', type: sample.type, start: sample.start })
    return found
  }

  async #associate({ user, picks }: Extract<Step, { do: 'associate' }>): Promise<void> {
    const workout = workoutOf(user)
    const all = this.#oracle.find(user, {}).filter(({ kind }) => kind !== 'workout')
    if (all.length === 0 || !this.#oracle.has(workout)) return
    const samples = picks.flatMap((pick) => all[pick % all.length] ?? [])
    const uuids = samples.map(({ uuid }) => uuid)
    await this.#store.associate(user, workout, uuids)
    this.#oracle.associate(workout, samples)
    const { items } = await this.#store.samples(user, { predicate: { workout }, limit: 10_000 })
    expect(items).toEqual(this.#oracle.find(user, {}).filter(({ uuid }) => this.#oracle.isOf(workout, uuid)))
  }

  async #purge(): Promise<void> {
    this.#now += 2 * retention
    await this.#store.housekeeping.purge()
    expect(this.#store.figures().tombstones).toBe(0)
  }

  async #delete(one: Extract<Step, { do: 'delete' }>): Promise<void> {
    const all = this.#oracle.find(one.user, {})
    const uuids = all.length === 0 ? [] : one.picks.map((pick) => all[pick % all.length]?.uuid ?? '')
    await this.#store.delete(one.user, uuids)
    this.#oracle.remove(uuids)
  }

  async #deleteMatching(one: Extract<Step, { do: 'deleteMatching' }>): Promise<void> {
    const query = { ...one.window, types: [one.type], predicate: one.predicate }
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
