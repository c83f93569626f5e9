import { expect } from 'vitest'
import type { Span } from '../../../src/health/clock.js'
import type { HealthStore } from '../../../src/store/health-store.js'
import { expectAgreement } from './agreement.js'
import { type Case, type Deed, type Question, styles } from './cases.js'
import { KeptSamples } from './kept-samples.js'
import { bruteStatistics } from './statistics.js'

const perform = async (store: HealthStore, user: string, kept: KeptSamples, deed: Deed): Promise<void> => {
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

const bucketsOf = ({ query: { start, end }, cuts }: Question): Span[] => {
  const marks = [...new Set(cuts.map((cut) => start + Math.floor(((end - start) * cut) / 48)))].sort((a, b) => a - b)
  const borders = [start, ...marks.filter((mark) => mark > start), end]
  return borders.slice(1).map((to, at) => ({ start: borders[at] as number, end: to }))
}

/** Lets a case happen to a person of the store, and compares every answer with the brute force. */
export async function runCase(store: HealthStore, user: string, { type, deeds, questions }: Case): Promise<void> {
  const kept = new KeptSamples()
  for (const deed of deeds) await perform(store, user, kept, deed)
  for (const question of questions) {
    const { start, end, ...rest } = question.query
    const trust = { ranked: rest.sourcePriority ?? [], appeared: kept.appeared }
    const about = { style: styles[type], trust }
    const whole = await store.statistics(user, question.query)
    expectAgreement(whole, bruteStatistics(kept.samples, question.query, about))
    const spans = bucketsOf(question)
    const buckets = await store.collection(user, { ...rest, spans })
    for (const [at, span] of spans.entries()) {
      const wanted = bruteStatistics(kept.samples, { ...rest, ...span, strictWindow: { start, end } }, about)
      expectAgreement(buckets[at], wanted)
    }
    const sum = buckets.reduce((all, bucket) => all + (bucket?.sum ?? 0), 0)
    expect(sum).toBeCloseTo(whole?.sum ?? 0, 5)
  }
}
