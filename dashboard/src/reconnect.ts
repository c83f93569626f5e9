const firstMs = 500
const longestMs = 15_000

/**
 * How long to wait before the next attempt, ms: doubling from half a second to 15 s. `random` (0 to 1) spreads
 * pages by a fifth, so that they do not all come back at once.
 */
export const reconnectDelayMs = (attempt: number, random: number): number =>
  Math.round(Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 10)) * (0.9 + 0.2 * random))
