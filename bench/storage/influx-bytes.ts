import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Service } from '../../test/setup/process.js'
import { countAllPoints, startDatabase, writeLines } from '../influx.js'
import { allocated, type FileSize, filesIn } from './files.js'
import { allSeries } from './series.js'
import { type Nature, type Workload, type WorkloadSize, workload } from './workload.js'

const linesPerWrite = 5_000
const quietMs = 4_000
const patienceMs = 60_000

/** Each second's readings as they arrive, and over them what is corrected: the same series and time, another value. */
async function fill(influx: Service, work: Workload): Promise<void> {
  const heads = allSeries.map(({ type, source, device }) => `${type},device=${device},source=${source},user=`)
  const lineOf = (row: number, value = work.values[row]): string =>
    `${heads[work.series[row] as number]}${work.names[work.persons[row] as number]} value=${value} ${work.starts[row]}`
  let lines: string[] = []
  for (const [second, corrections] of work.corrections.entries()) {
    for (let row = work.seconds[second] ?? 0; row < (work.seconds[second + 1] ?? 0); row++) lines.push(lineOf(row))
    for (const { row, value } of corrections) lines.push(lineOf(row, value))
    if (lines.length < linesPerWrite) continue
    await writeLines(influx, lines)
    lines = []
  }
  if (lines.length > 0) await writeLines(influx, lines)
}

/** Starts it again so that it takes a shard for cold at once: it then packs it as tightly as it ever would. */
async function compact(influx: Service): Promise<void> {
  const file = join(influx.folder, 'influxdb.conf')
  const cold = '[data]\n  cache-snapshot-write-cold-duration = "1s"\n  compact-full-write-cold-duration = "1s"'
  await influx.stop()
  await writeFile(file, (await readFile(file, 'utf8')).replace('[data]', cold))
  await influx.start()
  await untilQuiet(influx.folder)
  await influx.stop()
}

// A shard that is fully compacted is one TSM file. The segment of the log that it is writing to stays, but counts nowhere.
const isPacked = (files: readonly FileSize[]): boolean =>
  files.filter(({ name }) => name.endsWith('.tsm')).length === 1 && !files.some(({ name }) => name.endsWith('.tmp'))

async function untilQuiet(folder: string): Promise<void> {
  const began = performance.now()
  let [before, since] = ['', began]
  while (performance.now() - since < quietMs) {
    if (performance.now() - began > patienceMs) throw new Error('InfluxDB does not come to rest')
    await pause(200)
    const files = await filesIn(join(folder, 'data'))
    const now = JSON.stringify(files)
    if (now !== before || !isPacked(files)) since = performance.now()
    before = now
  }
}

/**
 * Bytes that InfluxDB 1.x needs for the workload, with the tags that the daemon writes: the blocks that its data folder
 * takes on the disk (series file and TSM files) once all is out of the write-ahead log and the shard fully compacted.
 */
export async function influxBytes(size: WorkloadSize, nature: Nature): Promise<number> {
  const influx = await startDatabase()
  try {
    const work = workload(size, nature)
    await fill(influx, work)
    const written = await countAllPoints(influx)
    if (written !== work.count) throw new Error(`InfluxDB holds ${written} points of ${work.count}`)
    await compact(influx)
    return allocated(await filesIn(join(influx.folder, 'data')))
  } finally {
    await influx.close()
  }
}
