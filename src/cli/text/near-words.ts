/** How many letters have to be put in, left out, exchanged or swapped with the next to make one word of the other. */
export function editDistance(one: string, other: string): number {
  const [letters, others] = [[...one], [...other]]
  let before: readonly number[] = []
  let row = Array.from({ length: others.length + 1 }, (_, index) => index)
  for (const [line, letter] of letters.entries()) {
    const next = [line + 1]
    for (const [column, otherLetter] of others.entries()) {
      const isSwap = line > 0 && letter === others[column - 1] && otherLetter === letters[line - 1]
      const swapped = isSwap ? (before[column - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY
      const exchanged = (row[column] ?? 0) + (letter === otherLetter ? 0 : 1)
      next.push(Math.min(swapped, exchanged, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    before = row
    row = next
  }
  return row[others.length] ?? 0
}

const suggestionsMax = 3

/** The words that may have been meant, the nearest first: a slip or two away, or with the same beginning. */
export function nearWords(word: string, known: readonly string[]): readonly string[] {
  const slips = Math.max(1, Math.floor(word.length / 3))
  return [...new Set(known)]
    .map((each) => ({ each, distance: editDistance(word.toLowerCase(), each.toLowerCase()) }))
    .filter(({ each, distance }) => distance <= slips || (word.length > 1 && each.startsWith(word.toLowerCase())))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, suggestionsMax)
    .map(({ each }) => each)
}

/** ` Did you mean a or b?`, or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const words = nearWords(word, known)
  return words.length === 0 ? '' : ` Did you mean ${words.join(' or ')}?`
}
