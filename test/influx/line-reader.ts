/** A point as the server reads it. */
export interface ReadPoint {
  readonly measurement: string
  readonly tags: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, number | string | bigint>>
  readonly at: number
}

// One run of characters up to an unescaped stop. In keys a backslash escapes `,`, `=`, blank; in strings `"` and itself.
const until = (text: string, from: number, stops: string): number => {
  let at = from
  while (at < text.length && !stops.includes(text.charAt(at))) at += text.charAt(at) === '\\' ? 2 : 1
  return at
}

const plain = (key: string): string => key.replace(/\\([,= ])/g, '$1')

/** Reads one line of line protocol by its published grammar, and so knows nothing of how ours is written. */
export function readLine(text: string): ReadPoint {
  let at = until(text, 0, ', ')
  const measurement = plain(text.slice(0, at))
  const tags: [string, string][] = []
  while (text.charAt(at) === ',') {
    const equals = until(text, at + 1, '=')
    const end = until(text, equals + 1, ', ')
    tags.push([plain(text.slice(at + 1, equals)), plain(text.slice(equals + 1, end))])
    at = end
  }
  const fields: [string, number | string | bigint][] = []
  do {
    const equals = until(text, at + 1, '=')
    const end = text.charAt(equals + 1) === '"' ? until(text, equals + 2, '"') + 1 : until(text, equals + 1, ', ')
    fields.push([plain(text.slice(at + 1, equals)), readField(text.slice(equals + 1, end))])
    at = end
  } while (text.charAt(at) === ',')
  // Entries, not assignments: a key may be called `__proto__`.
  return {
    measurement,
    tags: Object.fromEntries(tags),
    fields: Object.fromEntries(fields),
    at: Number(text.slice(at + 1)),
  }
}

const readField = (text: string): number | string | bigint => {
  if (text.startsWith('"')) return text.slice(1, -1).replace(/\\(["\\])/g, '$1')
  return text.endsWith('i') ? BigInt(text.slice(0, -1)) : Number(text)
}
