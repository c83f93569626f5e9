import { type Bucket, type Digest, digestOf } from './readings.js'

/** How long a question takes: the first time, and once it was asked before; ms. */
export interface Answered {
  readonly coldMs: number
  readonly warmMs: number
  readonly digest: Digest
}

const mostTimes = 50
const longEnoughMs = 3_000

/** Asks until it was asked often or long enough; the median of all but the first counts as warm. */
export async function ask(question: () => Promise<readonly Bucket[]>): Promise<Answered> {
  const took: number[] = []
  const began = performance.now()
  let digest = digestOf([])
  while (took.length < 2 || (took.length < mostTimes && performance.now() - began < longEnoughMs)) {
    const from = performance.now()
    const buckets = await question()
    took.push(performance.now() - from)
    digest = digestOf(buckets)
  }
  const [coldMs = 0, ...others] = took
  const warmMs = others.sort((a, b) => a - b)[Math.floor(others.length / 2)] ?? 0
  return { coldMs, warmMs, digest }
}
