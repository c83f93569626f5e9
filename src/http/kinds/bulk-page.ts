import { z } from 'zod'
import { electrocardiogramLeads, type LeadVoltages } from '../../health/kinds/electrocardiogram.js'
import type { Location } from '../../health/kinds/location.js'
import type { ElectrocardiogramSample, HeartbeatSeriesSample } from '../../health/sample.js'
import { isoTime } from '../../health/time.js'
import { page, span } from '../query.js'

/** The query of a page of what a sample holds by the thousand. */
export const bulkQuerySchema = z.strictObject({
  limit: page.limit,
  cursor: z.coerce.number().int().min(0).optional().meta({ description: 'how many come before this page' }),
})
export const voltagesQuerySchema = bulkQuerySchema.extend({
  lead: z.enum(electrocardiogramLeads).optional().meta({ description: 'the first one that there is when left out' }),
})
export const locationsQuerySchema = bulkQuerySchema.extend(span)

type BulkQuery = z.infer<typeof bulkQuerySchema>

const seconds = z.number().meta({ description: 'seconds' })
const cursor = z.string().optional()

export const heartbeatsPageSchema = z.strictObject({
  items: z.array(z.strictObject({ timeSinceStart: seconds, precededByGap: z.boolean() })),
  cursor,
})

export const locationsPageSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      time: z.iso.datetime(),
      latitude: z.number(),
      longitude: z.number(),
      altitude: z.number().optional(),
      horizontalAccuracy: z.number().optional(),
      verticalAccuracy: z.number().optional(),
      speed: z.number().optional(),
      speedAccuracy: z.number().optional(),
      course: z.number().optional(),
      courseAccuracy: z.number().optional(),
    }),
  ),
  cursor,
})

export const voltagesPageSchema = z.strictObject({
  lead: z.string(),
  samplingFrequency: z.number().meta({ description: 'Hz' }),
  items: z.array(z.strictObject({ timeSinceStart: seconds, voltage: z.number().meta({ description: 'V' }) })),
  cursor,
})

const limitDefault = 10_000

/** The page of `entries`, each told by `tell` with its place among all of them. */
function pageOf<Entry, Told>(
  entries: readonly Entry[],
  { cursor: from = 0, limit = limitDefault }: BulkQuery,
  tell: (entry: Entry, place: number) => Told,
): { items: Told[]; cursor?: string } {
  const end = from + limit
  const items = entries.slice(from, end).map((entry, index) => tell(entry, from + index))
  return { items, ...(end < entries.length ? { cursor: String(end) } : {}) }
}

export const heartbeatsPage = ({ beats }: HeartbeatSeriesSample, query: BulkQuery) =>
  pageOf(beats, query, (beat) => beat)

/** Of `locations`, oldest first, those in the query's half-open span. */
export function locationsPage(locations: readonly Location[], query: z.infer<typeof locationsQuerySchema>) {
  const { start = -Infinity, end = Infinity } = query
  const within = locations.filter(({ time }) => time >= start && time < end)
  return pageOf(within, query, ({ time, ...place }) => ({ time: isoTime(time), ...place }))
}

/** The voltages of a lead; undefined when the electrocardiogram has no such lead. */
export function voltagesPage(
  { electrocardiogram }: ElectrocardiogramSample,
  query: z.infer<typeof voltagesQuerySchema>,
) {
  const { leads, samplingFrequency } = electrocardiogram
  const found: LeadVoltages | undefined =
    query.lead === undefined ? leads[0] : leads.find(({ lead }) => lead === query.lead)
  if (found === undefined) return undefined
  const told = pageOf(found.voltages, query, (voltage, place) => ({
    timeSinceStart: place / samplingFrequency,
    voltage,
  }))
  return { lead: found.lead, samplingFrequency, ...told }
}
