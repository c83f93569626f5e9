import {
  decideOfPlain,
  decideOfRange,
  decideOfStream,
  type QuantityRange,
} from '../../../health/predicate/decisions.js'
import { type Matcher, matcherOf, type SampleContext } from '../../../health/predicate/matcher.js'
import type { Predicate } from '../../../health/predicate/predicate.js'
import { type Decide, residualOf } from '../../../health/predicate/residual.js'
import type { Sample } from '../../../health/sample.js'
import type { Stream } from '../../archive/streams.js'
import type { PlainColumns, Shelf } from '../shelf.js'
import { contextsOf } from './context.js'
import { lookAt } from './plain-view.js'

/** What holds for several samples at once, or that each has to be asked. */
export type Verdict = boolean | 'ask'

/** A predicate on the samples of one stream. */
export interface StreamFilter {
  /** Of all samples of the stream. */
  readonly samples: Verdict
  /** Of all of its packed quantities, which have no metadata. */
  readonly plain: Verdict
  isWanted(sample: Sample): boolean
  /** Of the packed quantities in a block, by its figures, unopened. */
  ofBlock(block: Omit<QuantityRange, 'type'>): Verdict
  /** A packed quantity as a sample: the same object every time, good until the next look. */
  view(quantities: PlainColumns, row: number): Sample
  /** Of one packed quantity. */
  isWantedAt(quantities: PlainColumns, row: number): boolean
}

/** A predicate made ready for any stream; its verdicts are remembered. */
export type Filter = (stream: Stream) => StreamFilter

const verdictOf = (rest: Predicate | boolean): Verdict => (typeof rest === 'boolean' ? rest : 'ask')

const rest = (predicate: Predicate | boolean, decide: Decide): Predicate | boolean =>
  typeof predicate === 'boolean' ? predicate : residualOf(predicate, decide)

/** The matcher of what is left; made when it is first asked. */
const lazily = (predicate: Predicate | boolean, context: SampleContext): ((sample: Sample) => boolean) => {
  if (typeof predicate === 'boolean') return () => predicate
  let match: Matcher | undefined
  return (sample) => {
    match ??= matcherOf(predicate)
    return match(sample, context)
  }
}

const ofStream = (
  shelf: Shelf,
  stream: Stream,
  asked: { predicate: Predicate; context: SampleContext },
): StreamFilter => {
  const samples = residualOf(asked.predicate, decideOfStream(stream))
  const plain = rest(samples, decideOfPlain)
  const isWantedPlain = lazily(plain, asked.context)
  const view = lookAt(shelf, stream)
  return {
    samples: verdictOf(samples),
    plain: verdictOf(plain),
    isWanted: lazily(samples, asked.context),
    ofBlock: (block) => verdictOf(rest(plain, decideOfRange({ ...block, type: stream.type }))),
    view,
    isWantedAt: (quantities, row) => (typeof plain === 'boolean' ? plain : isWantedPlain(view(quantities, row))),
  }
}

/** Makes a predicate ready. What it depends on must not change while it is used: it is made anew for every query. */
export function filterOf(shelf: Shelf, predicate: Predicate): Filter {
  const contextOf = contextsOf(shelf)
  const filters = new Map<Stream, StreamFilter>()
  return (stream) => {
    const known = filters.get(stream) ?? ofStream(shelf, stream, { predicate, context: contextOf(stream) })
    filters.set(stream, known)
    return known
  }
}
