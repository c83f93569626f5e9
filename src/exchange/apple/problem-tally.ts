import type { FileProblem, FileProblemCode } from '../problem.js'
import type { AppleFinding } from './finding.js'
import { ownText } from './values/own-text.js'

/** As many different problems as are told apart by their subject. */
const subjectsMax = 100
/** Names of elements, types and units; never a value. */
const subjectPattern = /^[\w%/·*.<>() ^-]{1,100}$/

interface Tally extends FileProblem {
  count: number
}

/** Counts what is wrong by its reason, so that each is told once, however often it occurs. */
export class ProblemTally {
  readonly #tallies = new Map<string, Tally>()

  get isEmpty(): boolean {
    return this.#tallies.size === 0
  }

  /** One more of a kind; `offset` is asked for the first time only. */
  add(code: FileProblemCode, subject: string, offset: () => number): void {
    const known = this.#tallies.get(`${code} ${subject}`)
    if (known === undefined) this.#begin(code, subject, offset)
    else known.count += 1
  }

  /** What was counted, in the order of its first appearance. */
  *findings(): Generator<AppleFinding> {
    for (const problem of this.#tallies.values()) yield { type: 'problem', problem: { ...problem } }
  }

  #begin(code: FileProblemCode, subject: string, offset: () => number): void {
    const isNamed = subjectPattern.test(subject) && this.#tallies.size < subjectsMax
    if (!isNamed && subject !== '') this.add(code, '', offset)
    else
      this.#tallies.set(ownText(`${code} ${subject}`), {
        code,
        ...(isNamed && { subject: ownText(subject) }),
        offset: offset(),
        count: 1,
      })
  }
}
