const bare = /&(?!#\d{1,8};|#x[\da-f]{1,8};|[\p{L}_:][\p{L}\p{N}_:.-]{0,31};)/giu
/** What may turn out to be an entity in the next chunk; none has a longer name. */
const begun = /&[#\p{L}\p{N}_:.-]{0,32}$/u

/**
 * Escapes every `&` of a document in chunks that begins no entity: writers forget to in names, and a parser takes all that
 * follows for the entity's name.
 */
export class Ampersands {
  #held = ''

  /** As much of the document as is known. */
  escape(chunk: string): string {
    const text = this.#held + chunk
    const end = begun.exec(text)?.index ?? text.length
    this.#held = text.slice(end)
    return text.slice(0, end).replace(bare, '&amp;')
  }

  /** What is left at its end. */
  rest(): string {
    return this.#held.replace(bare, '&amp;')
  }
}
