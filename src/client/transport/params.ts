import type { Params } from '../../health/person/params.js'

/** The query of an address: what is a list is said again and again. */
export const queryOf = (params: Params): URLSearchParams =>
  new URLSearchParams(
    Object.entries(params).flatMap(([name, value]) => [value].flat().map((text): [string, string] => [name, text])),
  )
