import type { NewQuantitySample, QuantitySample } from '../../src/health/sample.js'
import type { SampleQuery, StatisticsQuery } from '../../src/store/health-store.js'
import { styles } from './brute-force/cases.js'
import { type BruteStatistics, bruteStatistics } from './brute-force/statistics.js'

// What the store must do, done in the simplest way: a list of samples, and loops over it.

type Owned = { readonly user: string; readonly sample: QuantitySample }

const isSameReading = (a: NewQuantitySample, b: NewQuantitySample): boolean =>
  a.type === b.type && a.start === b.start && a.device === b.device && (a.device !== undefined || a.source === b.source)

const version = (sample: NewQuantitySample): number => Number(sample.metadata.syncVersion)

/** A store of quantities that is a list. */
export class Oracle {
  samples: Owned[] = []
  /** The sources of a person and type, in the order in which they were first heard of. */
  readonly #appeared = new Map<string, readonly string[]>()

  /** What the save does: for each sample the index of the one that it is, or is to become. */
  save(user: string, samples: readonly NewQuantitySample[], uuids: readonly string[]): number {
    let stored = 0
    for (const [at, sample] of samples.entries()) stored += this.#saveOne(user, { ...sample, uuid: uuids[at] ?? '' })
    return stored
  }

  #hear(user: string, { type, source }: QuantitySample): void {
    const sources = this.#appeared.get(`${user} ${type}`) ?? []
    if (!sources.includes(source)) this.#appeared.set(`${user} ${type}`, [...sources, source])
  }

  #saveOne(user: string, sample: QuantitySample): number {
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
    if (synced) this.samples = this.samples.filter((owned) => owned !== synced)
    else if (identifier === undefined && mine.some((owned) => isSameReading(owned.sample, sample))) return 0
    this.samples.push({ user, sample })
    return 1
  }

  remove(uuids: readonly string[]): void {
    this.samples = this.samples.filter(({ sample }) => !uuids.includes(sample.uuid))
  }

  find(user: string, query: SampleQuery): QuantitySample[] {
    return this.samples
      .filter((owned) => owned.user === user && matches(owned.sample, query))
      .map(({ sample }) => sample)
      .sort((a, b) => a.start - b.start || (a.uuid < b.uuid ? -1 : 1))
  }

  statistics(user: string, query: StatisticsQuery): BruteStatistics | undefined {
    const { start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY, type, sourcePriority = [] } = query
    const style = styles[type as keyof typeof styles]
    const trust = { ranked: sourcePriority, appeared: this.#appeared.get(`${user} ${type}`) ?? [] }
    return bruteStatistics(this.find(user, {}), { type, start, end, sourcePriority }, { style, trust })
  }
}

const matches = (sample: QuantitySample, query: SampleQuery): boolean => {
  const from = query.start ?? Number.NEGATIVE_INFINITY
  const to = query.end ?? Number.POSITIVE_INFINITY
  const inside = (at: number): boolean => at >= from && at < to
  const strict = query.strict ?? []
  const overlaps = sample.start === sample.end ? inside(sample.start) : sample.start < to && sample.end > from
  return (
    from < to &&
    (query.types?.includes(sample.type) ?? true) &&
    (query.sources?.includes(sample.source) ?? true) &&
    (query.devices === undefined || (sample.device !== undefined && query.devices.includes(sample.device))) &&
    (strict.length > 0 || overlaps) &&
    (!strict.includes('strictStartDate') || inside(sample.start)) &&
    (!strict.includes('strictEndDate') || inside(sample.end))
  )
}
