import { z } from 'zod'
import { arrange, lastEnd } from '../kinds/series-columns.js'
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
  times: z.array(instantSchema).min(1).max(seriesLengthMax).meta({ description: 'in any order' }),
  ends: z
    .array(instantSchema)
    .min(1)
    .max(seriesLengthMax)
    .optional()
    .meta({ description: 'when the interval of each quantity ends' }),
})

type Series = z.infer<typeof evenSeries> | z.infer<typeof timedSeries>

function timesOf(series: Series): readonly (number | undefined)[] {
  if ('times' in series) return series.times.map(parseInstant)
  const { start, interval, values } = series
  const first = parseInstant(start) ?? Number.NaN
  const within = parseInstant(first + interval * values.length) !== undefined
  return values.map((_, index) => (within ? parseInstant(first + index * interval) : undefined))
}

const endsOf = (series: Series): readonly (number | undefined)[] =>
  'ends' in series && series.ends !== undefined ? series.ends.map(parseInstant) : timesOf(series)

const rises = (list: readonly (number | undefined)[]): boolean =>
  list.every((time, index) => time !== undefined && time >= (list[index - 1] ?? 0))

function isWithin(series: Series): boolean {
  const [times, ends] = [timesOf(series), endsOf(series)]
  // An entry that is no time is NaN in these columns, and no comparison holds.
  const known = (list: readonly (number | undefined)[]) => list.map((time) => time ?? Number.NaN)
  const columns = arrange({ times: known(times), ends: known(ends), values: series.values })
  const [first, last] = [columns.times[0], lastEnd(columns)]
  const start = series.start === undefined ? first : parseInstant(series.start)
  const end = series.end === undefined ? last : parseInstant(series.end)
  const areAsMany = times.length === series.values.length && ends.length === times.length
  const areIntervals = times.every((time, index) => rises([time, ends[index]]))
  return areAsMany && areIntervals && rises([start, first, last, end]) && lasts(series, start, end)
}

/** Many quantities of one type. */
export const seriesSchema = z
  .union([timedSeries, evenSeries])
  .refine(({ type, unit, values }) => areQuantities(type, unit, values), 'is not in a unit of the type')
  .refine(isWithin, 'has not a time between its start and its end for each value')
  .refine(hasSoundMetadata, 'has metadata of a wrong kind')
