import { z } from 'zod'
import type { QuantitySample, SeriesSample } from '../../health/sample.js'
import { isoTime } from '../../health/time.js'
import { quantityType } from '../../health/type.js'
import { convert, parseUnit } from '../../health/unit.js'

/** The quantities of a sample, oldest first. */
export const seriesPageSchema = z.strictObject({
  type: z.string(),
  unit: z.string(),
  items: z.array(
    z.strictObject({
      start: z.iso.datetime(),
      end: z.iso.datetime().optional().meta({ description: 'of an interval; left out of an instant' }),
      value: z.number(),
    }),
  ),
  cursor: z.string().optional(),
})
type SeriesPage = z.infer<typeof seriesPageSchema>

export interface SeriesPageQuery {
  readonly unit?: string | undefined
  readonly limit?: number | undefined
  /** How many quantities come before this page. */
  readonly cursor?: number | undefined
}

const limitDefault = 10_000

type Measured = QuantitySample | SeriesSample

const quantitiesOf = (sample: Measured): Pick<SeriesSample, 'type' | 'times' | 'ends' | 'values'> =>
  sample.kind === 'series' ? sample : one(sample)

const one = ({ type, start, end, value }: QuantitySample) => ({ type, times: [start], ends: [end], values: [value] })

const intervalJson = (start: number, end: number) =>
  start === end ? { start: isoTime(start) } : { start: isoTime(start), end: isoTime(end) }

/** A page of a sample's quantities; a sample of one quantity is a series of one. */
export const seriesPage = (sample: Measured, query: SeriesPageQuery): SeriesPage => {
  const { type, times, ends = times, values } = quantitiesOf(sample)
  const canonical = quantityType(type).unit
  const unit = query.unit ?? canonical
  const [from, to] = [parseUnit(canonical), parseUnit(unit)]
  const start = query.cursor ?? 0
  const end = start + (query.limit ?? limitDefault)
  const items = values.slice(start, end).map((value, index) => ({
    ...intervalJson(times[start + index] ?? 0, ends[start + index] ?? 0),
    value: convert(value, from, to),
  }))
  return { type, unit, items, ...(end < values.length ? { cursor: String(end) } : {}) }
}
