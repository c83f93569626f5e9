/** A plain JSON string: its text, and its bytes with the closing quotation mark. */
export interface Word {
  readonly text: string
  readonly bytes: Uint8Array
}

const slots = 4096 // a power of two, so that a mask finds the slot
const words: (Word | undefined)[] = Array.from({ length: slots }, () => undefined)

/** Whether the word's bytes are those from `at` on. */
export function isWordAt({ bytes }: Word, source: Uint8Array, at: number): boolean {
  for (let index = 0; index < bytes.length; index += 1) if (bytes[index] !== source[at + index]) return false
  return true
}

/** Where a string is in a payload, its closing quotation mark included, and the hash of its bytes. */
export interface Place {
  readonly start: number
  readonly end: number
  readonly hash: number
}

/**
 * The word at a place. Types, units and sources are the same few all the time, so the word last seen in its slot is given
 * again instead of being made anew; two words that share a slot take turns.
 */
export function wordAt(source: Uint8Array, { start, end, hash }: Place): Word {
  const slot = (hash ^ (hash >>> 12)) & (slots - 1)
  const known = words[slot]
  if (known !== undefined && known.bytes.length === end - start && isWordAt(known, source, start)) return known
  const bytes = Uint8Array.from(source.subarray(start, end))
  const word = { text: String.fromCharCode(...bytes.subarray(0, -1)), bytes }
  words[slot] = word
  return word
}

/** The names that an object may have, by the code of their first letter. */
export type Names = readonly (readonly Word[])[]

const codesOf = (text: string): readonly number[] => Array.from(text, (letter) => letter.charCodeAt(0))

/** Prepares some names, which are ASCII without escapes, to be looked for. */
export const namesOf = (texts: readonly string[]): Names =>
  Array.from({ length: 128 }, (_, code) =>
    texts
      .filter((text) => text.charCodeAt(0) === code)
      .map((text) => ({ text, bytes: Uint8Array.from(codesOf(`${text}"`)) })),
  )
