import type { ImportProblem } from '../imports.js'

type Sentence = (count: number) => string

/** How many of something, in words that go on with what became of it. */
export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** What was left out of an export, counted by its reason: one problem for each, however often it was. */
export class Tallies {
  readonly #counts = new Map<string, { readonly code: string; readonly sentence: Sentence; count: number }>()

  /** One more; `sentence` makes a sentence of how many they were in the end. */
  add(code: string, sentence: Sentence, count = 1): void {
    const key = `${code} ${sentence(0)}`
    const tally = this.#counts.get(key) ?? { code, sentence, count: 0 }
    tally.count += count
    this.#counts.set(key, tally)
  }

  problems(): readonly ImportProblem[] {
    return [...this.#counts.values()].map(({ code, sentence, count }) => ({ code, message: sentence(count) }))
  }
}
