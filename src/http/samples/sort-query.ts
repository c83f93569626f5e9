import { z } from 'zod'
import type { Direction, SortKey, SortOrder } from '../../store/health-store.js'
import { listOf } from '../query.js'

const keys = [
  'start',
  'end',
  'duration',
  'distance',
  'energy',
  'flights',
  'strokes',
] as const satisfies readonly SortKey[]
const directions: ReadonlySet<string> = new Set<Direction>(['ascending', 'descending'])
const names = keys.flatMap((key) => [key, `-${key}` as const])

/** A key to sort by, from the least on; with a minus before it, from the most on. A direction alone is by start. */
const orderField = z.enum(['ascending', 'descending', ...names]).transform((word): SortOrder => {
  if (directions.has(word)) return { by: 'start', order: word as Direction }
  const isFalling = word.startsWith('-')
  return { by: (isFalling ? word.slice(1) : word) as SortKey, order: isFalling ? 'descending' : 'ascending' }
})

/** The order of samples. */
export const sortField = listOf(orderField).optional().meta({
  description: 'keys, a minus before one turns it round; where all are equal, by UUID; by start when left out',
})
