import { z } from 'zod'
import type { Zone } from '../../health/calendar/zone.js'
import { dayMs } from '../../health/time.js'
import type { Ambient } from '../ambient.js'
import { clockTime, printTable } from '../text/output.js'
import { sparkLine } from '../text/spark.js'

const contribution = z.object({
  source: z.string(),
  rank: z.number(),
  count: z.number(),
  total: z.number(),
  counted: z.number(),
  setAside: z.number(),
  coveredBy: z.record(z.string(), z.number()),
})

/** The fields of the API's statistics that the terminal shows. */
export const statisticsFields = z.object({
  unit: z.string(),
  start: z.string(),
  sum: z.number().optional(),
  average: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  mostRecent: z.object({ value: z.number() }).optional(),
  duration: z.number().optional(),
  count: z.number(),
  explanation: z.array(contribution).optional(),
})
export type StatisticsFields = z.infer<typeof statisticsFields>

type Column = { readonly name: string; readonly of: (item: StatisticsFields) => number | undefined }

const columns: readonly Column[] = [
  { name: 'sum', of: ({ sum }) => sum },
  { name: 'average', of: ({ average }) => average },
  { name: 'min', of: ({ min }) => min },
  { name: 'max', of: ({ max }) => max },
  { name: 'most recent', of: ({ mostRecent }) => mostRecent?.value },
]

const widthDefault = 80

/** A value with as many decimals as tell something; a share of one is told in percent. */
const valueText = (value: number | undefined, unit: string): string => {
  if (value === undefined) return '–'
  const shown = unit === '%' ? value * 100 : value
  return shown.toFixed(Number.isInteger(shown) || Math.abs(shown) >= 100 ? 0 : Math.abs(shown) >= 10 ? 1 : 2)
}

const localText = (zone: Zone, at: number, parts: 'date' | 'time'): string =>
  new Date(zone.localAt(at))
    .toISOString()
    .slice(0, parts === 'date' ? 10 : 16)
    .replace('T', ' ')

/** Rows are dates when all of them begin at midnight. */
const timeTeller = (zone: Zone, items: readonly StatisticsFields[]): ((item: StatisticsFields) => string) => {
  const isMidnight = ({ start }: StatisticsFields): boolean => zone.localAt(Date.parse(start)) % dayMs === 0
  const parts = items.every(isMidnight) ? 'date' : 'time'
  return ({ start }) => localText(zone, Date.parse(start), parts)
}

/** Prints a collection: a row a bucket, and a spark line of its first figure. */
export function printStatistics(items: readonly StatisticsFields[], zone: Zone, ambient: Ambient): void {
  const used = columns.filter(({ of }) => items.some((item) => of(item) !== undefined))
  const time = timeTeller(zone, items)
  const hasDuration = items.some(({ duration }) => duration !== undefined)
  const row = (item: StatisticsFields): string[] => [
    time(item),
    ...used.map(({ of }) => valueText(of(item), item.unit)),
    ...(hasDuration ? [item.duration === undefined ? '–' : clockTime(item.duration)] : []),
    String(item.count),
  ]
  const headings = ['from', ...used.map(({ name }) => name), ...(hasDuration ? ['duration'] : []), 'samples']
  printTable(headings, items.map(row), { empty: '', ambient })
  const [first] = used
  if (first === undefined) return
  ambient.out.write(`\n${sparkLine(items.map(first.of), ambient.out.columns ?? widthDefault)}\n`)
}

/** Prints how a sum came about. */
export function printExplanation({ explanation, unit }: StatisticsFields, ambient: Ambient): void {
  if (explanation === undefined) {
    ambient.out.write('\nnothing is set aside: values of this type are not added up\n')
    return
  }
  ambient.out.write('\nwhere the sum comes from, most trusted source first\n')
  const row = (one: z.infer<typeof contribution>): string[] => [
    ...[String(one.rank), one.source, String(one.count)],
    ...[one.total, one.counted, one.setAside].map((value) => valueText(value, unit)),
    Object.keys(one.coveredBy).join(', ') || '–',
  ]
  const headings = ['rank', 'source', 'samples', 'has', 'counted', 'set aside', 'covered by']
  printTable(headings, explanation.map(row), { empty: 'no source', ambient })
}
