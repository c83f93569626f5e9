import type { Api, SampleSpan } from '../api.js'
import { fillGaps, type Points, sortPoints } from '../points.js'
import type { StoredSample } from '../wire.js'

type Pair = readonly [time: number, value: number]

/** A line may be taken over by another device after this silence, ms: the hold limit of what is recorded. */
const takeOverMs = 30_000

async function* pages<Item>(
  load: (cursor?: string) => Promise<{ items: readonly Item[]; cursor?: string | undefined }>,
) {
  let cursor: string | undefined
  do {
    const page = await load(cursor)
    yield page.items
    cursor = page.cursor
  } while (cursor !== undefined)
}

const readSeries = async (api: Api, user: string, uuid: string): Promise<Pair[]> => {
  const pairs: Pair[] = []
  for await (const items of pages((cursor) => api.series(user, uuid, cursor)))
    for (const { start, value } of items) pairs.push([Date.parse(start), value])
  return pairs
}

const isWithin = (span: SampleSpan): ((pair: Pair) => boolean) => {
  const start = Date.parse(span.start)
  const end = span.end === undefined ? Infinity : Date.parse(span.end)
  return ([time]) => time >= start && time < end
}

/** One line out of what several devices say: the one that says most, the others where it is silent. */
export const mergeDevices = (byDevice: Iterable<readonly Pair[]>): Points =>
  [...byDevice]
    .sort((a, b) => b.length - a.length)
    .map(sortPoints)
    .reduce<Points>((line, other) => (line.times.length === 0 ? other : fillGaps(line, other, takeOverMs)), {
      times: [],
      values: [],
    })

/** The quantities of one type in a span, read page by page. */
export const loadHistory = async (api: Api, user: string, span: SampleSpan): Promise<Points> => {
  const byDevice = new Map<string, Pair[]>()
  const add = async (sample: StoredSample): Promise<void> => {
    const { uuid, start, value, count } = sample
    const pairs: Pair[] = count === undefined ? [[Date.parse(start), value]] : await readSeries(api, user, uuid)
    const device = sample.device ?? sample.source
    const line = byDevice.get(device)
    if (line) for (const pair of pairs) line.push(pair)
    else byDevice.set(device, pairs)
  }
  for await (const items of pages((cursor) => api.samples(user, span, cursor)))
    for (const item of items) await add(item)
  const within = isWithin(span)
  return mergeDevices([...byDevice.values()].map((pairs) => pairs.filter(within)))
}
