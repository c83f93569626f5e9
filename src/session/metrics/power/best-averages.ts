import { RecentSeconds } from './recent-seconds.js'

/** The lengths of which the best average is kept, by the end of the figure's name; s. */
export const bestLengths = {
  '5s': 5,
  '15s': 15,
  '30s': 30,
  '1min': 60,
  '2min': 120,
  '5min': 300,
  '10min': 600,
  '20min': 1_200,
  '60min': 3_600,
} as const satisfies Readonly<Record<string, number>>

type BestByLength = Readonly<Record<string, number | undefined>>

const names = Object.keys(bestLengths)
const lengths: readonly number[] = Object.values(bestLengths)
const longest = Math.max(...lengths)

/** What is kept of a value, so that what a sum loses later is what it was given. */
export const keptOf = (value: number): number => (Number.isInteger(value) ? value : Math.fround(value))

/** The best average of a series of one value a second for each length; complete windows only. */
export class BestAverages {
  readonly #recent = new RecentSeconds(longest)
  // Plain arrays: a typed one of so few numbers weighs twice as much.
  readonly #sums: number[] = lengths.map(() => 0)
  readonly #best: number[] = lengths.map(() => Number.NEGATIVE_INFINITY)

  /** The value that is so many seconds back, the last one being 1; undefined when there was none. */
  ago(back: number): number | undefined {
    return this.#recent.ago(back)
  }

  push(value: number): void {
    const kept = keptOf(value)
    for (let at = 0; at < lengths.length; at += 1) this.#slide(at, kept)
    this.#recent.push(kept)
  }

  /** By the end of the name; undefined where the series is shorter. */
  get averages(): BestByLength {
    const averageOf = (at: number): number | undefined => {
      const best = this.#best[at] ?? Number.NEGATIVE_INFINITY
      return Number.isFinite(best) ? best / (lengths[at] ?? 1) : undefined
    }
    return Object.fromEntries(names.map((name, at) => [name, averageOf(at)]))
  }

  #slide(at: number, value: number): void {
    const length = lengths[at] ?? 1
    const isWhole = this.#recent.count + 1 >= length
    const sum = (this.#sums[at] ?? 0) + value - (this.#recent.ago(length) ?? 0)
    this.#sums[at] = sum
    if (isWhole && sum > (this.#best[at] ?? 0)) this.#best[at] = sum
  }
}
