import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundsOf, isNothing } from '../../src/health/predicate/bounds.js'
import { matcherOf, type SampleContext } from '../../src/health/predicate/matcher.js'
import type { Predicate } from '../../src/health/predicate/predicate.js'
import type { NewSample, Sample } from '../../src/health/sample.js'
import type { HealthStore, SortOrder } from '../../src/store/health-store.js'
import { openMemoryStore } from '../../src/store/open-store.js'
import { anyPredicate } from '../health/predicate/any-predicate.js'
import { anySamples, base, workouts } from './any-sample.js'
import { seededRandom } from './seeded-random.js'

const ids = workouts.map(({ uuid }) => uuid ?? '')

/** A store with samples, of which every fifth was added to the second workout. */
const open = async (samples: readonly NewSample[]): Promise<{ store: HealthStore; added: ReadonlySet<string> }> => {
  const store = openMemoryStore({ clock: () => base, random: seededRandom(1) })
  await store.origins.describeDevice('strap', { name: 'H10' })
  await store.origins.describeSource({ source: 'watch', version: '2' })
  await store.save('me', workouts)
  const { uuids } = await store.save('me', samples)
  const added = new Set(uuids.filter((_, at) => at % 5 === 0))
  await store.associate('me', ids[1] ?? '', [...added])
  return { store, added }
}

const all = async (store: HealthStore): Promise<readonly Sample[]> =>
  (await store.samples('me', { limit: 10_000 })).items

type Trial = Awaited<ReturnType<typeof open>>

/** What the samples do not say of themselves, from what they are and not from how they are kept. */
const contextOf = async ({ store, added }: Trial, samples: readonly Sample[]): Promise<SampleContext> => {
  const origins = new Map<string, ReturnType<SampleContext['origin']>>()
  for (const { uuid } of samples) {
    const [origin] = await store.origins.of('me', [uuid])
    if (origin) origins.set(uuid, origin)
  }
  const correlations = samples.filter((sample) => sample.kind === 'correlation')
  const membersOf = (some: typeof correlations) => some.flatMap(({ objects }) => objects.map(({ uuid }) => uuid))
  const members = new Set(membersOf(correlations))
  const byHand = new Set([...added, ...membersOf(correlations.filter(({ uuid }) => added.has(uuid)))])
  return {
    origin: ({ uuid, source }) => origins.get(uuid) ?? { source: { source } },
    isOfWorkout: ({ uuid, kind, source, start }, workout) =>
      workout === ids[0]
        ? kind !== 'workout' && source === 'watch' && start >= base && start <= base + 1_200_000
        : byHand.has(uuid),
    isCorrelated: ({ uuid }) => members.has(uuid),
  }
}

const isWithin = (sample: Sample, predicate: Predicate): boolean => {
  const bounds = boundsOf(predicate)
  const { start, end, type, source, uuid } = sample
  return (
    !isNothing(bounds) &&
    (bounds.types?.has(type) ?? true) &&
    (bounds.sources?.has(source) ?? true) &&
    (bounds.devices?.has(sample.device ?? '') ?? true) &&
    (bounds.uuids?.has(uuid) ?? true) &&
    start >= bounds.startFrom &&
    start < bounds.startTo &&
    end >= bounds.endFrom &&
    end < bounds.endTo
  )
}

/** All pages of a few. */
const paged = async (store: HealthStore, predicate: Predicate, sort: readonly SortOrder[]): Promise<Sample[]> => {
  const found: Sample[] = []
  let cursor: string | undefined
  do {
    const page = await store.samples('me', { predicate, sort, limit: 7, cursor })
    found.push(...page.items)
    cursor = page.cursor
  } while (cursor !== undefined)
  return found
}

const sorted = (samples: readonly Sample[], { by, order }: SortOrder): readonly Sample[] => {
  const key = (sample: Sample): number => (by === 'end' ? sample.end : sample.start)
  const up = [...samples].sort((a, b) => key(a) - key(b) || (a.uuid < b.uuid ? -1 : 1))
  return order === 'ascending' ? up : up.reverse()
}

/** What a follower has who takes page after page of the feed. */
const followed = async (store: HealthStore, predicate: Predicate): Promise<string[]> => {
  const uuids: string[] = []
  let anchor: string | undefined
  for (;;) {
    const page = await store.changes({ user: 'me', predicate, anchor, limit: 4 })
    expect(page.added.length).toBeLessThanOrEqual(4)
    uuids.push(...page.added.map(({ sample }) => sample.uuid))
    anchor = page.anchor
    // What was added to a workout is told once more.
    if (!page.more) return [...new Set(uuids)].sort()
  }
}

const orders: readonly SortOrder[] = (['start', 'end'] as const).flatMap((by) =>
  (['ascending', 'descending'] as const).map((order) => ({ by, order })),
)

const check = async (trial: Trial, predicate: Predicate, order: SortOrder): Promise<void> => {
  const { store } = trial
  const samples = await all(store)
  const [context, match] = [await contextOf(trial, samples), matcherOf(predicate)]
  const expected = samples.filter((sample) => match(sample, context))
  expect(expected.filter((sample) => !isWithin(sample, predicate))).toEqual([])
  expect(await paged(store, predicate, [order])).toEqual(sorted(expected, order))
  expect(await followed(store, predicate)).toEqual(expected.map(({ uuid }) => uuid).sort())
}

describe('queries by predicate', () => {
  it('find what a look at every sample finds, in the journal and in blocks', { timeout: 120_000 }, async () => {
    const trial = fc.asyncProperty(
      anySamples,
      fc.array(anyPredicate(ids), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...orders),
      async (samples, predicates, order) => {
        const opened = await open(samples)
        const { store } = opened
        for (const predicate of predicates) await check(opened, predicate, order)
        const before = await all(store)
        await store.condense()
        expect(await all(store)).toEqual(before)
        for (const predicate of predicates) await check(opened, predicate, order)
        await store.close()
      },
    )
    await fc.assert(trial, { numRuns: 60 })
  })

  it('delete what they find, and nothing else', { timeout: 60_000 }, async () => {
    const trial = fc.asyncProperty(anySamples, anyPredicate(ids), async (samples, predicate) => {
      const { store } = await open(samples)
      await store.condense()
      const uuids = new Set((await store.samples('me', { predicate, limit: 10_000 })).items.map(({ uuid }) => uuid))
      const found = await all(store)
      // The members of a correlation go with it.
      for (const sample of found)
        if (sample.kind === 'correlation' && uuids.has(sample.uuid))
          for (const { uuid } of sample.objects) uuids.add(uuid)
      await store.deleteMatching('me', { predicate })
      const left = (await all(store)).map(({ uuid }) => uuid)
      expect(left).toEqual(found.map(({ uuid }) => uuid).filter((uuid) => !uuids.has(uuid)))
      await store.close()
    })
    await fc.assert(trial, { numRuns: 40 })
  })
})
