/** A repeatable source of randomness. `state` is all of it: `createRandom(random.state())` goes on where it is. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Normal with mean 0 and deviation 1. */
  normal(): number
  state(): number
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, good enough for noise, never for secrets. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    state: () => state,
  }
}

/** A seed of its own for each purpose, so that drawing more for one changes nothing in another. FNV-1a. */
export const seedFor = (seed: number, purpose: string): number => {
  let hash = (0x811c9dc5 ^ seed) >>> 0
  for (const byte of new TextEncoder().encode(purpose)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash
}
