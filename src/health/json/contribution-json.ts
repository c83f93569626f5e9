import { z } from 'zod'
import type { Contribution } from '../statistics.js'

const seconds = z.number().meta({ description: 'seconds' })

/** What one source added to a sum, in the unit of the statistics; `total` is `counted` and `setAside` together. */
export const contributionJsonSchema = z.strictObject({
  source: z.string(),
  manual: z
    .boolean()
    .optional()
    .meta({ description: 'entered by hand, through a source that is not in the order of trust' }),
  rank: z.int().meta({ description: 'place in the order of trust, from 1' }),
  count: z.int(),
  total: z.number(),
  counted: z.number(),
  setAside: z.number().meta({ description: 'not counted, because the time was covered already' }),
  coveredBy: z.record(z.string(), z.number()).meta({ description: 'of what was set aside: by which source' }),
  ownOverlap: seconds.meta({ description: 'seconds that its own samples cover more than once' }),
})
export type ContributionJson = z.infer<typeof contributionJsonSchema>

/** A contribution with its figures told by `tell`. */
export const contributionJson = (contribution: Contribution, tell: (value: number) => number): ContributionJson => ({
  ...contribution,
  total: tell(contribution.total),
  counted: tell(contribution.counted),
  setAside: tell(contribution.setAside),
  coveredBy: Object.fromEntries(
    Object.entries(contribution.coveredBy).map(([source, value]) => [source, tell(value)] as const),
  ),
})
