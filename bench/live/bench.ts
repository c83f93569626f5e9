import { copyFile, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Daemon, startDaemon } from '../../test/setup/daemon.js'
import { inFolder, measure } from '../child.js'
import { type Line, median } from '../report.js'
import { inRounds } from '../rounds.js'
import { begin, people, secondsAYear } from '../statistics/readings.js'
import { storeFile } from '../storage/open-bench-store.js'

const fillProgram = fileURLToPath(new URL('../statistics/fill.js', import.meta.url))
const loadProgram = fileURLToPath(new URL('load.js', import.meta.url))
const filled = z.object({ quantities: z.number() })
const measured = z.object({ seen: z.number().positive(), p50: z.number(), p99: z.number() })
type Measured = z.infer<typeof measured>

const publishers = 10
const perSecond = 1_000
const seconds = 10
const login = z.object({ device: z.string(), username: z.string(), password: z.string() })

/** A daemon that has the filled store, and people who wear watches. */
async function prepare(filledFolder: string): Promise<{ daemon: Daemon; wearers: string }> {
  const daemon = await startDaemon({ log: { level: 'error' } })
  await daemon.stop()
  const file = join(daemon.data, 'vitald.sqlite')
  await Promise.all(['-wal', '-shm'].map((side) => rm(file + side, { force: true })))
  await copyFile(storeFile(filledFolder), file)
  await daemon.start()
  await daemon.send('POST', '/v1/users', { id: people[0] })
  const wearers = []
  for (let index = 0; index < publishers; index++) {
    const user = `wearer-${index}`
    await daemon.send('POST', '/v1/users', { id: user })
    const { body } = await daemon.send('POST', '/v1/devices', { device: `watch-${index}`, user })
    wearers.push({ user, ...login.parse(body) })
  }
  return { daemon, wearers: JSON.stringify(wearers) }
}

const yearQuery = new URLSearchParams({
  type: 'heartRate',
  interval: 'P1D',
  timeZone: 'UTC',
  start: new Date(begin).toISOString(),
  end: new Date(begin + secondsAYear * 1_000).toISOString(),
  limit: '366',
})

/** Asks for the days of the year, again and again, until it is told to stop; resolves to how often. */
async function averageYears(daemon: Daemon, isOver: () => boolean): Promise<number> {
  let times = 0
  for (; !isOver(); times++) await daemon.get(`/v1/users/${people[0]}/statistics/collection?${yearQuery}`)
  return times
}

async function load(filledFolder: string, averages: boolean): Promise<Measured> {
  const { daemon, wearers } = await prepare(filledFolder)
  try {
    const token = (await readFile(join(daemon.data, 'token'), 'utf8')).trim()
    const words = [daemon.mqtt, daemon.http, token, wearers, String(perSecond), String(seconds)]
    let isOver = false
    const averaging = averages ? averageYears(daemon, () => isOver) : undefined
    const found = await measure(loadProgram, words, measured)
    isOver = true
    if ((await averaging) === 0) throw new Error('no year was averaged')
    return found
  } finally {
    await daemon.close()
  }
}

/** From a device's publishing to a reader's seeing, while the days of a year are averaged without a pause, and idle. */
export function liveBench(times: number): Promise<Line[]> {
  return inFolder(async (folder) => {
    await inRounds('live, filling', 1, { vitald: () => measure(fillProgram, [folder], filled) })
    const { busy, idle } = await inRounds('live', times, {
      busy: () => load(folder, true),
      idle: () => load(folder, false),
    })
    const p99 = (runs: readonly Measured[]): number => median(runs.map((run) => run.p99))
    const ours = { promise: 'live, 1,000 messages/s while a year is averaged, p99', ours: p99(busy), unit: 'ms' }
    return [
      { ...ours, peer: p99(idle), against: 'idle', bar: { atMost: 2 } },
      { ...ours, peer: 150, against: '150 ms', bar: { atMost: 1 } },
    ]
  })
}
