import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openApp, type TestApp } from '../../http/open-app.js'
import { openCommands } from '../run-command.js'

const ride = 'test/fixtures/workouts/indoor-two-pauses.fit'
const run = 'test/fixtures/workouts/run-rr-intervals.fit'
const outcomes = z.array(z.object({ file: z.string(), workouts: z.array(z.string()), samples: z.number() }))

let http: TestApp
let commands: Awaited<ReturnType<typeof openCommands>>
let folder: string
beforeAll(async () => {
  http = await openApp()
  commands = await openCommands(http, await http.listen())
  folder = await mkdtemp(join(tmpdir(), 'vitald-files-'))
})
afterAll(async () => {
  await commands.close()
  await http.close()
  await rm(folder, { recursive: true, force: true })
})

describe('vitald import', () => {
  it('takes several files and says what became of each', async () => {
    const { status, out } = await commands.run(['import', ride, run, '--json'])
    expect(status).toBe(0)
    const [first, second] = outcomes.parse(JSON.parse(out))
    expect(first).toMatchObject({ file: ride })
    expect(second?.workouts).toHaveLength(1)
    const { out: again } = await commands.run(['import', ride])
    expect(again).toMatch(/indoor-two-pauses\.fit: 1 workout \(.*\), 0 new samples, \d+ known/)
  })

  it('ends with 1 when a file gives nothing', async () => {
    const { status, out, error } = await commands.run(['import', ride, 'package.json', 'no-such.fit'])
    expect(status).toBe(1)
    expect(out).toMatch(/package\.json: 0 workouts.*\n {2}the file is neither FIT nor TCX nor GPX/)
    expect(out).toMatch(/no-such\.fit: ENOENT/)
    expect(error).toMatch(/2 of 3 files gave no workout\n$/)
  })
})

describe('vitald export', () => {
  it('writes the newest workout into a folder', async () => {
    const { status, out } = await commands.run(['export', 'latest', '--format', 'tcx', '--out', folder])
    expect(status).toBe(0)
    expect(await readFile(out.trim(), 'utf8')).toMatch(/^<\?xml/)
  })

  it('writes all of them, and says which it cannot', async () => {
    const { status, out } = await commands.run(['export', '--all', '--format', 'gpx', '--out', folder])
    expect(status).toBe(0)
    expect(out).toMatch(/^1 workouts in .*\n.*: the workout has no route/)
    expect((await readdir(folder)).filter((name) => name.endsWith('.gpx'))).toHaveLength(1)
  })

  it('prints one', async () => {
    const { out } = await commands.run(['export', 'latest', '--format', 'csv', '--out', '-'])
    expect(out).toMatch(/^time,elapsed \(s\),lap,/)
  })

  it('wants a workout or all of them', async () => {
    expect(await commands.run(['export'])).toMatchObject({ status: 2 })
    expect(await commands.run(['export', 'latest', '--all'])).toMatchObject({ status: 2 })
  })
})
