import { type ActivityReader, type FileFinding, recordsMax } from '../activity-reader.js'
import { FitActivity } from './fit-activity.js'
import { FitDecoder } from './fit-decoder.js'
import type { FitEvent } from './message.js'

/** Reads FIT activities: one for every file that is chained. */
export class FitReader implements ActivityReader {
  readonly #decoder = new FitDecoder()
  #activity: FitActivity | undefined
  #isTooLong = false;

  *push(chunk: Uint8Array): Generator<FileFinding> {
    for (const event of this.#decoder.push(chunk)) yield* this.#take(event)
  }

  *end(): Generator<FileFinding> {
    for (const event of this.#decoder.end()) yield* this.#take(event)
    yield* this.#finished()
  }

  *#take(event: FitEvent): Generator<FileFinding> {
    if (event.type === 'problem') {
      const { code, offset } = event.problem
      yield { type: 'problem', problem: { code: code === 'noFit' ? 'unknownFormat' : code, offset } }
    } else if (event.type === 'file') {
      yield* this.#finished()
      this.#activity = new FitActivity()
    } else if (this.#activity !== undefined && this.#activity.length < recordsMax) this.#activity.take(event.message)
    else this.#isTooLong = true
  }

  *#finished(): Generator<FileFinding> {
    const [activity, isTooLong] = [this.#activity, this.#isTooLong]
    this.#activity = undefined
    this.#isTooLong = false
    if (activity?.isCourse) yield { type: 'problem', problem: { code: 'course' } }
    else if (activity !== undefined) yield { type: 'activity', activity: activity.finish() }
    if (isTooLong) yield { type: 'problem', problem: { code: 'tooLong' } }
  }
}
