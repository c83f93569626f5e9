import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { NewSample } from '../../src/health/sample.js'
import { openBenchStore } from '../storage/open-bench-store.js'
import { namesOf } from '../storage/series.js'

// What a commit, a page of the feed and the newest day's statistics cost in a store that is there already: processor time,
// and time with all waiting for the disk.
const [folder = '', people = '100'] = process.argv.slice(2)
const commits = 300
const pages = 100
const later = Date.UTC(2027, 0, 1)
const quantity = (value: number, start: number): NewSample => ({
  ...{ kind: 'quantity', type: 'cyclingPower', source: 'watch', device: 'watch-4f21', metadata: {} },
  ...{ start, end: start, value },
})
const store = openBenchStore(folder)
const names = namesOf(Number(people))

const cpuMs = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

async function commit(second: number): Promise<void> {
  const at = later + second * 1000
  await Promise.all(names.map((name, person) => store.save(name, [quantity(100 + person, at)])))
}

async function readPages(from: string): Promise<void> {
  let anchor = from
  for (let page = 0; page < pages; page++) {
    const changes = await store.changes({ anchor, limit: 1_000 })
    if (changes.added.length !== 1_000) throw new Error('the feed ends too early')
    anchor = changes.anchor
  }
}

async function askDay(): Promise<void> {
  for (const name of names) {
    const day = await store.statistics(name, { type: 'cyclingPower', start: later, end: later + 86_400_000 })
    if (day === undefined) throw new Error('the newest day is empty')
  }
}

/** What `work` costs, done once before to warm up, by so many. */
async function costOf(count: number, work: () => Promise<void>): Promise<{ cpuMs: number; wallMs: number }> {
  await work()
  const [before, began] = [process.cpuUsage(), performance.now()]
  await work()
  return { cpuMs: cpuMs(before) / count, wallMs: (performance.now() - began) / count }
}

const halfWay = await readFile(join(folder, 'half-way'), 'utf8')
const page = await costOf(pages, () => readPages(halfWay))
let second = 0
const commitCost = await costOf(commits, async () => {
  for (const end = second + commits; second < end; second++) await commit(second)
})
const day = await costOf(names.length, askDay)
await store.close()
process.stdout.write(`${JSON.stringify({ commit: commitCost, page, day })}\n`)
