import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFitPlan } from '../../../src/plans/files/fit-reader.js'
import { openApp, type TestApp } from '../../http/open-app.js'
import { openCommands, runAlone } from '../run-command.js'

let http: TestApp
let commands: Awaited<ReturnType<typeof openCommands>>
let folder: string
const file = (name: string): string => join(folder, name)

const power = (from: number, to = from) => ({ type: 'cyclingPower', of: 'functionalThresholdPower', from, to })
const plan = {
  name: 'Two by eight',
  activityType: 'cycling',
  location: 'indoor',
  steps: [
    { kind: 'warmup', end: { by: 'time', value: 600 }, target: { type: 'cyclingPower', zone: 2 } },
    {
      kind: 'repeat',
      times: 2,
      steps: [
        { kind: 'work', end: { by: 'time', value: 480 }, target: power(0.95, 1.05), alert: { after: 10 } },
        { kind: 'recover', end: { by: 'heartRateBelow', value: 120 }, target: power(0.5) },
      ],
    },
    { kind: 'cooldown', name: 'Easy', end: { by: 'lap' }, messages: [{ after: 0, text: 'Well done' }] },
  ],
}

beforeAll(async () => {
  http = await openApp()
  commands = await openCommands(http, await http.listen())
  folder = await mkdtemp(join(tmpdir(), 'vitald-plans-'))
  await writeFile(file('plan.json'), JSON.stringify(plan))
  await writeFile(file('faulty.json'), JSON.stringify({ ...plan, steps: [{ kind: 'work', end: { by: 'mood' } }] }))
  await writeFile(
    file('ramp.zwo'),
    '<workout_file><name>Ramp</name><workout><Ramp Duration="90" PowerLow="0.5" PowerHigh="1"/></workout></workout_file>',
  )
})
afterAll(async () => {
  await commands.close()
  await http.close()
  await rm(folder, { recursive: true, force: true })
})

const out = (words: readonly string[]) => commands.out(words)

describe('vitald plans check', () => {
  it('says what of a file a plan has no word for', async () => {
    await writeFile(
      file('pace.zwo'),
      '<workout_file><author>A</author><workout><FreeRide Duration="90" pace="1"/></workout></workout_file>',
    )
    const { status, error, out: text } = await runAlone(['plans', 'check', file('pace.zwo')])
    expect([status, text]).toEqual([0, expect.stringContaining('1 step, 1:30')])
    expect(error.split('\n').slice(1)).toEqual([
      '  the file has <author>, which is left out',
      '  /steps/0 has `pace` of <freeride>, which is left out',
      '',
    ])
  })

  it('shows the steps and the time of a file, without a daemon', async () => {
    const { status, out: text } = await runAlone(['plans', 'check', file('plan.json')])
    expect([status, text]).toEqual([
      0,
      [
        'Two by eight',
        'cycling, indoor',
        '',
        '  warm-up    10:00, cycling power in zone 2',
        '  2 ×',
        '    work       8:00, cycling power 95–105 % of functional threshold power, alert after 10 s',
        '    recover    until heart rate is below 120 bpm, cycling power 50 % of functional threshold power',
        '  cool-down  until the lap button, Easy, 1 message',
        '',
        '6 steps, 26:00 + steps without a length',
        '',
      ].join('\n'),
    ])
    expect(JSON.parse((await runAlone(['plans', 'check', file('ramp.zwo'), '--json'])).out)).toMatchObject({
      name: 'Ramp',
    })
  })

  it('ends with 1 and names each fault', async () => {
    const { status, error } = await runAlone(['plans', 'check', file('faulty.json')])
    expect([status, error]).toEqual([
      1,
      expect.stringMatching(/faulty\.json: the plan is not valid\n {2}\/steps\/0\/end\/by /),
    ])
    expect(await runAlone(['plans', 'check', file('none.fit')])).toMatchObject({
      status: 1,
      error: expect.stringContaining('ENOENT'),
    })
  })
})

describe('vitald plans', { timeout: 30_000 }, () => {
  it('keeps, lists, shows, writes and removes plans', async () => {
    expect(await out(['plans'])).toContain('no plan yet')
    expect(await out(['plans', 'add', file('plan.json'), '--id', 'two-by-eight', '--name', '2 × 8'])).toBe(
      '2 × 8 is kept as two-by-eight\n',
    )
    expect(await out(['plans', 'list'])).toMatch(/two-by-eight {2}2 × 8 {2}cycling +6 +26:00 \+ steps without a length/)
    expect(await out(['plans', 'show', 'two-by-eight'])).toMatch(/^2 × 8 \(two-by-eight\)\ncycling, indoor/)
    const written = await out(['plans', 'export', 'two-by-eight', '-o', file('out.fit'), '--format', 'fit'])
    expect(readFitPlan(await readFile(written.trim())).plan.name).toBe('2 × 8')
    expect(JSON.parse(await out(['plans', 'export', 'two-by-eight', '--out', '-']))).toMatchObject({
      id: 'two-by-eight',
    })
    expect(await commands.run(['plans', 'export', 'two-by-eight', '--format', 'zwo', '-o', '-'])).toMatchObject({
      status: 1,
    })
    expect((await commands.run(['plans', 'add', file('plan.json'), '--id', 'two-by-eight'])).error).toContain(
      '/id is taken',
    )
    expect(await out(['plans', 'add', file('ramp.zwo'), '--id', 'two-by-eight', '--replace'])).toContain('Ramp is kept')
    expect(JSON.parse(await out(['plans', '--json']))).toMatchObject({ items: [{ id: 'two-by-eight', duration: 90 }] })
    expect(await out(['plans', 'remove', 'two-by-eight'])).toBe('two-by-eight is removed\n')
    expect((await commands.run(['plans', 'show', 'two-by-eight'])).status).toBe(1)
  })

  it('starts a workout by one, or by a file', async () => {
    await out(['plans', 'add', file('plan.json'), '--id', 'kept'])
    await out(['workout', 'start', '--plan', 'kept'])
    expect(http.sessions.started.at(-1)).toMatchObject({
      activityType: 'cycling',
      location: 'indoor',
      plan: { id: 'kept' },
    })
    await out(['workout', 'discard'])
    await out(['workout', 'start', '--outdoor', '--plan', file('ramp.zwo')])
    expect(http.sessions.started.at(-1)).toMatchObject({ location: 'outdoor', plan: { name: 'Ramp' } })
    await out(['workout', 'discard'])
    expect((await commands.run(['workout', 'start', '--plan', 'lost'])).error).toContain('there is no such plan')
  })

  it('starts a workout by one that is named as people call it, if only one is', async () => {
    const { name } = plan
    await out(['workout', 'start', '--plan', name.toUpperCase()])
    expect(http.sessions.started.at(-1)).toMatchObject({ plan: { id: 'kept' } })
    await out(['workout', 'discard'])
    await out(['plans', 'add', file('plan.json'), '--id', 'again'])
    const { status, error } = await commands.run(['workout', 'start', '--plan', name])
    expect([status, error]).toEqual([2, expect.stringContaining('by its id: again,kept')])
    expect((await commands.run(['workout', 'start', '--plan', 'Lost & found'])).status).toBe(1)
  })

  it.each(['list', 'show', 'add', 'export', 'remove', 'check'])('says with an example what %s does', async (name) => {
    const { status, out: text } = await runAlone(['plans', name, '--help'])
    expect([status, text]).toEqual([0, expect.stringMatching(/EXAMPLE\n\n {2}vitald plans/)])
  })
})
