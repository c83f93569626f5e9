/** At which byte of a UTF-8 file the characters of its text are, as the text streams by. */
export class ByteOffsets {
  /** The text at hand, and what came before it. */
  #text = ''
  #characters = 0
  #bytes = 0

  /** Passes over text that is not counted in characters. */
  skip(text: string): void {
    this.#bytes += Buffer.byteLength(text)
  }

  /** The text that follows. */
  push(text: string): void {
    this.#bytes += Buffer.byteLength(this.#text)
    this.#characters += this.#text.length
    this.#text = text
  }

  /** The byte of a character of the text at hand. */
  of(character: number): number {
    return this.#bytes + Buffer.byteLength(this.#text.slice(0, character - this.#characters))
  }
}
