import { z } from 'zod'

// As the app sends it: only the frame is judged as a whole, for a strange entry is no reason to lose the others.
const entriesMax = 200_000
const entry = z.looseObject({})

const metricSchema = z.looseObject({
  name: z.string().max(128),
  units: z.string().max(64).optional(),
  data: z.array(z.unknown()).max(entriesMax),
})

/** What Health Auto Export sends: `data.metrics[]` and `data.workouts[]`. */
export const exportBodySchema = z.looseObject({
  data: z.looseObject({
    metrics: z.array(metricSchema).max(1_000).default([]),
    workouts: z.array(entry).max(10_000).default([]),
  }),
})

export type ExportedMetric = z.infer<typeof metricSchema>
export type ExportedEntry = Readonly<Record<string, unknown>>

const datePattern = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)$/

/** ISO 8601 of the app's `2024-02-06 14:30:00 -0800`; undefined when it is no such date. */
export function exportedDate(value: unknown): string | undefined {
  const [, day, time, offset] = (typeof value === 'string' && datePattern.exec(value)) || []
  return day === undefined ? undefined : `${day}T${time}${offset}`
}

/** A finite number, also as text; undefined when there is none. */
export function exportedNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** The entry, when it is an object. */
export const entryOf = (value: unknown): ExportedEntry | undefined => entry.safeParse(value).data
