/** Octets of a payload in the making, little-endian. Whoever writes has checked that the value fits. */
export class OctetWriter {
  readonly #octets: number[] = []

  /** An integer of up to six octets; a negative one as two's complement. */
  integer(value: number, size: number): void {
    const unsigned = value < 0 ? value + 2 ** (8 * size) : value
    for (let index = 0; index < size; index += 1) this.#octets.push(Math.floor(unsigned / 2 ** (8 * index)) % 256)
  }

  octets(octets: Iterable<number>): void {
    for (const octet of octets) this.#octets.push(octet)
  }

  get written(): Uint8Array {
    return Uint8Array.from(this.#octets)
  }
}
