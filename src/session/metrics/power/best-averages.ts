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

/** The best average of a series of one value a second for each length; complete windows only. */
export class BestAverages {
  readonly #recent = new RecentSeconds(longest)
  readonly #sums = new Float64Array(lengths.length)
  readonly #best = new Float64Array(lengths.length).fill(Number.NEGATIVE_INFINITY)

  push(value: number): void {
    // What is taken off a sum later is what is kept of the value.
    const kept = Number.isInteger(value) ? value : Math.fround(value)
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
