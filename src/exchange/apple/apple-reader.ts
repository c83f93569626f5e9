import { type Decoder, decoderOf } from '../encoding.js'
import type { FileProblemCode } from '../problem.js'
import { ElementParser } from './document/element-parser.js'
import { Prologue } from './document/prologue.js'
import type { AppleFinding } from './finding.js'
import { Findings } from './findings.js'
import { ProblemTally } from './problem-tally.js'
import type { Refuse } from './refuse.js'

/** The elements that mean something here. */
const wanted: ReadonlySet<string> = new Set([
  'ActivitySummary',
  'Correlation',
  'ExportDate',
  'FileReference',
  'HeartRateVariabilityMetadataList',
  'InstantaneousBeatsPerMinute',
  'Me',
  'MetadataEntry',
  'Record',
  'Workout',
  'WorkoutActivity',
  'WorkoutEvent',
  'WorkoutRoute',
  'WorkoutStatistics',
])

/** As much as the encoding is told by. */
const startLength = 256
/** As much as is read at once, so that the findings of a long chunk are not held together. */
const sliceLength = 65_536

/**
 * Reads the `export.xml` of the Health app from chunks of any size, and holds one element at a time. Never throws: what is
 * broken is left out and told at the end, once for each reason, with the byte of the first and how many there were. Broken
 * markup ends it.
 */
export class AppleReader {
  readonly #tally = new ProblemTally()
  readonly #prologue = new Prologue()
  readonly #refuse: Refuse = (code, subject) => {
    this.#tally.add(code, subject, () => this.#parser.offset)
    return undefined
  }
  readonly #findings = new Findings((found) => this.#found.push(found), this.#refuse)
  readonly #parser = new ElementParser({
    wants: (name) => wanted.has(name),
    take: (element) => this.#findings.take(element),
    leaveOut: (name, isTooMuch) => this.#refuse(isTooMuch ? 'tooLong' : 'leftOut', name),
    overlook: () => this.#refuse('badValues', ''),
  })
  #start: Uint8Array = new Uint8Array()
  #decoder: Decoder | undefined
  #found: AppleFinding[] = []
  #isEmpty = true
  #isBroken = false;

  /** What became whole with this chunk. */
  *push(chunk: Uint8Array): Generator<AppleFinding> {
    const bytes = this.#decoder === undefined ? this.#begin(chunk) : chunk
    for (let from = 0; from < bytes.length && !this.#isBroken; from += sliceLength)
      yield* this.#read(bytes.subarray(from, from + sliceLength))
  }

  /** What is left, and what was wrong. */
  *end(): Generator<AppleFinding> {
    this.#decoder ??= decoderOf(this.#start)
    yield* this.#read(this.#start, true)
    this.#conclude()
    yield* this.#given()
    yield* this.#tally.findings()
  }

  /** What there is once there is enough to tell the encoding by. */
  #begin(chunk: Uint8Array): Uint8Array {
    const bytes = new Uint8Array(Buffer.concat([this.#start, chunk]))
    const isEnough = bytes.length >= startLength
    if (isEnough) this.#decoder = decoderOf(bytes)
    this.#start = isEnough ? new Uint8Array() : bytes
    return isEnough ? bytes : this.#start.subarray(0, 0)
  }

  #read(bytes: Uint8Array, isLast = false): readonly AppleFinding[] {
    if (this.#isBroken) return []
    try {
      this.#write(this.#decoder?.decode(bytes, { stream: !isLast }) ?? '')
    } catch (error) {
      this.#break(this.#codeOf(error))
    }
    return this.#given()
  }

  #write(text: string): void {
    if (this.#prologue.isOver) {
      this.#parser.write(text)
      return
    }
    const begun = this.#prologue.push(text)
    if (begun !== undefined) {
      this.#parser.skip(begun.before)
      this.#parser.write(begun.root)
    } else if (this.#prologue.isTooLong) this.#break('unknownFormat')
  }

  // The parser throws for what no XML may hold, and for what is more than is held.
  #codeOf(error: unknown): FileProblemCode {
    if (error instanceof RangeError) return 'tooLong'
    return this.#parser.isWhole ? 'trailingBytes' : 'badMarkup'
  }

  #conclude(): void {
    if (this.#isBroken) return
    if (!this.#prologue.isOver) this.#break('unknownFormat')
    else if (!this.#parser.isWhole) this.#break('truncated')
    else if (this.#isEmpty && this.#tally.isEmpty) this.#found.push({ type: 'problem', problem: { code: 'noRecords' } })
  }

  #break(code: FileProblemCode): void {
    this.#isBroken = true
    this.#found.push({ type: 'problem', problem: { code, offset: this.#parser.position } })
  }

  #given(): readonly AppleFinding[] {
    const found = this.#found
    this.#found = []
    if (found.length > 0) this.#isEmpty = false
    return found
  }
}
