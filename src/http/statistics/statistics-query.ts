import { z } from 'zod'
import { slugSchema } from '../../privacy/profile.js'
import type { Users } from '../../privacy/users.js'
import type { StatisticsOption, StatisticsQuery } from '../../store/health-store.js'
import { flag, listOf, quantityTypeName, sources, span, unitText } from '../query.js'

const options = [
  'cumulativeSum',
  'discreteAverage',
  'discreteMin',
  'discreteMax',
  'mostRecent',
  'duration',
] as const satisfies readonly StatisticsOption[]

const strict = ['strictStartDate', 'strictEndDate'] as const

/** What every question for statistics may say. */
export const statisticsFields = {
  type: quantityTypeName,
  options: listOf(z.enum(options)).optional(),
  ...span,
  strict: listOf(z.enum(strict)).optional().meta({ description: 'leaves out samples that begin or end outside' }),
  source: sources,
  device: listOf(slugSchema).optional(),
  separateBySource: flag.optional(),
  overlaps: z
    .enum(['once', 'all'])
    .optional()
    .meta({ description: 'whether time that samples of one source cover twice counts once, or every time' }),
  explain: flag.optional().meta({ description: 'tell what each source contributed to a sum, and what was set aside' }),
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
  separateBySource: asked.separateBySource,
  overlaps: asked.overlaps,
  explain: asked.explain,
  sourcePriority: users.get(user)?.sourcePriority?.[asked.type],
})
