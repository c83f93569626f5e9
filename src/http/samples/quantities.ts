import { z } from 'zod'
import { invalidArgument } from '../../health/error.js'
import type { Predicate } from '../../health/predicate/predicate.js'
import type { QuantitySample, Sample, SeriesSample } from '../../health/sample.js'
import { quantityType } from '../../health/type.js'
import { convert, parseUnit } from '../../health/unit.js'
import { isUuid } from '../../health/uuid.js'
import { slugSchema } from '../../privacy/profile.js'
import type { HealthStore, SamplePageQuery } from '../../store/health-store.js'
import { listOf, page, predicate, quantityTypeName, sources, span, unitText } from '../query.js'
import { columnsOf, quantityJson, type SeriesPage, seriesLimit } from './series.js'

/** The query of the quantities inside all samples of a type (HKQuantitySeriesSampleQuery). */
export const quantitiesQuerySchema = z.strictObject({
  type: quantityTypeName,
  ...span,
  source: sources,
  device: listOf(slugSchema).optional(),
  predicate: predicate.meta({ description: 'what the samples have to be, as JSON' }),
  sort: z
    .enum(['quantity', 'sample'])
    .optional()
    .meta({ description: 'by the start of the quantities, or of the samples that hold them' }),
  include: listOf(z.enum(['sample']))
    .optional()
    .meta({ description: '`sample`: the UUID of the sample that holds it' }),
  unit: unitText,
  ...page,
})
export type QuantitiesAsked = z.infer<typeof quantitiesQuerySchema>

/** Where a quantity stands among all: `at` is its own start or its sample's, epoch ms; `row` its place in the sample. */
interface Place {
  readonly at: number
  readonly uuid: string
  readonly row: number
}

interface Found extends Place {
  readonly start: number
  readonly end: number
  readonly value: number
}

const separator = '_'

const formatPlace = ({ at, uuid, row }: Place): string => [at, uuid, row].join(separator)

const parsePlace = (text: string): Place => {
  const [at = '', uuid = '', row = '', ...more] = text.split(separator)
  const place = { at: Number(at), uuid, row: Number(row) }
  const isSound = at !== '' && Number.isFinite(place.at) && isUuid(uuid) && /^\d+$/.test(row) && more.length === 0
  if (isSound) return place
  throw invalidArgument('the cursor is malformed', [{ pointer: '/cursor', message: 'malformed' }])
}

const compare = (a: Place, b: Place): number => {
  if (a.at !== b.at) return a.at - b.at
  return a.uuid === b.uuid ? a.row - b.row : a.uuid < b.uuid ? -1 : 1
}

const isBySample = ({ sort }: QuantitiesAsked): boolean => sort === 'sample'

/** Which samples may hold quantities of the window that come after a place. */
const conditionsOf = (asked: QuantitiesAsked, after: Place | undefined): Predicate[] => {
  const from = isBySample(asked) ? asked.start : Math.max(asked.start ?? -Infinity, after?.at ?? -Infinity)
  const isOpen = from === undefined || from === -Infinity
  return [
    ...(asked.predicate ? [asked.predicate] : []),
    // A sample that ends just where the window begins is not in it, but an instant at its end is.
    { time: { end: asked.end, ...(isOpen ? {} : { start: from - 1 }) } },
    ...(isBySample(asked) && after ? [{ time: { start: after.at, strictStartDate: true } }] : []),
  ]
}

const isInside = ({ start, end }: Found, window: QuantitiesAsked): boolean => {
  const { start: from = -Infinity, end: to = Infinity } = window
  return start < to && (start === end ? start >= from : end > from)
}

const quantitiesIn = (sample: QuantitySample | SeriesSample, asked: QuantitiesAsked): readonly Found[] => {
  const { times, ends, values } = columnsOf(sample)
  return values.map((value, row) => {
    const start = times[row] as number
    const at = isBySample(asked) ? sample.start : start
    return { at, uuid: sample.uuid, row, start, end: ends[row] as number, value }
  })
}

const foundIn = (sample: Sample, asked: QuantitiesAsked, after: Place | undefined): readonly Found[] => {
  if (sample.kind !== 'quantity' && sample.kind !== 'series') return []
  const isWanted = (found: Found): boolean => isInside(found, asked) && (!after || compare(found, after) > 0)
  return quantitiesIn(sample, asked).filter(isWanted)
}

/** The first `count` quantities after a place, from samples in the order of their starts. */
async function firstOf(ask: Ask, asked: QuantitiesAsked, count: number): Promise<readonly Found[]> {
  const after = asked.cursor === undefined ? undefined : parsePlace(asked.cursor)
  const query = { types: [asked.type], sources: asked.source, devices: asked.device, limit: count }
  const where = { ...query, predicate: { and: conditionsOf(asked, after) } }
  let best: readonly Found[] = []
  let cursor: string | undefined
  do {
    const samples = await ask({ ...where, cursor })
    const more = samples.items.flatMap((sample) => foundIn(sample, asked, after))
    best = [...best, ...more].sort(compare).slice(0, count)
    cursor = samples.cursor
    const last = best[count - 1]
    // The samples that follow begin no earlier, and so do the quantities in them.
    if (last !== undefined && last.at < (samples.items.at(-1)?.start ?? last.at)) break
  } while (cursor !== undefined)
  return best
}

type Ask = (query: SamplePageQuery) => ReturnType<HealthStore['samples']>

/** A page of the quantities inside all samples that are meant. The window is about the quantities, not the samples. */
export async function quantitiesPage(
  store: Pick<HealthStore, 'samples'>,
  user: string,
  asked: QuantitiesAsked,
): Promise<SeriesPage> {
  const limit = asked.limit ?? seriesLimit
  const canonical = quantityType(asked.type).unit
  const unit = asked.unit ?? canonical
  const [from, to] = [parseUnit(canonical), parseUnit(unit)]
  const found = await firstOf((query) => store.samples(user, query), asked, limit + 1)
  const items = found.slice(0, limit).map(({ start, end, value, uuid }) => ({
    ...quantityJson(start, end, convert(value, from, to)),
    ...(asked.include ? { uuid } : {}),
  }))
  const last = found[limit - 1]
  return { type: asked.type, unit, items, ...(found.length > limit && last ? { cursor: formatPlace(last) } : {}) }
}
