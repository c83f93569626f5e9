/** A readable name of a user, client, device or source: starts with a letter or digit, at most 64 characters. */
export const slugPattern = /^[a-z0-9][a-z0-9._-]{0,63}$/

const rememberedMax = 1_000
const remembered = new Set<string>()

function matches(text: string): boolean {
  const found = slugPattern.test(text)
  if (found && remembered.size < rememberedMax) remembered.add(text)
  return found
}

/** Whether `text` is a slug. The same few come with every sample, so those seen first are remembered. */
export const isSlug = (text: string): boolean => remembered.has(text) || matches(text)
