import type { Predicate, TimeWindow } from '../../../health/predicate/predicate.js'
import type { SampleQuery } from '../../health-store.js'

const windowOf = ({ start, end, strict = [] }: SampleQuery): TimeWindow => ({
  start,
  end,
  strictStartDate: strict.includes('strictStartDate'),
  strictEndDate: strict.includes('strictEndDate'),
})

const some = <Item>(list: readonly Item[] | undefined, say: (list: readonly Item[]) => Predicate): Predicate[] =>
  list === undefined ? [] : [say(list)]

/** All that a query asks for as one predicate. */
export function predicateOf(query: SampleQuery): Predicate {
  const { types, start, end, sources, devices, uuids, metadata = {}, predicate } = query
  return {
    and: [
      ...some(types, (type) => ({ type })),
      ...some(sources, (source) => ({ source })),
      ...some(devices, (device) => ({ device })),
      ...some(uuids, (uuid) => ({ uuid })),
      ...(start === undefined && end === undefined ? [] : [{ time: windowOf(query) }]),
      ...Object.entries(metadata).map(([key, value]): Predicate => ({ metadata: { key, is: '==', value } })),
      ...(predicate === undefined ? [] : [predicate]),
    ],
  }
}
