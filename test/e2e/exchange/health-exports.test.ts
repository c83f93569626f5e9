import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { madeZip } from '../../imports/archive/made-zip.js'
import { type Daemon, startDaemon } from '../../setup/daemon.js'
import { samplesOf } from '../api.js'

const fixtures = `${process.cwd()}/test/fixtures/workouts`
const route = 'workout-routes/route_2019-06-11_3.00pm.gpx'

const expectedSchema = z.object({
  records: z.array(z.object({ type: z.string(), n: z.number(), first_start: z.string(), sum: z.number() })),
  workouts: z.array(
    z.object({
      ...{ activity: z.string(), start: z.string(), end: z.string(), elapsed_s: z.number() },
      totalDistance: z.tuple([z.number(), z.string()]).optional(),
      totalEnergyBurned: z.tuple([z.number(), z.string()]).optional(),
      statistics: z.array(z.object({ type: z.string(), sum: z.number().optional(), average: z.number().optional() })),
    }),
  ),
})
const fileSchema = z.object({ files: z.array(z.looseObject({ id: z.string(), expected: z.unknown().optional() })) })

const expectedOf = async (id: string) => {
  const { files } = fileSchema.parse(JSON.parse(await readFile(`${fixtures}/expected.json`, 'utf8')))
  return expectedSchema.parse(files.find((file) => file.id === id)?.expected)
}

const workoutSchema = z.object({
  ...{ id: z.string(), activityType: z.string(), start: z.string(), end: z.string(), elapsed: z.number() },
  statistics: z.record(z.string(), z.object({ sum: z.number().optional(), average: z.number().optional() })),
  declared: z
    .object({
      statistics: z.record(z.string(), z.object({ sum: z.number().optional(), average: z.number().optional() })),
    })
    .partial()
    .optional(),
})
const outcomes = z.array(
  z.object({
    ...{ workouts: z.array(z.string()), samples: z.number(), skipped: z.number() },
    problems: z.array(z.object({ code: z.string(), message: z.string() })),
  }),
)

const metres: Readonly<Record<string, number>> = { km: 1_000, mi: 1_609.344 }
const lowered = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`

let daemon: Daemon
let folder: string
beforeAll(async () => {
  daemon = await startDaemon()
  folder = join(daemon.folder, 'apple_health_export')
  await mkdir(join(folder, 'workout-routes'), { recursive: true })
  await cp(`${fixtures}/apple-health-old/export.xml`, join(folder, 'export.xml'))
  await cp(`${fixtures}/apple-health-route.gpx`, join(folder, route))
  const files = { 'export.xml': join(folder, 'export.xml'), [route]: join(folder, route) }
  const packed = await Promise.all(
    Object.entries(files).map(async ([name, path]) => [`apple_health_export/${name}`, await readFile(path)] as const),
  )
  await writeFile(join(daemon.folder, 'export.zip'), await madeZip(Object.fromEntries(packed)))
})
afterAll(() => daemon.close())

/** Imports with the command, and what it says became of it. */
async function imported(user: string, path: string) {
  const { out, error } = await daemon.run('import', path, '--user', user, '--json')
  const [outcome] = outcomes.parse(JSON.parse(out === '' ? `"${error}"` : out))
  if (outcome === undefined) throw new Error(error)
  return outcome
}

const workoutsOf = async (user: string) => {
  const { items } = z.object({ items: z.array(z.unknown()) }).parse(await daemon.get(`/v1/users/${user}/workouts`))
  return items.map((item) => workoutSchema.parse(item)).toReversed()
}

const seconds = (iso: string): string => new Date(iso).toISOString()

describe.each([
  ['apple-health-old/export.xml', 'folder'],
  ['apple-health-old/export.xml', 'archive'],
  ['apple-health-old/export.xml', 'document beside its ways'],
  ['apple-health-statistics.xml', 'document'],
] as const)('%s, imported as a %s', (id, as) => {
  const user = `${id.replace(/[^a-z]/g, '-')}-${as.replace(/[^a-z]/g, '-')}`.slice(0, 60)
  const path = (): string => {
    if (id !== 'apple-health-old/export.xml') return `${fixtures}/${id}`
    const places = { folder, archive: join(daemon.folder, 'export.zip') }
    return as === 'folder' || as === 'archive' ? places[as] : join(folder, 'export.xml')
  }
  let first: Awaited<ReturnType<typeof imported>>
  beforeAll(async () => {
    await daemon.send('POST', '/v1/users', { id: user })
    first = await imported(user, path())
  })

  it('has its records', async () => {
    for (const { type, first_start, sum } of (await expectedOf(id)).records) {
      const name = lowered(type.replace('HKQuantityTypeIdentifier', ''))
      const [sample] = await samplesOf(daemon, user, name)
      expect(sample).toMatchObject({ start: seconds(first_start), value: sum })
    }
  })

  it('has its workouts, with the totals that they declare', async () => {
    const expected = await expectedOf(id)
    const found = await workoutsOf(user)
    expect(found.map(({ id: one }) => one).toSorted()).toEqual(first.workouts.toSorted())
    expect(found).toHaveLength(expected.workouts.length)
    for (const one of expected.workouts) {
      const made = found.find(({ start }) => start === seconds(one.start))
      expect(made).toMatchObject({ activityType: lowered(one.activity), end: seconds(one.end), elapsed: one.elapsed_s })
      const distance = made?.statistics.distanceWalkingRunning ?? made?.statistics.distanceCycling
      const [length = 0, unit = ''] = one.totalDistance ?? []
      expect(distance?.sum ?? 0).toBeCloseTo(length * (metres[unit] ?? 0), 6)
      if (one.totalEnergyBurned !== undefined)
        expect(made?.statistics.activeEnergyBurned?.sum).toBeCloseTo(one.totalEnergyBurned[0], 6)
    }
  })

  it('keeps what they declare', async () => {
    const found = await workoutsOf(user)
    for (const { start, statistics } of (await expectedOf(id)).workouts)
      for (const { type, average } of statistics)
        if (average !== undefined)
          expect(
            found.find((one) => one.start === seconds(start))?.declared?.statistics?.[lowered(type)],
          ).toMatchObject({ average })
  })

  it('has the ways that came along', async () => {
    const [one] = await workoutsOf(user)
    const samples = await samplesOf(daemon, user, 'workoutRoute')
    if (id !== 'apple-health-old/export.xml') expect(first.problems).toMatchObject([{ code: 'missingRoute' }])
    else expect(samples).toMatchObject([{ workout: one?.id, count: 3 }])
  })

  it('is there once when it comes again, and nothing waits in the data folder', async () => {
    expect(await imported(user, path())).toEqual({ ...first, samples: 0, skipped: first.samples })
    expect(await readdir(join(daemon.data, 'imports')).catch(() => [])).toEqual([])
  })
})

describe('an export whose import was killed', () => {
  it('is whole after the next one', async () => {
    await daemon.send('POST', '/v1/users', { id: 'whole' })
    await daemon.send('POST', '/v1/users', { id: 'killed' })
    const records = Array.from({ length: 60_000 }, (_, at) => {
      const date = new Date(Date.parse('2024-05-01T00:00:00Z') + at * 5_000).toISOString()
      const when = `${date.slice(0, 10)} ${date.slice(11, 19)} +0000`
      return `<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" unit="count/min" startDate="${when}" endDate="${when}" value="${60 + (at % 60)}"/>`
    })
    const run = `<Workout workoutActivityType="HKWorkoutActivityTypeRunning" sourceName="Watch" startDate="2024-05-01 01:00:00 +0000" endDate="2024-05-01 02:00:00 +0000"/>`
    const file = join(daemon.folder, 'long.zip')
    const document = `<HealthData locale="en_US">${records.join('\n')}${run}</HealthData>`
    await writeFile(file, await madeZip({ 'apple_health_export/export.xml': document }))
    const running = daemon.run('import', file, '--user', 'killed', '--json')
    await expect
      .poll(async () => (await samplesOf(daemon, 'killed', 'heartRate')).length, { timeout: 30_000 })
      .toBeGreaterThan(0)
    await daemon.stop('SIGKILL')
    await running
    await daemon.start()
    expect(await readdir(join(daemon.data, 'imports')).catch(() => [])).toEqual([])
    expect(await workoutsOf('killed')).toEqual([])
    const completed = await imported('killed', file)
    expect(completed.samples + completed.skipped).toBe(records.length)
    const whole = await imported('whole', file)
    const figures = (user: string) => workoutsOf(user).then((all) => all.map(({ id: _, ...one }) => one))
    expect(await figures('killed')).toEqual(await figures('whole'))
    expect(whole.samples).toBe(records.length)
  })
})
