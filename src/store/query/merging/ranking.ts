import type { Stream } from '../../archive/streams.js'

/** Who brings quantities: a source, or what was entered by hand through it. */
export interface Contributor {
  readonly source: string
  readonly manual: boolean
}

/** The order of trust. A rank is a place in it; the lowest is trusted most. */
export interface Ranking {
  rank(contributor: Contributor): number
  at(rank: number): Contributor
}

type Origins = readonly Pick<Stream, 'id' | 'source' | 'origin'>[]

// Product types are Apple's: Watch6,1 and iPhone15,2.
const watch = /^watch/i
const phone = /^i?phone/i

const tierOf = (source: string, streams: Origins): number => {
  const products = streams.filter((stream) => stream.source === source).map(({ origin }) => origin.source.productType)
  if (products.some((product) => product !== undefined && watch.test(product))) return 0
  return products.some((product) => product !== undefined && phone.test(product)) ? 1 : 2
}

/** Sources that nobody ranked: watches, then phones, then the others; in each of these the newest first. */
const byDefault = (streams: Origins): string[] => {
  const newest = [...streams].sort((a, b) => a.id - b.id)
  // A map keeps the place of the first, so a source is as old as the first stream it had.
  const sources = [...new Set(newest.map(({ source }) => source))].reverse()
  const tiers = new Map(sources.map((source) => [source, tierOf(source, streams)]))
  return sources.sort((a, b) => (tiers.get(a) ?? 0) - (tiers.get(b) ?? 0))
}

const automatic = (source: string): Contributor => ({ source, manual: false })
const byHand = (source: string): Contributor => ({ source, manual: true })

/**
 * Ranks whoever brings a person's quantities of a type (semantics § 9.10): first the sources that the person ordered,
 * each with what was entered by hand through it; then what was entered by hand through any other; then the others:
 * those that ran on a watch, on a phone, elsewhere, and of each the source that appeared last first.
 *
 * @param streams All of the person and type, whether asked for or not, so that the order is the same in every question.
 */
export function rankingOf(streams: Origins, priority: readonly string[]): Ranking {
  const rest = byDefault(streams).filter((source) => !priority.includes(source))
  const order = [...priority.map(automatic), ...rest.map(byHand), ...rest.map(automatic)]
  const places = { automatic: new Map<string, number>(), manual: new Map<string, number>() }
  for (const [place, { source, manual }] of [...order.entries()].reverse()) {
    const map = manual ? places.manual : places.automatic
    map.set(source, place)
  }
  return {
    rank: ({ source, manual }) =>
      (manual ? places.manual.get(source) : undefined) ?? places.automatic.get(source) ?? order.length,
    at: (rank) => order[rank] as Contributor,
  }
}
