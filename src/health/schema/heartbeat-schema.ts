import { z } from 'zod'
import { heartbeatsMax } from '../kinds/heartbeat.js'
import { areRising, beatsFit, endOfBeats } from '../kinds/heartbeat-rules.js'
import { parseInstant } from '../time.js'
import { factFields, hasSoundMetadata, instantSchema, lasts, typeSchema } from './reading-facts.js'

const beatSchema = z.strictObject({
  timeSinceStart: z.number().positive().meta({ description: 'seconds' }),
  precededByGap: z.boolean().optional().meta({ description: 'whether beats before this one were missed' }),
})

const seriesFields = z.strictObject({
  type: typeSchema('heartbeatSeries'),
  start: instantSchema,
  ...factFields,
  beats: z.array(beatSchema).min(1).max(heartbeatsMax),
})

function endsAfterBeats({ start, end, ...series }: z.infer<typeof seriesFields>): boolean {
  const beats = series.beats.map(({ timeSinceStart }) => ({ timeSinceStart, precededByGap: false }))
  const from = parseInstant(start) ?? Number.NaN
  const to = end === undefined ? endOfBeats(from, beats) : (parseInstant(end) ?? Number.NaN)
  return areRising(beats) && lasts(series, from, to) && beatsFit(beats, from, to)
}

/** Beats of the heart. */
export const heartbeatSeriesSchema = seriesFields
  .refine(endsAfterBeats, 'has beats that are not one after the other until its end')
  .refine(hasSoundMetadata, 'has metadata of a wrong kind')
