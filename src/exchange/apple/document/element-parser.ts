import { SaxesParser } from 'saxes'
import { ByteOffsets } from './byte-offsets.js'

/** A whole element of a document. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
}

interface OpenElement extends XmlElement {
  children: OpenElement[]
}

/** Takes what a document holds. */
export interface ElementTaker {
  /** Whether elements of this name are wanted; what is in others is passed over. */
  wants(name: string): boolean
  /** An element below the root, when it is whole. */
  take(element: XmlElement): void
  /** An element that is not wanted, or is more than any holds. */
  leaveOut(name: string, isTooMuch: boolean): void
  /** A character or reference that no XML may hold, and that does no harm. */
  overlook(): void
}

const depthMax = 200
/** As many elements as are kept of those in one: a workout of a day has some thousand. */
const nodesMax = 100_000
/** As many characters as one element may have, and as may come without a tag. */
const lengthMax = 8_388_608
const tagLengthMax = 1_048_576

const childless: OpenElement[] = Object.freeze([]) as unknown as OpenElement[]

/** What saxes says of characters and references that some exports hold though no XML may; it goes on after them. */
const harmless: ReadonlySet<string> = new Set([
  'disallowed character.',
  'undefined entity.',
  'malformed character entity.',
])

/** More of them are in no text. */
const harmlessMax = 10_000

/** What it says of a closing tag of another element, after it has closed the present one. */
const misfit = 'unexpected close tag.'

/** Puts the elements below the root of a document together as it streams in, and holds no more than one. */
export class ElementParser {
  readonly #taker: ElementTaker
  readonly #parser = new SaxesParser({ position: false })
  readonly #offsets = new ByteOffsets()
  readonly #open: OpenElement[] = []
  #depth = 0
  /** How deep it is inside an element that is passed over. */
  #passing = 0
  #nodes = 0
  /** Where the last tag was, and the element that is taken. */
  #tagAt = 0
  #startAt = 0
  #startByte: number | undefined
  /** What has closed, until it is sure that its own tag closed it. */
  #closed: XmlElement | undefined
  #isMisfit = false
  #overlooked = 0

  constructor(taker: ElementTaker) {
    this.#taker = taker
    this.#parser.on('error', (error) => this.#fail(error))
    this.#parser.on('opentagstart', ({ name }) => {
      this.#give()
      if (this.#depth === 1) this.#begin(name)
    })
    this.#parser.on('opentag', (tag) => this.#openTag(tag.name, tag.attributes as XmlElement['attributes']))
    this.#parser.on('closetag', () => this.#closeTag())
  }

  /** Whether the root has closed. */
  get isWhole(): boolean {
    return this.#depth === 0 && this.#tagAt > 0 && !this.#isMisfit
  }

  /** The byte at which the present element below the root begins. */
  get offset(): number {
    this.#startByte ??= this.#offsets.of(this.#startAt)
    return this.#startByte
  }

  /** The byte that is read. */
  get position(): number {
    return this.#offsets.of(this.#parser.position)
  }

  /** Passes over what comes before the root. */
  skip(text: string): void {
    this.#offsets.skip(text)
  }

  /** Throws for broken markup; a `RangeError` for what is more than is held. */
  write(text: string): void {
    if (this.#depth > 1) this.#startByte = this.offset
    this.#offsets.push(text)
    this.#parser.write(text)
    this.#give()
    if (this.#parser.position - this.#tagAt > tagLengthMax) throw new RangeError('too long')
  }

  #fail(error: Error): void {
    this.#isMisfit = error.message === misfit
    if (!this.#isMisfit) this.#give()
    if (!harmless.has(error.message) || this.#overlooked >= harmlessMax) throw error
    this.#overlooked += 1
    this.#taker.overlook()
  }

  #give(): void {
    const element = this.#closed
    this.#closed = undefined
    if (element !== undefined) this.#taker.take(element)
  }

  #begin(name: string): void {
    this.#startAt = this.#parser.position - name.length - 2
    this.#startByte = undefined
    this.#nodes = 0
  }

  #openTag(name: string, attributes: XmlElement['attributes']): void {
    this.#tagAt = this.#parser.position
    this.#depth += 1
    if (this.#depth === 1) return
    if (this.#depth > depthMax) throw new RangeError('too deep')
    if (this.#passing > 0) this.#passing += 1
    else if (this.#isRefused(name)) this.#passing = 1
    else this.#keep({ name, attributes, children: childless })
  }

  #isRefused(name: string): boolean {
    const isTooMuch = this.#nodes >= nodesMax || this.#tagAt - this.#startAt > lengthMax
    if (!isTooMuch && this.#taker.wants(name)) return false
    this.#taker.leaveOut(name, isTooMuch)
    return true
  }

  #keep(element: OpenElement): void {
    const parent = this.#open.at(-1)
    if (parent?.children === childless) parent.children = []
    parent?.children.push(element)
    this.#open.push(element)
    this.#nodes += 1
  }

  #closeTag(): void {
    this.#give()
    this.#tagAt = this.#parser.position
    this.#depth -= 1
    if (this.#passing > 0) {
      this.#passing -= 1
      return
    }
    const element = this.#open.pop()
    if (this.#open.length === 0) this.#closed = element
  }
}
