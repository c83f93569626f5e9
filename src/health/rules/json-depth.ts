const quote = 0x22
const backslash = 0x5c
// `[` and `{`, `]` and `}`: each pair differs in this bit alone.
const braceBit = 0x20
const opening = 0x7b
const closing = 0x7d

/** Deeper than anything that means something here; metadata and profiles take a handful of levels. */
const deepest = 64
// Shorter text cannot nest deep enough to hurt, and nearly all text is shorter.
const shortest = 4_096

/** Index of the quotation mark that ends the text which one at `start` begins. */
const endOfText = (json: string, start: number): number => {
  let at = start + 1
  while (at < json.length && json.charCodeAt(at) !== quote) at += json.charCodeAt(at) === backslash ? 2 : 1
  return at
}

/**
 * Whether JSON nests beyond all measure. A megabyte of brackets takes a parser a hundred times as long as a megabyte of
 * samples, and whatever walks through it may run out of stack, so it is told before it is parsed.
 */
export function isTooDeep(json: string): boolean {
  if (json.length < shortest) return false
  let depth = 0
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at)
    if (code === quote) at = endOfText(json, at)
    else if ((code | braceBit) === opening) depth += 1
    else if ((code | braceBit) === closing) depth -= 1
    if (depth > deepest) return true
  }
  return false
}
