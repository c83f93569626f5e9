import { z } from 'zod'
import { invalidArgument } from '../../health/error.js'
import type { QuantitySample, Sample, SeriesSample } from '../../health/sample.js'
import { isoTime } from '../../health/time.js'
import { quantityType } from '../../health/type.js'
import { convert, parseUnit } from '../../health/unit.js'
import { page, unitText } from '../query.js'

/** The quantities of a sample, oldest first. */
export const seriesPageSchema = z.strictObject({
  type: z.string(),
  unit: z.string(),
  items: z.array(
    z.strictObject({
      start: z.iso.datetime(),
      end: z.iso.datetime().optional().meta({ description: 'of an interval; left out of an instant' }),
      value: z.number(),
      uuid: z.string().optional().meta({ description: 'of the sample that holds it, when it is asked for' }),
    }),
  ),
  cursor: z.string().optional(),
})
export type SeriesPage = z.infer<typeof seriesPageSchema>

/** The query of a sample's quantities; `cursor` says how many come before the page. */
export const seriesQuerySchema = z.strictObject({
  unit: unitText,
  limit: page.limit,
  cursor: z.coerce.number().int().min(0).optional(),
})
type SeriesPageQuery = z.infer<typeof seriesQuerySchema>

/** How many quantities a page has when nobody says. */
export const seriesLimit = 10_000

type Measured = QuantitySample | SeriesSample

type SeriesColumns = Readonly<Record<'times' | 'ends' | 'values', readonly number[]>>

/** The quantities of a sample as columns: epoch ms, and values in the canonical unit. */
export const columnsOf = (sample: Measured): SeriesColumns =>
  sample.kind === 'series'
    ? { times: sample.times, ends: sample.ends ?? sample.times, values: sample.values }
    : { times: [sample.start], ends: [sample.end], values: [sample.value] }

/** A quantity; an instant has no end. */
export const quantityJson = (start: number, end: number, value: number) =>
  start === end ? { start: isoTime(start), value } : { start: isoTime(start), end: isoTime(end), value }

/** A page of a sample's quantities; a sample of one quantity is a series of one, others are `invalidArgument`. */
export const seriesPage = (sample: Sample, query: SeriesPageQuery): SeriesPage => {
  if (sample.kind !== 'series' && sample.kind !== 'quantity') throw invalidArgument('the sample has no quantities')
  const { type } = sample
  const { times, ends, values } = columnsOf(sample)
  const canonical = quantityType(type).unit
  const unit = query.unit ?? canonical
  const [from, to] = [parseUnit(canonical), parseUnit(unit)]
  const start = query.cursor ?? 0
  const end = start + (query.limit ?? seriesLimit)
  const items = values
    .slice(start, end)
    .map((value, index) => quantityJson(times[start + index] ?? 0, ends[start + index] ?? 0, convert(value, from, to)))
  return { type, unit, items, ...(end < values.length ? { cursor: String(end) } : {}) }
}
