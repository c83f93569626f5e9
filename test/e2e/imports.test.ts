import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Daemon, startDaemon } from '../setup/daemon.js'
import { workoutsOf } from './api.js'
import { recordedFigures } from './recorded-figures.js'

const folder = `${process.cwd()}/test/fixtures/workouts`
const files = [
  'indoor-trainer.fit',
  'indoor-two-pauses.fit',
  'outdoor-three-pauses.fit',
  'multisport-three-sessions.fit',
  'run-rr-intervals.fit',
  'run-smart-recording.fit',
  'run-developer-fields.fit',
  'run-three-laps.tcx',
]
const slugOf = (file: string): string => file.replace(/[^a-z]/g, '-')

let daemon: Daemon
beforeAll(async () => {
  daemon = await startDaemon()
})
afterAll(() => daemon.close())

const reportSchema = z.object({
  workouts: z.array(z.string()),
  samples: z.number(),
  skipped: z.number(),
  problems: z.array(z.looseObject({ code: z.string() })),
})

const authorized = async () => ({ authorization: `Bearer ${(await readFile(`${daemon.data}/token`, 'utf8')).trim()}` })

/** Sends a file as a client does and hears how it gets on, to its end. */
async function importedOver(user: string, file: string) {
  const headers = await authorized()
  const url = new URL(`/v1/users/${user}/imports`, daemon.http)
  const answer = await fetch(url, { method: 'POST', headers, body: await readFile(`${folder}/${file}`) })
  expect(answer.status).toBe(202)
  const { id } = z.object({ id: z.string() }).parse(await answer.json())
  const stream = await fetch(`${url}/${id}`, { headers: { ...headers, accept: 'text/event-stream' } })
  const told = [...(await stream.text()).matchAll(/^data: ?(.*)$/gm)].map(
    ([, data = '{}']) => JSON.parse(data) as unknown,
  )
  return { told, report: reportSchema.parse(await daemon.get(`/v1/users/${user}/imports/${id}`)) }
}

/** What tells who recorded it, what is only known after the end, when a live record is made, and what only a file says. */
const apart = ['id', 'uuid', 'source', 'sources', 'bySource', 'steps', 'collected', 'heartRateRecovery', 'declared']
const figuresOf = (record: unknown): unknown =>
  JSON.parse(JSON.stringify(record), (name, value: unknown) => (apart.includes(name) ? undefined : value))

const newest = async (user: string): Promise<unknown> => {
  const { items } = z.object({ items: z.array(z.unknown()) }).parse(await daemon.get(`/v1/users/${user}/workouts`))
  return items[0]
}

describe.each(files)('%s, imported over HTTP', (file) => {
  const user = slugOf(file)
  let first: Awaited<ReturnType<typeof importedOver>>

  beforeAll(async () => {
    for (const id of [user, `${user}.worn`])
      await daemon.send('POST', '/v1/users', {
        ...{ id, maximumHeartRate: 190, restingHeartRate: 50, functionalThresholdPower: 250, bodyMass: 72 },
      })
    first = await importedOver(user, file)
  })

  it('is one workout, whole, and told as it gets on', () => {
    expect(first.report).toMatchObject({ workouts: [expect.any(String)], skipped: 0, problems: [] })
    expect(first.told.at(-1)).toEqual(first.report)
  })

  it('has the figures that it declares', async () => {
    if (file.endsWith('.tcx')) return
    const [workout] = await workoutsOf(daemon, user)
    const figures = recordedFigures(file)
    const isMultisport = file.startsWith('multisport')
    expect(Date.parse(workout?.start ?? '')).toBe(figures.start)
    if (!isMultisport) expect(Math.abs((workout?.elapsed ?? 0) - figures.timerSeconds)).toBeLessThan(1)
    if (!isMultisport && figures.heartRate !== undefined) {
      const { average, max } = figures.heartRate
      expect(Math.abs((workout?.statistics.heartRate?.average ?? 0) - average)).toBeLessThan(1)
      expect(workout?.statistics.heartRate?.max).toBe(max)
    }
    expect(workout?.laps).toHaveLength(figures.laps.length)
    for (const [index, lap] of (workout?.laps ?? []).entries())
      expect(Math.abs(lap.elapsed - (figures.laps[index]?.seconds ?? Number.NaN))).toBeLessThan(1)
  })

  it('doubles nothing when it comes again', async () => {
    const { report } = await importedOver(user, file)
    expect(report).toMatchObject({ workouts: first.report.workouts, samples: 0, problems: [] })
    expect(await workoutsOf(daemon, user)).toHaveLength(1)
  })

  it('has the record of its replay by a watch, to the last digit', async () => {
    const wearer = `${user}.worn`
    const watch = ['simulate', 'watch', '--workout', `${folder}/${file}`, '--speed', '0', '--device', `watch-${user}`]
    expect(await daemon.run(...watch, '--user', wearer)).toMatchObject({ status: 0 })
    expect(figuresOf(await newest(wearer))).toEqual(figuresOf(await newest(user)))
  })
})

describe('a way that the Health app exported', () => {
  it('is a workout with its places, once', async () => {
    await daemon.send('POST', '/v1/users', { id: 'way' })
    const { report } = await importedOver('way', 'apple-health-route.gpx')
    expect(report).toMatchObject({ workouts: [expect.any(String)], problems: [] })
    expect(await importedOver('way', 'apple-health-route.gpx')).toMatchObject({
      report: { workouts: report.workouts, samples: 0 },
    })
    const [workout] = await workoutsOf(daemon, 'way')
    expect(workout).toMatchObject({ start: '2019-06-11T22:00:42.000Z', end: '2019-06-11T22:00:43.000Z', elapsed: 1 })
    const exported = await fetch(new URL(`/v1/users/way/workouts/${workout?.id}.gpx`, daemon.http), {
      headers: await authorized(),
    })
    const text = await exported.text()
    expect(text.match(/<trkpt /g)).toHaveLength(2)
    expect(text).toContain('lat="37.7816700" lon="-122.3963940"')
  })
})

describe('what only a recorder knows', () => {
  it('is in the record of its import: the way’s height, and the beats', async () => {
    const [run] = await workoutsOf(daemon, slugOf('run-developer-fields.fit'))
    expect(run?.metrics.ascent).toBeGreaterThan(20)
    expect(run?.metrics.rmssd).toBeGreaterThan(5)
    expect(run?.metrics.hrvCoverage).toBeGreaterThan(0.95)
  })
})
