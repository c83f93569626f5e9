import { z } from 'zod'
import { dayAt, dayStart } from '../../health/calendar/civil-day.js'
import { openZone, type Zone } from '../../health/calendar/zone.js'
import { isoTime } from '../../health/time.js'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command, UsageError } from '../command.js'
import { type Client, openClient } from '../daemon/client.js'
import { clientFlags } from '../load-config.js'
import { printJson } from '../text/output.js'
import { everyFlag } from './every.js'
import { printExplanation, printStatistics, statisticsFields } from './stats-text.js'
import { whenFlag } from './when.js'

const page = z.object({ items: z.array(z.unknown()), cursor: z.string().optional() })
const profile = z.object({ timeZone: z.string() })
const daysDefault = 7

const optionNames: Readonly<Record<string, string>> = {
  sum: 'cumulativeSum',
  average: 'discreteAverage',
  min: 'discreteMin',
  max: 'discreteMax',
  recent: 'mostRecent',
}
const knownOptions = [...Object.keys(optionNames), ...Object.values(optionNames), 'duration']

const optionsFlag = (given: string): string =>
  given
    .split(',')
    .map((name) => {
      if (!knownOptions.includes(name)) throw new UsageError(`--options are of ${knownOptions.join(', ')}, not ${name}`)
      return optionNames[name] ?? name
    })
    .join(',')

interface Shown {
  readonly zone: Zone
  readonly ambient: Ambient
}

interface Flags {
  readonly type: string
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly every: string
  readonly options?: string | undefined
  readonly unit?: string | undefined
  readonly source?: string | undefined
}

/** What is asked of the API besides the interval. */
const queryOf = (flags: Flags, zone: Zone, now: number): URLSearchParams => {
  const usual = dayStart(zone, dayAt(zone, now) - daysDefault + 1)
  const from = flags.from === undefined ? usual : whenFlag('from', flags.from, { zone, now })
  const query = new URLSearchParams({ type: flags.type, start: isoTime(from) })
  if (flags.to !== undefined) query.set('end', isoTime(whenFlag('to', flags.to, { zone, now })))
  if (flags.options !== undefined) query.set('options', optionsFlag(flags.options))
  if (flags.unit !== undefined) query.set('unit', flags.unit)
  if (flags.source !== undefined) query.set('source', flags.source)
  return query
}

/** Every item of the collection, page by page. */
async function fetchItems(client: Client, path: string, query: URLSearchParams): Promise<unknown[]> {
  const items: unknown[] = []
  let cursor: string | undefined
  do {
    const next = cursor === undefined ? query : new URLSearchParams([...query, ['cursor', cursor]])
    const answer = page.parse(await client.get(`${path}?${next}`))
    items.push(...answer.items)
    cursor = answer.cursor
  } while (cursor !== undefined)
  return items
}

/** Prints the table of what was asked; false when there is nothing in it. */
function printTableOf(items: readonly unknown[], flags: Flags, { zone, ambient }: Shown): boolean {
  const rows = items.map((item) => statisticsFields.parse(item))
  ambient.out.write(`${flags.type} in ${rows[0]?.unit ?? flags.unit ?? '–'}, every ${flags.every}, ${zone.name}\n\n`)
  const hasSome = rows.some(({ count }) => count > 0)
  if (hasSome) printStatistics(rows, zone, ambient)
  else ambient.out.write('nothing was measured in this time\n')
  return hasSome
}

/** `vitald stats`: figures of a type as a table and a spark line. */
export const statsCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'stats',
    summary: 'Show figures of a type by hour, day, week or month',
    example: 'vitald stats stepCount --from 2026-11-01 --to 2026-12-01 --every 1d',
    args: {
      ...clientFlags,
      type: { type: 'positional', description: 'what was measured: heartRate, stepCount …', required: true },
      from: { type: 'string', description: 'date or ISO 8601; six days ago when left out' },
      to: { type: 'string', description: 'date or ISO 8601, itself left out; up to now when left out' },
      every: { type: 'string', default: '1d', description: '15min, 1h, 1d, 1w, 1mo, 1y or ISO 8601' },
      options: { type: 'string', description: 'sum, average, min, max, recent, duration; with commas' },
      unit: { type: 'string', description: 'the unit to show, such as km or count/min' },
      user: { type: 'string', default: 'me', description: 'whose' },
      source: { type: 'string', description: 'only what this source saved' },
      explain: { type: 'boolean', description: 'tell what each source added to the sum' },
      json: { type: 'boolean', description: 'print the items as the API gives them' },
    },
    async run(args) {
      const interval = everyFlag(args.every)
      const client = openClient(args, ambient)
      const user = `/v1/users/${encodeURIComponent(args.user)}`
      const zone = openZone(profile.parse(await client.get(user)).timeZone)
      const query = queryOf(args, zone, ambient.clock())
      const explain = args.explain ? { explain: 'true' } : {}
      const asked = new URLSearchParams({ ...Object.fromEntries(query), ...(args.json ? explain : {}), interval })
      const items = await fetchItems(client, `${user}/statistics/collection`, asked)
      if (args.json) return printJson({ items }, ambient)
      if (!printTableOf(items, args, { zone, ambient }) || !args.explain) return
      printExplanation(statisticsFields.parse(await client.get(`${user}/statistics?${query}&explain=true`)), ambient)
    },
  })
