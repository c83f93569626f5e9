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
const directions = ['ascending', 'descending'] as const satisfies readonly Direction[]

/** What each word means: a key from the least on, with a minus before it from the most on; a direction is by start. */
const orders: ReadonlyMap<string, SortOrder> = new Map<string, SortOrder>([
  ...directions.map((order) => [order, { by: 'start', order }] as const),
  ...keys.map((by) => [by, { by, order: 'ascending' }] as const),
  ...keys.map((by) => [`-${by}`, { by, order: 'descending' }] as const),
])
const words = [...orders.keys()]

/** The order of samples. */
export const sortField = listOf(z.string().meta({ enum: words }))
  .transform((said, context): SortOrder[] =>
    said.flatMap((word) => {
      const order = orders.get(word)
      if (order === undefined) context.addIssue({ code: 'custom', message: `is not one of ${words.join(', ')}` })
      return order ?? []
    }),
  )
  .optional()
  .meta({
    description: 'keys, a minus before one turns it round; where all are equal, by UUID; by start when left out',
  })
