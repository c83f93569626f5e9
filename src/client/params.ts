import { spanOf } from '../health/person/asked.js'
import type { Window } from '../health/person/queries.js'
import { isoTime } from '../health/time.js'

/** The query of an address. */
export type Query = URLSearchParams

type Value = string | number | boolean | undefined | readonly string[]

const textsOf = (value: Value): readonly string[] => {
  if (value === undefined) return []
  return typeof value === 'object' ? value : [String(value)]
}

/** A query of these; what is undefined is left out, a list is the name repeated. */
export const queryOf = (params: Readonly<Record<string, Value>>): Query =>
  new URLSearchParams(
    Object.entries(params).flatMap(([name, value]) => textsOf(value).map((text): [string, string] => [name, text])),
  )

const timeOf = (at: number | undefined): string | undefined => (at === undefined ? undefined : isoTime(at))

/** A window's sides as they are written in a query. */
export const windowParams = (window: Window) => {
  const { start, end } = spanOf(window)
  return { start: timeOf(start), end: timeOf(end) }
}
