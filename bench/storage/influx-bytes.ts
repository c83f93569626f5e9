import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Service } from '../../test/setup/process.js'
import { countPoints, startDatabase, writeLines } from '../influx.js'
import { allocated, type FileSize, filesIn } from './files.js'
import { device, namesOf, source, typeOf } from './quantity.js'
import { type Nature, seconds } from './workload.js'

const secondsPerWrite = 5
const quietMs = 4_000
const patienceMs = 60_000

async function fill(influx: Service, people: number, { count, nature }: { count: number; nature: Nature }) {
  const heads = namesOf(people).map((name) => `${typeOf(nature)},device=${device},source=${source},user=${name}`)
  let lines: string[] = []
  for (const { at, values } of seconds(people, count, nature)) {
    heads.forEach((head, person) => {
      lines.push(`${head} value=${values[person]} ${at}`)
    })
    if (lines.length < people * secondsPerWrite) continue
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
export async function influxBytes(people: number, count: number, nature: Nature): Promise<number> {
  const influx = await startDatabase()
  try {
    await fill(influx, people, { count, nature })
    const written = await countPoints(influx, typeOf(nature))
    if (written !== people * count) throw new Error(`InfluxDB holds ${written} points of ${people * count}`)
    await compact(influx)
    return allocated(await filesIn(join(influx.folder, 'data')))
  } finally {
    await influx.close()
  }
}
