import { z } from 'zod'
import type { ImportReport, ImportStatus } from '../../imports/imports.js'

const count = z.int().min(0)

/** What became of a file. */
export const importReportSchema = z
  .strictObject({
    workouts: z.array(z.uuid()).meta({ description: 'those that were there already included' }),
    samples: count.meta({ description: 'new ones' }),
    skipped: count.meta({ description: 'samples that were there already' }),
    problems: z
      .array(z.strictObject({ code: z.string(), message: z.string(), offset: z.number().optional() }))
      .meta({ description: 'what was not whole; the first hundred' }),
  })
  .meta({ description: 'What became of a file' })

/** An import; one that is over has its report's members. */
export const importJsonSchema = z.strictObject({
  id: z.uuid(),
  state: z.enum(['running', 'done', 'failed']),
  progress: z.strictObject({ bytes: count, samples: count }),
  ...importReportSchema.partial().shape,
})
export type ImportJson = z.infer<typeof importJsonSchema>

export const reportJson = ({
  workouts,
  samples,
  skipped,
  problems,
}: ImportReport): z.infer<typeof importReportSchema> => ({
  workouts: [...workouts],
  samples,
  skipped,
  problems: problems.map((problem) => ({ ...problem })),
})

export const importJson = ({ id, state, progress, report }: ImportStatus): ImportJson => ({
  id,
  state,
  progress,
  ...(report === undefined ? {} : reportJson(report)),
})
