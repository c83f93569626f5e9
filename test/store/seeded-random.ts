import type { RandomBytes } from '../../src/health/clock.js'

/** Random bytes that are the same for the same seed. */
export const seededRandom = (seed: number): RandomBytes => {
  let state = (seed % 2_147_483_646) + 1
  return (buffer) => {
    for (let at = 0; at < buffer.length; at += 1) {
      state = (state * 16_807) % 2_147_483_647
      buffer[at] = state >> 8
    }
    return buffer
  }
}
