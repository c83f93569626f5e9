import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { NewSample } from '../../src/health/sample.js'
import { openBenchStore } from '../storage/open-bench-store.js'
import { namesOf } from '../storage/series.js'

// What a commit and a page of the feed cost, in CPU time, in a store that is there already. Waiting for the disk is left
// out: it is the same for every size and would hide the rest.
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

/** CPU time of `work`, done once before to warm up. */
async function costOf(work: () => Promise<void>): Promise<number> {
  await work()
  const before = process.cpuUsage()
  await work()
  return cpuMs(before)
}

const halfWay = await readFile(join(folder, 'half-way'), 'utf8')
const pageMs = (await costOf(() => readPages(halfWay))) / pages
let second = 0
const commitMs =
  (await costOf(async () => {
    for (const end = second + commits; second < end; second++) await commit(second)
  })) / commits
await store.close()
process.stdout.write(`${JSON.stringify({ commitMs, pageMs })}\n`)
