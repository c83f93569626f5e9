import { fitCrc } from './crc.js'
import { definitionLength, type MessageDefinition, readDefinition, readMessage } from './definition.js'
import type { FitEvent, FitMessage, FitProblemCode } from './message.js'

/** `field_description`: developer index, field number, base type. */
const fieldDescription = 206
/** A header has so many bytes, later ones more. */
const headerMin = 12
const crcLength = 2
const fitSign = 0x5449462e // '.FIT', little-endian
/** A header whose size was never filled in, because the device died: everything that follows belongs to it. */
const unknownSize = 0

/**
 * Reads FIT from chunks of any size: chained files, compressed time stamps, developer fields, both byte orders. What is
 * whole is told, what is not is a problem, and nothing throws. Memory is one message, at most 130 KB.
 *
 * @see FIT protocol, sections "Record Format" and "Chained FIT Files".
 */
export class FitDecoder {
  #rest = new Uint8Array()
  #offset = 0
  /** Bytes of messages that the present file still holds; undefined between files. */
  #left: number | undefined
  #crc = 0
  #files = 0
  /** Bytes of a file that cannot be understood any more. */
  #toSkip = 0
  #isLost = false
  #definitions: (MessageDefinition | undefined)[] = []
  readonly #developerTypes = new Map<string, number>()
  #timestamp: number | undefined;

  /** Takes more bytes; tells what they complete. */
  *push(chunk: Uint8Array): Generator<FitEvent> {
    this.#rest = joined(this.#rest, chunk)
    let step = this.#step()
    while (step !== undefined) {
      if (step !== null) yield step
      step = this.#step()
    }
  }

  /** Takes the end of the input. */
  *end(): Generator<FitEvent> {
    if (this.#files === 0 && !this.#isLost) yield this.#problem('noFit')
    else if (this.#left === undefined && this.#rest.length > 0 && !this.#isLost) yield this.#problem('trailingBytes')
    else if (this.#left !== undefined && !(this.#isEndless && this.#rest.length === 0)) yield this.#problem('truncated')
    this.#rest = new Uint8Array()
    this.#isLost = true
  }

  get #isEndless(): boolean {
    return this.#left === Number.POSITIVE_INFINITY
  }

  /** An event; null when something was read that is none; undefined when more bytes are needed. */
  #step(): FitEvent | null | undefined {
    if (this.#isLost) return this.#skip(this.#rest.length)
    if (this.#toSkip > 0) return this.#skip(Math.min(this.#toSkip, this.#rest.length))
    if (this.#left === undefined) return this.#header()
    return this.#left === 0 ? this.#trailer() : this.#record(this.#left)
  }

  #skip(length: number): null | undefined {
    if (length === 0) return undefined
    this.#take(length)
    this.#toSkip -= Math.min(this.#toSkip, length)
    return null
  }

  #header(): FitEvent | undefined {
    const [length = 0] = this.#rest
    if (this.#rest.length === 0 || (length >= headerMin && this.#rest.length < headerMin)) return undefined
    const view = viewOf(this.#rest)
    if (length < headerMin || view.getUint32(8, true) !== fitSign) return this.#lose()
    if (this.#rest.length < length) return undefined
    const size = view.getUint32(4, true)
    this.#left = size === unknownSize ? Number.POSITIVE_INFINITY : size
    this.#files += 1
    this.#definitions = []
    this.#timestamp = undefined
    this.#developerTypes.clear()
    this.#crc = fitCrc(this.#take(length))
    return { type: 'file' }
  }

  #lose(): FitEvent {
    this.#isLost = true
    return this.#problem(this.#files === 0 ? 'noFit' : 'trailingBytes')
  }

  #trailer(): FitEvent | null | undefined {
    if (this.#rest.length < crcLength) return undefined
    this.#left = undefined
    const told = viewOf(this.#take(crcLength)).getUint16(0, true)
    return told === this.#crc ? null : this.#problem('badChecksum')
  }

  #record(left: number): FitEvent | null | undefined {
    const [header] = this.#rest
    if (header === undefined) return undefined
    const isDefinition = (header & 0xc0) === 0x40
    const length = isDefinition ? this.#definitionLength(header) : this.#messageLength(header)
    if (length === 'undefined') return this.#abandon(left, 'undefinedMessage')
    if (length !== undefined && length > left) return this.#abandon(left, 'truncated')
    if (length === undefined || this.#rest.length < length) return undefined
    const bytes = this.#take(length)
    this.#crc = fitCrc(bytes, this.#crc)
    this.#left = left - length
    const view = viewOf(bytes.subarray(1))
    if (!isDefinition) return { type: 'message', message: this.#message(header, view) }
    this.#definitions[header & 0xf] = readDefinition(view, (header & 0x20) !== 0)
    return null
  }

  #definitionLength(header: number): number | undefined {
    const length = definitionLength(viewOf(this.#rest.subarray(1)), (header & 0x20) !== 0)
    return length === undefined ? undefined : length + 1
  }

  #messageLength(header: number): number | 'undefined' {
    const definition = this.#definitions[localType(header)]
    return definition === undefined ? 'undefined' : definition.size + 1
  }

  // Where the present file ends is known, so what is chained to it can still be read.
  #abandon(left: number, code: FitProblemCode): FitEvent {
    this.#left = undefined
    if (left === Number.POSITIVE_INFINITY) this.#isLost = true
    else this.#toSkip = left + crcLength
    return this.#problem(code)
  }

  #message(header: number, view: DataView): FitMessage {
    const definition = this.#definitions[localType(header)]
    if (definition === undefined) throw new RangeError('a message without a definition')
    const message = readMessage(view, definition, (developer, field) =>
      this.#developerTypes.get(`${developer} ${field}`),
    )
    if (message.number === fieldDescription) this.#describe(message)
    if (header & 0x80) return { ...message, timestamp: this.#compressed(header & 0x1f) }
    if (message.timestamp !== undefined) this.#timestamp = message.timestamp
    return message
  }

  #describe({ fields }: FitMessage): void {
    const [developer, field, baseType] = [fields.get(0), fields.get(1), fields.get(2)]
    if (typeof baseType === 'number') this.#developerTypes.set(`${developer} ${field}`, baseType)
  }

  /** Five bits of seconds: at most 31 s after the last full time stamp. */
  #compressed(offset: number): number | undefined {
    if (this.#timestamp === undefined) return undefined
    this.#timestamp += (offset - (this.#timestamp & 0x1f) + 32) & 0x1f
    return this.#timestamp
  }

  #take(length: number): Uint8Array {
    const taken = this.#rest.subarray(0, length)
    this.#rest = this.#rest.subarray(length)
    this.#offset += length
    return taken
  }

  #problem(code: FitProblemCode): FitEvent {
    return { type: 'problem', problem: { code, offset: this.#offset } }
  }
}

const localType = (header: number): number => (header & 0x80 ? (header >> 5) & 0x3 : header & 0xf)

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const joined = (one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(one.length + other.length)
  all.set(one)
  all.set(other, one.length)
  return all
}
