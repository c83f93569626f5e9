/** People whose heart rate is measured once a second: the first one for a year, the others for its first 30 days. */
export const people = ['person-0', 'person-1', 'person-2'] as const

export const begin = Date.UTC(2026, 0, 1)
export const secondsAMonth = 30 * 86_400
export const secondsAYear = 365 * 86_400
export const secondsOf = (person: number): number => (person === 0 ? secondsAYear : secondsAMonth)

/** Beats a minute of a person at a second: by the hour of the day, and a little of its own. DuckDB works out the same. */
export const rateAt = (person: number, second: number): number =>
  60 + Math.floor((second % 86_400) / 3_600) + (((second * 7_919 + person * 13) % 101) % 7)

/** What a collection of statistics comes to: the sums of its buckets' figures. */
export interface Digest {
  readonly buckets: number
  readonly count: number
  readonly average: number
  readonly minimum: number
  readonly maximum: number
}

export interface Bucket {
  readonly count: number
  readonly average: number
  readonly minimum: number
  readonly maximum: number
}

export const digestOf = (buckets: readonly Bucket[]): Digest =>
  buckets.reduce<Digest>(
    (sum, bucket) => ({
      buckets: sum.buckets + 1,
      count: sum.count + bucket.count,
      average: sum.average + bucket.average,
      minimum: sum.minimum + bucket.minimum,
      maximum: sum.maximum + bucket.maximum,
    }),
    { buckets: 0, count: 0, average: 0, minimum: 0, maximum: 0 },
  )
