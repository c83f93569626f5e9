import { SaxesParser } from 'saxes'
import type { ActivityReader, FileFinding } from './activity-reader.js'
import { Ampersands } from './ampersands.js'
import { type Decoder, decoderOf } from './encoding.js'
import type { RecordedActivity } from './recording/recorded-activity.js'

/** An element that closed: the names around it, outermost first, its own last; its text without surrounding blanks. */
export interface ClosedElement {
  readonly path: readonly string[]
  readonly text: string
}

/** Takes the elements of a document as they open and close, and gives each activity when it is whole. */
export interface DocumentActivities {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close(element: ClosedElement): RecordedActivity | undefined
  /** What there is of an activity that did not close. */
  rest(): RecordedActivity | undefined
  /** Whether there was a way without the times at which it was gone. */
  readonly hasCourse: boolean
  /** How many numbers and times were none. */
  readonly faults: number
}

/** As much text as one element may hold; numbers and dates are far shorter. */
const textMax = 10_000
const depthMax = 200
/** As much as may come without a tag. */
const gatheredMax = 4_194_304

/**
 * What the parser may stumble over and go on: an entity of HTML (`&nbsp;`), one of a character that XML has not, or such a
 * character itself. They are in names, which nothing depends on.
 */
const forgiven = /: (undefined entity|malformed character entity|disallowed character)\.$/

/** Writers choose their own prefixes for extensions, so only the part after it counts. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Reads an XML document as it streams in. Markup that is broken ends it; what was whole before is told. */
export class XmlReader implements ActivityReader {
  readonly #activities: DocumentActivities
  readonly #parser = new SaxesParser({ position: true })
  readonly #path: string[] = []
  readonly #found: FileFinding[] = []
  readonly #ampersands = new Ampersands()
  #decoder: Decoder | undefined
  #hasBegun = false
  /** Where the first value was that is none. */
  #faultAt: number | undefined
  #text = ''
  /** Bytes since a tag opened or closed: the parser keeps them all. */
  #gathered = 0
  #isBroken = false
  #hasActivity = false

  constructor(activities: DocumentActivities) {
    this.#activities = activities
    this.#parser.on('error', (error) => {
      if (!forgiven.test(error.message)) throw error
    })
    this.#parser.on('opentag', ({ name, attributes }) =>
      this.#open(localName(name), attributes as Readonly<Record<string, string>>),
    )
    this.#parser.on('text', (part) => {
      if (this.#text.length < textMax) this.#text += part
    })
    this.#parser.on('closetag', () => this.#close())
  }

  *push(chunk: Uint8Array): Generator<FileFinding> {
    if (this.#isBroken) return
    this.#gathered += chunk.length
    const decoder = this.#decoder ?? decoderOf(chunk)
    this.#decoder = decoder
    this.#try(() => this.#write(decoder.decode(chunk, { stream: true })))
    yield* this.#found.splice(0)
  }

  *end(): Generator<FileFinding> {
    if (!this.#isBroken) this.#try(() => this.#finish())
    const rest = this.#activities.rest()
    if (rest !== undefined) this.#keep(rest)
    yield* this.#found.splice(0)
    if (this.#faultAt !== undefined) yield { type: 'problem', problem: { code: 'badValues', offset: this.#faultAt } }
    if (this.#hasActivity || this.#isBroken) return
    yield { type: 'problem', problem: { code: this.#activities.hasCourse ? 'course' : 'noRecords' } }
  }

  // Some programs write blanks or letters before the declaration, which no XML may have there.
  #write(text: string): void {
    const begun = this.#hasBegun ? text : text.replace(/^[^<]+/, '')
    this.#hasBegun ||= begun !== ''
    this.#parser.write(this.#ampersands.escape(begun))
  }

  #finish(): void {
    this.#write(this.#decoder?.decode() ?? '')
    this.#parser.write(this.#ampersands.rest()).close()
  }

  #keep(activity: RecordedActivity): void {
    this.#hasActivity = true
    this.#found.push({ type: 'activity', activity })
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#path.length >= depthMax) throw new RangeError('too deep')
    this.#gathered = 0
    this.#path.push(name)
    this.#text = ''
    this.#activities.open(name, attributes)
    this.#noteFault()
  }

  #close(): void {
    this.#gathered = 0
    const activity = this.#activities.close({ path: [...this.#path], text: this.#text.trim() })
    this.#noteFault()
    if (activity !== undefined) this.#keep(activity)
    this.#path.pop()
    this.#text = ''
  }

  #noteFault(): void {
    if (this.#activities.faults > 0) this.#faultAt ??= this.#parser.position
  }

  // The parser throws for what no XML may hold.
  #try(work: () => unknown): void {
    try {
      work()
      if (this.#gathered > gatheredMax) throw new RangeError('too long')
    } catch (error) {
      this.#isBroken = true
      this.#found.push({
        type: 'problem',
        problem: { code: error instanceof RangeError ? 'tooLong' : 'badMarkup', offset: this.#parser.position },
      })
    }
  }
}
