import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noon, openApp, type TestApp } from '../../http/open-app.js'
import { workoutSample } from '../../http/workout-sample.js'
import { openCommands } from '../run-command.js'

let http: TestApp
let commands: Awaited<ReturnType<typeof openCommands>>
const hourMs = 3_600_000

beforeAll(async () => {
  http = await openApp()
  commands = await openCommands(http, await http.listen())
  const zones = {
    heartRate: [
      { to: 120, seconds: 900 },
      { from: 120, seconds: 2_700 },
    ],
  }
  const lap = { start: noon + hourMs, end: noon + 2 * hourMs, elapsed: 3_600, distance: 30_000, statistics: {} }
  const running = workoutSample(1, { zones, laps: [lap], activityType: 'running' })
  await http.store.save('me', [workoutSample(0), running])
})
afterAll(async () => {
  await commands.close()
  await http.close()
})

const run = (words: string) => commands.run(words.split(' '))
const out = (words: string) => commands.out(words)

describe('vitald workout', { timeout: 30_000 }, () => {
  it('runs a workout by hand, saying when things happened', async () => {
    expect(await out('workout start rowing --indoor --lap-length 500')).toMatch(/^running at 0:00, lap 1 \(/)
    expect(http.sessions.active('me')).toMatchObject({ activityType: 'rowing', location: 'indoor' })
    expect(await out('workout status')).toMatch(/rowing, indoor\n0:00 {2}running {2}lap 1/)
    expect(await out('workout lap --at 2026-11-22T12:30:00Z')).toMatch(/^running/)
    expect(http.sessions.sent.at(-1)).toEqual({ event: 'lap', at: noon + hourMs / 2 })
    await out('workout collect heartRate --device strap,watch --at 2026-11-22T12:30:00Z')
    expect(http.sessions.sent.at(-1)).toEqual({
      ...{ event: 'collect', at: noon + hourMs / 2 },
      collect: { heartRate: { devices: ['strap', 'watch'] } },
    })
    await out('workout collect stepCount --off')
    expect(http.sessions.sent.at(-1)).toMatchObject({ event: 'collect', collect: { stepCount: false } })
    expect(await out('workout pause')).toMatch(/^paused/)
    const again = await run('workout pause')
    expect([again.status, again.error]).toEqual([1, 'pause is not possible now: paused allows something else\n'])
    expect((await run('workout start')).error).toContain('a workout is going on')
    expect(JSON.parse(await out('workout discard --json'))).toMatchObject({ state: 'ended' })
    await out('workout start rowing')
    expect(await out('workout discard')).toMatch(/^discarded at 0:00, lap 1 \(/)
    expect((await run('workout lap')).error).toContain('no workout of me is running')
    expect((await run('workout status')).status).toBe(1)
  })

  it('begins activities and ends them, with all that can be said', async () => {
    const id = http.sessions.active('me')?.id ?? JSON.parse(await out('workout start swimBikeRun --json')).id
    await out('workout begin-activity swimming --swimming-location pool --lap-length 25 --metadata leg=1,club=a=b')
    expect(http.sessions.sent.at(-1)).toMatchObject({
      event: 'beginActivity',
      configuration: { activityType: 'swimming', swimmingLocation: 'pool', lapLength: 25 },
      metadata: { leg: '1', club: 'a=b' },
    })
    await out(`workout end-activity --session ${id} --at 2026-11-22T12:30:00Z`)
    expect(http.sessions.sent.at(-1)).toMatchObject({ event: 'endActivity', at: noon + hourMs / 2 })
    await out('workout discard')
  })

  it('says how each step of a finish went', async () => {
    await out('workout start')
    const steps = [
      { step: 'stop', at: noon, ok: true },
      { step: 'drain', at: noon + 3_000, ok: false },
      { step: 'endCollection', at: noon + 3_000, ok: true },
    ] as const
    http.sessions.finishes = steps
    expect(await out('workout finish')).toMatch(
      /^ended at 0:00, lap 1 \(.*\)\n {2}stop {12}2.*\n {2}drain .* {2}a sensor stayed silent\n {2}end collection {2}/,
    )
  })

  it('starts with what is to be collected, and what is not', async () => {
    await out('workout start --collect dietaryWater,stepCount --no-collect HKQuantityTypeIdentifierCyclingCadence')
    expect(http.sessions.started.at(-1)).toMatchObject({
      collect: { dietaryWater: true, stepCount: true, cyclingCadence: false },
    })
    await out('workout discard')
    await out('workout start rowing --no-collect=stepCount')
    expect(http.sessions.started.at(-1)).toMatchObject({ activityType: 'rowing', collect: { stepCount: false } })
    await out('workout discard')
  })

  it('starts what was prepared, and not with what it was not prepared with', async () => {
    await out('workout start rowing --prepare')
    expect((await run('workout start rowing --no-collect stepCount')).error).toContain('a workout is going on')
    expect((await run('workout start --outdoor')).error).toContain('a workout is going on')
    expect(await out('workout start rowing')).toMatch(/^running/)
    await out('workout discard')
  })

  it('takes a second start as it is told to', async () => {
    await out('workout start')
    expect((await run('workout start --on-conflict reject')).error).toContain('a workout is going on')
    await out('workout start --on-conflict replace --take-over')
    expect(http.sessions.started.at(-1)).toMatchObject({ onConflict: 'replace', takeOver: true })
    await out('workout discard')
  })

  it.each([
    ['workout begin-activity swimming --metadata leg', 'such as leg=2'],
    ['workout start --on-conflict maybe', 'reject'],
    ['workout start cyclin', 'Did you mean cycling'],
    ['workout start cycling --indoor --outdoor', 'either indoor or outdoor'],
    ['workout start cycling --activity rowing', 'either cycling or rowing'],
    ['workout lap --at noon', '--at is a time such as 18:05'],
    ['workout start --zones heartRate=120;pace=slow', 'such as heartRate=120,140,160, not pace=slow'],
    ['workout start --lap-length far', '--lap-length is a number'],
    ['workout start --lap-time 0.5', '--lap-time is a number from 1 to 1000000'],
    ['workout start --lap-time 60 --lap-length 1000', 'not by both'],
    ['workout collect heartrat', 'Did you mean heartRate'],
    ['workout start --collect heartrat', 'Did you mean heartRate'],
    ['workout start --no-collect stepCoun', 'Did you mean stepCount'],
    ['workout start --collect stepCount --no-collect stepCount', 'either collected or not'],
    ['workout collect heartRate --off --device strap', '--off is of all'],
    ['workout paus', 'Did you mean pause'],
    ['workouts --type runing', 'Did you mean running'],
  ])('ends with 2 for %s', async (words, message) => {
    const { status, error } = await run(words)
    expect([status, error]).toEqual([2, expect.stringContaining(message)])
  })

  it('shows the record of one, or of the latest', async () => {
    const text = await out(`workout show ${workoutSample(0).uuid}`)
    expect(text).toMatch(/^cycling, indoor, /)
    expect(text).toContain('normalized power  201 W')
    expect(text).toMatch(/not available\n {2}no RR intervals: rmssd/)
    expect(text).toMatch(/sources +strap/)
    const latest = await out('workout show latest')
    expect(latest).toContain(workoutSample(1).uuid)
    expect(latest).toMatch(/zones of heart rate\n {2}1 {2}under 120 bpm +15:00 +25 % {2}█{6}\n {2}2 {2}from 120 bpm/)
    expect(latest).toMatch(/laps\n +1 +1:00:00 +30\.00 km/)
  })

  it('lists those of a type and a time', async () => {
    expect(await out('workouts')).toMatch(/running[\s\S]*cycling/)
    expect(await out('workouts --type cycling')).not.toContain('running')
    expect(await out('workouts --from 2026-11-22T13:30:00Z')).not.toContain('cycling')
    expect(await out('workouts --to 2026-11-22')).toContain('no workout')
    const { items } = JSON.parse(await out('workouts --limit 1 --json')) as { items: unknown[] }
    expect(items).toHaveLength(1)
  })
})
