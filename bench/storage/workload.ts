/** What a second brings: one quantity of each person. */
export interface Second {
  /** Epoch ms. */
  readonly at: number
  /** One value a person, in the order of the people. */
  readonly values: Float64Array
}

export type Nature = 'kind' | 'noisy'

const begin = Date.UTC(2026, 0, 1)

// Mulberry32: small, fast, the same everywhere. The same seed, the same numbers.
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * People measured once a second, interleaved. A kind series is a heart rate that moves by a beat now and then; a noisy one
 * is power that jumps by tens of watts, in tenths.
 */
export function* seconds(people: number, count: number, nature: Nature): Generator<Second> {
  const random = generator(1)
  const levels = Float64Array.from({ length: people }, () => 120 + Math.floor(random() * 40))
  for (let second = 0; second < count; second++) {
    const values = levels.map((level) => (nature === 'kind' ? level : Math.round((level + random() * 80) * 10) / 10))
    yield { at: begin + second * 1000, values }
    if (nature === 'kind') {
      for (let person = 0; person < people; person++) {
        const draw = random()
        if (draw < 0.1) levels[person] = (levels[person] ?? 0) + (draw < 0.05 ? 1 : -1)
      }
    }
  }
}
