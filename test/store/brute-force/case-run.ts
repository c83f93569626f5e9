import type { Span } from '../../../src/health/clock.js'
import type { HealthStore } from '../../../src/store/health-store.js'
import { differences } from './agreement.js'
import type { Style } from './average.js'
import { type Case, type Deed, type Question, styles } from './cases.js'
import { KeptSamples } from './kept-samples.js'
import type { Trust } from './merged.js'
import { bruteStatistics } from './statistics.js'

/** Lets something happen to a person of the store, and to the list of what should be in it. */
export const perform = async (store: HealthStore, user: string, kept: KeptSamples, deed: Deed): Promise<void> => {
  if ('condense' in deed) return store.condense()
  if ('save' in deed) {
    const { uuids } = await store.save(user, deed.save)
    return kept.save(deed.save, uuids)
  }
  const all = kept.samples.map(({ uuid }) => uuid)
  const uuids = all.length === 0 ? [] : [...new Set(deed.remove.map((pick) => all[pick % all.length] as string))]
  await store.delete(user, uuids)
  kept.remove(uuids)
}

/** A question, and what the brute force needs to answer it. */
interface Asked {
  readonly kept: KeptSamples
  readonly question: Question
  readonly about: { readonly style: Style; readonly trust: Trust }
}

const bucketsOf = ({ query: { start, end }, cuts }: Question): Span[] => {
  const marks = [...new Set(cuts.map((cut) => start + Math.floor(((end - start) * cut) / 48)))].sort((a, b) => a - b)
  const borders = [start, ...marks.filter((mark) => mark > start), end]
  return borders.slice(1).map((to, at) => ({ start: borders[at] as number, end: to }))
}

/** What a store answers to a question otherwise than the brute force. */
async function misfits(store: HealthStore, user: string, asked: Asked): Promise<string[]> {
  const { kept, question, about } = asked
  const { start, end, ...rest } = question.query
  const whole = await store.statistics(user, question.query)
  const spans = bucketsOf(question)
  const buckets = await store.collection(user, { ...rest, spans })
  const inBuckets = spans.flatMap((span, at) => {
    const wanted = bruteStatistics(kept.samples, { ...rest, ...span, strictWindow: { start, end } }, about)
    return differences(buckets[at], wanted).map((text) => `bucket ${at}: ${text}`)
  })
  const sum = buckets.reduce((all, bucket) => all + (bucket?.sum ?? 0), 0)
  const isWhole = Math.abs(sum - (whole?.sum ?? 0)) < 1e-6
  return [
    ...differences(whole, bruteStatistics(kept.samples, question.query, about)),
    ...inBuckets,
    ...(isWhole ? [] : [`the buckets sum up to ${sum} instead of ${whole?.sum}`]),
  ]
}

/** Lets a case happen to a person of the store, and compares every answer with the brute force. */
export async function runCase(store: HealthStore, user: string, { type, deeds, questions }: Case): Promise<void> {
  const kept = new KeptSamples()
  for (const deed of deeds) await perform(store, user, kept, deed)
  for (const question of questions) {
    const trust = { ranked: question.query.sourcePriority ?? [], appeared: kept.appeared }
    const found = await misfits(store, user, { kept, question, about: { style: styles[type], trust } })
    if (found.length > 0) throw new Error(`${JSON.stringify(question)}\n${found.join('\n')}`)
  }
}
