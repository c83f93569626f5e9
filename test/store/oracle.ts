import type { Sample } from '../../src/health/sample.js'
import type { SampleQuery, StatisticsQuery } from '../../src/store/health-store.js'
import { styles } from './brute-force/cases.js'
import { type Condition, holds, type Measured } from './brute-force/readings.js'
import { type BruteStatistics, bruteStatistics } from './brute-force/statistics.js'

// What the store must do, done in the simplest way: a list of samples, and loops over it.

type Owned = { readonly user: string; readonly sample: Sample }

/** Which samples, as far as the model understands it. */
export interface ModelQuery extends Omit<SampleQuery, 'predicate'> {
  readonly predicate?: Condition | undefined
}

// Two cases of a category may well begin together.
const isOtherCase = (a: Sample, b: Sample): boolean =>
  a.kind === 'category' && b.kind === 'category' && a.value !== b.value

const isSameReading = (a: Sample, b: Sample): boolean =>
  !isOtherCase(a, b) &&
  a.type === b.type &&
  a.start === b.start &&
  a.device === b.device &&
  (a.device !== undefined || a.source === b.source)

const version = (sample: Sample): number => Number(sample.metadata.syncVersion)
const isMeasured = (sample: Sample): sample is Measured => sample.kind === 'quantity' || sample.kind === 'series'
const membersOf = (sample: Sample): readonly Sample[] => (sample.kind === 'correlation' ? sample.objects : [])

/** A store that is a list. */
export class Oracle {
  samples: Owned[] = []
  /** The sources of a person and type, in the order in which they were first heard of. */
  readonly #appeared = new Map<string, readonly string[]>()

  /** All that were ever added to a workout. */
  readonly everAdded = new Set<string>()
  readonly #added = new Map<string, ReadonlySet<string>>()

  /** What the save of samples does, which have their UUIDs already; says how many were new. */
  save(user: string, samples: readonly Sample[]): number {
    let stored = 0
    for (const sample of samples) stored += this.#saveOne(user, sample)
    return stored
  }

  has(uuid: string): boolean {
    return this.samples.some(({ sample }) => sample.uuid === uuid)
  }

  /** Adds samples to a workout, correlations with what they are made of. */
  associate(workout: string, samples: readonly Sample[]): void {
    const uuids = samples.flatMap((sample) => [sample, ...membersOf(sample)]).map(({ uuid }) => uuid)
    for (const uuid of uuids) this.everAdded.add(uuid)
    this.#added.set(workout, new Set([...(this.#added.get(workout) ?? []), ...uuids]))
  }

  /** Whether a sample was added to a workout. */
  isOf(workout: string, uuid: string): boolean {
    return this.#added.get(workout)?.has(uuid) === true
  }

  #hear(user: string, { type, source }: Sample): void {
    const sources = this.#appeared.get(`${user} ${type}`) ?? []
    if (!sources.includes(source)) this.#appeared.set(`${user} ${type}`, [...sources, source])
  }

  #saveOne(user: string, sample: Sample): number {
    this.#hear(user, sample)
    const mine = this.samples.filter((owned) => owned.user === user)
    const identifier = sample.metadata.syncIdentifier
    const synced = mine.find(
      ({ sample: other }) =>
        identifier !== undefined &&
        other.metadata.syncIdentifier === identifier &&
        other.type === sample.type &&
        other.source === sample.source,
    )
    if (synced && version(synced.sample) >= version(sample)) return 0
    if (synced) this.#replace(synced.sample.uuid, sample.uuid)
    else if (identifier === undefined && mine.some((owned) => isSameReading(owned.sample, sample))) return 0
    for (const one of [sample, ...membersOf(sample)]) this.samples.push({ user, sample: one })
    return 1
  }

  /** A newer version takes the older one's place in workouts. */
  #replace(older: string, newer: string): void {
    for (const [workout, uuids] of this.#added)
      if (uuids.has(older)) this.#added.set(workout, new Set([...uuids, newer]))
    this.remove([older])
  }

  /** Removes these, of correlations what they are made of too, and leaves the others what is left of them. */
  remove(uuids: readonly string[]): void {
    const going = this.samples.filter(({ sample }) => uuids.includes(sample.uuid))
    const gone = new Set(going.flatMap(({ sample }) => [sample, ...membersOf(sample)]).map(({ uuid }) => uuid))
    this.samples = this.samples
      .filter(({ sample }) => !gone.has(sample.uuid))
      .map(({ user, sample }) => ({ user, sample: sample.kind === 'correlation' ? without(sample, gone) : sample }))
  }

  find(user: string, query: ModelQuery): Sample[] {
    return this.samples
      .filter((owned) => owned.user === user && matches(owned.sample, query))
      .map(({ sample }) => sample)
      .sort((a, b) => a.start - b.start || (a.uuid < b.uuid ? -1 : 1))
  }

  statistics(user: string, query: StatisticsQuery): BruteStatistics | undefined {
    const { start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY, type, sourcePriority = [] } = query
    const style = styles[type as keyof typeof styles]
    const trust = { ranked: sourcePriority, appeared: this.#appeared.get(`${user} ${type}`) ?? [] }
    return bruteStatistics(
      this.find(user, {}).filter(isMeasured),
      { type, start, end, sourcePriority },
      { style, trust },
    )
  }
}

const without = (sample: Extract<Sample, { kind: 'correlation' }>, gone: ReadonlySet<string>): Sample => ({
  ...sample,
  objects: sample.objects.filter(({ uuid }) => !gone.has(uuid)),
})

const meets = (sample: Sample, condition: Condition): boolean =>
  isMeasured(sample) && holds(condition, sample, styles[sample.type as keyof typeof styles])

const matches = (sample: Sample, query: ModelQuery): boolean => {
  const from = query.start ?? Number.NEGATIVE_INFINITY
  const to = query.end ?? Number.POSITIVE_INFINITY
  const inside = (at: number): boolean => at >= from && at < to
  const strict = query.strict ?? []
  const overlaps = sample.start === sample.end ? inside(sample.start) : sample.start < to && sample.end > from
  return (
    from < to &&
    (query.types?.includes(sample.type) ?? true) &&
    (query.predicate === undefined || meets(sample, query.predicate)) &&
    (query.sources?.includes(sample.source) ?? true) &&
    (query.devices === undefined || (sample.device !== undefined && query.devices.includes(sample.device))) &&
    (strict.length > 0 || overlaps) &&
    (!strict.includes('strictStartDate') || inside(sample.start)) &&
    (!strict.includes('strictEndDate') || inside(sample.end))
  )
}
