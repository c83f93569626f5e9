import { z } from 'zod'
import { statisticsOptions } from '../../health/statistics.js'
import { slugSchema } from '../../privacy/profile.js'
import type { Users } from '../../privacy/users.js'
import type { StatisticsQuery } from '../../store/health-store.js'
import { flag, listOf, predicate, quantityTypeName, sources, span, strict, unitText } from '../query.js'

/** What every question for statistics may say. */
export const statisticsFields = {
  type: quantityTypeName,
  options: listOf(z.enum(statisticsOptions)).optional(),
  ...span,
  strict,
  source: sources,
  device: listOf(slugSchema).optional(),
  separateBySource: flag.optional(),
  overlaps: z
    .enum(['once', 'all'])
    .optional()
    .meta({ description: 'whether time that samples of one source cover twice counts once, or every time' }),
  explain: flag.optional().meta({ description: 'tell what each source contributed to a sum, and what was set aside' }),
  predicate,
  unit: unitText,
}

export const statisticsQuerySchema = z.strictObject(statisticsFields)
export type StatisticsAsked = z.infer<typeof statisticsQuerySchema>

/** The store's query for what was asked of a person. */
export const statisticsQueryOf = (users: Users, user: string, asked: StatisticsAsked): StatisticsQuery => ({
  type: asked.type,
  options: asked.options,
  start: asked.start,
  end: asked.end,
  strict: asked.strict,
  sources: asked.source,
  devices: asked.device,
  predicate: asked.predicate,
  separateBySource: asked.separateBySource,
  overlaps: asked.overlaps,
  explain: asked.explain,
  sourcePriority: users.get(user)?.sourcePriority?.[asked.type],
})
