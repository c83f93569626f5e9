import { holdLimitMs, lastHoldMs } from '../../src/health/hold-limit.js'
import type { NewQuantitySample, QuantitySample } from '../../src/health/sample.js'
import type { Statistics } from '../../src/health/statistics.js'
import { type QuantityTypeName, quantityType } from '../../src/health/type.js'
import type { SampleQuery, StatisticsQuery } from '../../src/store/health-store.js'

// What the store must do, done in the simplest way: a list of samples, and loops over it.

type Owned = { readonly user: string; readonly sample: QuantitySample }

const isSameReading = (a: NewQuantitySample, b: NewQuantitySample): boolean =>
  a.type === b.type && a.start === b.start && a.device === b.device && (a.device !== undefined || a.source === b.source)

const version = (sample: NewQuantitySample): number => Number(sample.metadata.syncVersion)

/** A store of quantities that is a list. */
export class Oracle {
  samples: Owned[] = []

  /** What the save does: for each sample the index of the one that it is, or is to become. */
  save(user: string, samples: readonly NewQuantitySample[], uuids: readonly string[]): number {
    let stored = 0
    for (const [at, sample] of samples.entries()) stored += this.#saveOne(user, { ...sample, uuid: uuids[at] ?? '' })
    return stored
  }

  #saveOne(user: string, sample: QuantitySample): number {
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

  /** The values that may be called the most recent: those of readings that start and end last, together. */
  mostRecentValues(user: string, query: StatisticsQuery): number[] {
    const { type, start, end } = query
    const found = this.find(user, { types: [type], start, end }).sort((a, b) => b.end - a.end || b.start - a.start)
    return found.filter((one) => one.end === found[0]?.end && one.start === found[0].start).map(({ value }) => value)
  }

  statistics(user: string, query: StatisticsQuery): Statistics | undefined {
    const { type, start, end, sources, devices } = query
    const found = this.find(user, { types: [type], start, end, sources, devices })
    return found.length === 0 ? undefined : figures(found, query)
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

interface Clipped {
  readonly from: number
  readonly to: number
  readonly share: number
  readonly sample: QuantitySample
}

const clip = (sample: QuantitySample, { start, end }: StatisticsQuery): Clipped => {
  if (sample.start === sample.end) return { from: sample.start, to: sample.end, share: 1, sample }
  const from = Math.max(sample.start, start ?? sample.start)
  const to = Math.min(sample.end, end ?? sample.end)
  return { from, to, share: (to - from) / (sample.end - sample.start), sample }
}

const figures = (found: readonly QuantitySample[], query: StatisticsQuery): Statistics => {
  const clipped = found.map((sample) => clip(sample, query))
  const values = found.map(({ value }) => value)
  const latest = [...found].sort((a, b) => b.end - a.end || b.start - a.start)[0] as QuantitySample
  const own =
    quantityType(query.type).aggregation === 'cumulative'
      ? { sum: mergedSum(clipped, query.sourcePriority ?? []) }
      : { average: average(query.type, clipped), min: Math.min(...values), max: Math.max(...values) }
  return {
    type: query.type,
    unit: quantityType(query.type).unit,
    start: Math.min(...found.map(({ start }) => start)),
    end: Math.max(...found.map(({ end }) => end)),
    ...own,
    mostRecent: { value: latest.value, at: latest.end },
    duration: covered(clipped) / 1_000,
    count: found.length,
    sources: [...new Set(found.map(({ source }) => source))].sort(),
  }
}

/** Every instant at which something begins or ends, so that between two of them nothing changes. */
const borders = (clipped: readonly Clipped[]): number[] =>
  [...new Set(clipped.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)

const covered = (clipped: readonly Clipped[]): number => {
  const marks = borders(clipped)
  return marks.reduce((sum, mark, at) => {
    const next = marks[at + 1] ?? mark
    return clipped.some(({ from, to }) => from <= mark && to >= next && to > from) ? sum + next - mark : sum
  }, 0)
}

/** Walks the borders and counts, of each stretch between two, the share of the best source that has one. */
const mergedSum = (clipped: readonly Clipped[], priority: readonly string[]): number => {
  const rank = (source: string): string =>
    `${priority.includes(source) ? priority.indexOf(source) : 99}`.padStart(2, '0') + source
  const best = (from: number, to: number): string | undefined =>
    clipped
      .filter((one) => one.from <= from && one.to >= to && one.to > one.from && one.to > from)
      .map(({ sample }) => sample.source)
      .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))[0]
  const marks = borders(clipped)
  return clipped.reduce((sum, { from, to, share, sample }) => {
    const { source, value } = sample
    if (from === to) {
      const owner = best(from, from)
      return owner === undefined || rank(owner) >= rank(source) ? sum + value : sum
    }
    const counted = marks.reduce((time, mark, at) => {
      const next = marks[at + 1] ?? mark
      return mark >= from && next <= to && best(mark, next) === source ? time + next - mark : time
    }, 0)
    return sum + value * share * (counted / (to - from))
  }, 0)
}

const average = (type: QuantityTypeName, clipped: readonly Clipped[]): number => {
  const style = quantityType(type).aggregation
  if (style === 'discreteArithmetic') return clipped.reduce((sum, { sample }) => sum + sample.value, 0) / clipped.length
  const level = (value: number): number => (style === 'discreteEquivalentContinuousLevel' ? 10 ** (value / 10) : value)
  let [weighted, weight] = [0, 0]
  for (const source of new Set(clipped.map(({ sample }) => sample.source))) {
    const own = clipped.filter(({ sample }) => sample.source === source).sort((a, b) => a.from - b.from)
    for (const { from, to, sample } of own) {
      const together = own.filter((one) => one.from === from && one.to === from).length
      const next = own.find((one) => one.from > from)
      const hold = next === undefined ? lastHoldMs : Math.min(next.from - from, holdLimitMs(type))
      // Instants of one source that begin together are one, their mean.
      const time = to > from ? to - from : hold / together
      weighted += level(sample.value) * time
      weight += time
    }
  }
  const mean = weighted / weight
  return style === 'discreteEquivalentContinuousLevel' ? 10 * Math.log10(mean) : mean
}
