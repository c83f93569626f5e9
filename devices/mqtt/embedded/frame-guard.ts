/**
 * Watches an MQTT byte stream and tells when a packet announces more than is allowed, before it is collected.
 * MQTT 3.1.1 § 2.2: a type byte, then the remaining length in one to four bytes of seven bits, lowest first.
 */
export class FrameGuard {
  /** The most that one packet may announce, in bytes. May change as the sender earns trust. */
  limit: number
  #skip = 0
  #length = 0
  #shift = -1

  constructor(limit: number) {
    this.limit = limit
  }

  /** Whether all packets that start in this chunk keep to the limit. After a false the stream is to be ended. */
  accepts(chunk: Uint8Array): boolean {
    let at = 0
    while (at < chunk.length) {
      if (this.#skip > 0) {
        const step = Math.min(this.#skip, chunk.length - at)
        this.#skip -= step
        at += step
      } else if (!this.#header(chunk[at++] ?? 0)) return false
    }
    return true
  }

  #header(byte: number): boolean {
    if (this.#shift < 0) {
      this.#shift = 0
      this.#length = 0
      return true
    }
    this.#length += (byte & 0x7f) * 2 ** this.#shift
    this.#shift += 7
    if (byte >= 0x80) return this.#shift < 28
    this.#shift = -1
    this.#skip = this.#length
    return this.#length <= this.limit
  }
}
