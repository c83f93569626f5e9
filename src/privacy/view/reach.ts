import { type Grants, partsOf } from '../../health/permission/grant.js'
import type { Predicate } from '../../health/predicate/predicate.js'
import { findType, type SampleTypeName, sampleTypes } from '../../health/type.js'
import type { SamplePageQuery } from '../../store/health-store.js'
import { unspoken, unspokenOrder } from './unspoken.js'

/** What of some types a program may read besides its own samples. */
interface Reach {
  /** All samples of these types; of correlations, those whose objects it may read. */
  readonly full: readonly SampleTypeName[]
  /** Of these types, only what ends at an instant or later. */
  readonly since: readonly { readonly type: SampleTypeName; readonly from: number }[]
  /** Whether these are all types that were asked for. */
  readonly isWhole: boolean
}

const everyType: readonly SampleTypeName[] = sampleTypes.map(({ name }) => name)

const isCorrelation = (type: SampleTypeName): boolean => findType(type)?.family === 'correlation'

const reachOf = ({ readFrom }: Grants, asked: readonly SampleTypeName[]): Reach => {
  const full: SampleTypeName[] = []
  const since: { type: SampleTypeName; from: number }[] = []
  for (const type of asked) {
    const from = isCorrelation(type) ? undefined : readFrom(type)
    if (from === Number.NEGATIVE_INFINITY) full.push(type)
    else if (from !== undefined) since.push({ type, from })
    // What it is made of is looked at in each one.
    else if (isCorrelation(type) && partsOf(type).some((part) => readFrom(part) !== undefined)) full.push(type)
  }
  return { full, since, isWhole: full.length === asked.length }
}

/** A question that can be narrowed to what a program may read. */
export interface Question {
  readonly types?: readonly SampleTypeName[] | undefined
  readonly sources?: readonly string[] | undefined
  readonly predicate?: Predicate | undefined
  readonly sort?: SamplePageQuery['sort']
}

/** The canonical names of the types that were asked for. */
export const namesOf = (types: readonly SampleTypeName[] | undefined): readonly SampleTypeName[] =>
  types === undefined ? everyType : types.map((type) => findType(type)?.name ?? type)

/** Those of some types, or of all, that the program may read without a limit. */
export const wholeTypes = (grants: Grants, types?: readonly SampleTypeName[]): readonly SampleTypeName[] =>
  namesOf(types).filter((type) => !isCorrelation(type) && grants.readFrom(type) === Number.NEGATIVE_INFINITY)

const allowed = (client: string, { full, since }: Reach): Predicate => ({
  or: [
    { source: [client] },
    ...(full.length === 0 ? [] : [{ type: full }]),
    ...since.map(({ type, from }) => ({ and: [{ type: [type] }, { time: { start: from, strictEndDate: true } }] })),
  ],
})

/** The same question about what the program may read; undefined when there can be nothing. */
export function narrowed<Asked extends Question>(grants: Grants, asked: Asked): Asked | undefined {
  const question = spoken(grants, asked)
  const { client } = grants
  const reach = reachOf(grants, namesOf(question.types))
  if (reach.isWhole) return question
  const isOwnAlone = reach.full.length + reach.since.length === 0
  if (isOwnAlone && question.sources?.includes(client) === false) return undefined
  if (isOwnAlone) return { ...question, sources: [client] }
  const predicate = allowed(client, reach)
  const { predicate: own } = question
  return { ...question, predicate: own === undefined ? predicate : { and: [own, predicate] } }
}

const spoken = <Asked extends Question>(grants: Grants, asked: Asked): Asked => {
  const { predicate, sort } = asked
  const order = typeof sort === 'object' ? { sort: unspokenOrder(grants, sort) } : {}
  return { ...asked, ...(predicate === undefined ? {} : { predicate: unspoken(grants, predicate) }), ...order }
}
