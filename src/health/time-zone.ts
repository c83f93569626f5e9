const rememberedMax = 1_000
const remembered = new Map<string, boolean>()

/** Whether the runtime's time zone database has a zone of this name. Offsets such as `+01:00` are no zones. */
function isKnown(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]{0,63}$/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

/** Whether `name` is a zone of the IANA time zone database. The same few come with every sample and are remembered. */
export function isTimeZone(name: string): boolean {
  const before = remembered.get(name)
  if (before !== undefined) return before
  const known = isKnown(name)
  if (remembered.size < rememberedMax) remembered.set(name, known)
  return known
}
