import { z } from 'zod'
import { seriesLengthMax } from '../rules/series-rules.js'
import { parseInstant } from '../time.js'
import { areQuantities, factFields, hasSoundMetadata, instantSchema, lasts, typeSchema } from './reading-facts.js'

const fields = {
  type: typeSchema('quantity'),
  ...factFields,
  unit: z.string().optional(),
  values: z.array(z.number()).min(1).max(seriesLengthMax),
}

const evenSeries = z.strictObject({
  ...fields,
  start: instantSchema,
  interval: z.number().min(1).meta({ description: 'ms' }),
})

const timedSeries = z.strictObject({
  ...fields,
  start: instantSchema.optional().meta({ description: 'the first time when left out' }),
  times: z.array(instantSchema).min(1).max(seriesLengthMax),
})

type Series = z.infer<typeof evenSeries> | z.infer<typeof timedSeries>

function timesOf(series: Series): readonly (number | undefined)[] {
  if ('times' in series) return series.times.map(parseInstant)
  const { start, interval, values } = series
  const first = parseInstant(start) ?? Number.NaN
  const within = parseInstant(first + interval * values.length) !== undefined
  return values.map((_, index) => (within ? parseInstant(first + index * interval) : undefined))
}

function isInOrder(series: Series): boolean {
  const times = timesOf(series)
  const [first] = times
  const last = times.at(-1)
  const start = series.start === undefined ? first : parseInstant(series.start)
  const end = series.end === undefined ? last : parseInstant(series.end)
  const all = [start, ...times, end]
  const rises = all.every((time, index) => time !== undefined && time >= (all[index - 1] ?? 0))
  return rises && times.length === series.values.length && lasts(series, start, end)
}

/** Many quantities of one type. */
export const seriesSchema = z
  .union([timedSeries, evenSeries])
  .refine(({ type, unit, values }) => areQuantities(type, unit, values), 'is not in a unit of the type')
  .refine(isInOrder, 'has times that do not rise from the start to the end, one for each value')
  .refine(hasSoundMetadata, 'has metadata of a wrong kind')
