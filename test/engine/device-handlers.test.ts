import { describe, expect, it } from 'vitest'
import { parseWorkoutCommand, type WorkoutCommand } from '../../devices/mqtt/payloads.js'
import { type DeviceParts, handlersOf } from '../../src/engine/device-handlers.js'
import { openApp } from '../http/open-app.js'
import { openBench } from '../session/begin.js'

const openHandlers = async () => {
  const bench = await openBench()
  const devices = { userOf: () => 'me' } as unknown as DeviceParts['devices']
  const ingest = {} as DeviceParts['ingest']
  const handlers = handlersOf(
    { devices, ingest, sessions: bench.sessions, plans: { get: () => undefined } },
    bench.clock,
  )
  return { bench, say: async (command: WorkoutCommand) => handlers.workout('watch', command) }
}

const ride = { event: 'start', activityType: 'cycling', location: 'outdoor' } as const

describe('a workout that a device starts', () => {
  it.each([{ autoPause: true }, { configuration: { autoPause: true } }])(
    'pauses by what the device knows of motion, and by its readings: %o',
    async (said) => {
      const { bench, say } = await openHandlers()
      await say({ ...ride, location: 'indoor', ...said })
      const speed = (at: number, value: number) =>
        ({ kind: 'quantity', type: 'cyclingSpeed', value, start: at, end: at, source: 'watch', metadata: {} }) as const
      const { now } = bench.clock
      await bench.save([speed(now, 8), speed(now + 1_000, 0), speed(now + 9_000, 8)])
      await say({ event: 'end', at: now + 20_000 })
      const { items } = await bench.store.samples('me', { types: ['workout'] })
      expect(items).toMatchObject([{ workout: { elapsed: 12, total: 20 } }])
    },
  )

  it('may be told by it to stand and to move', async () => {
    const { bench, say } = await openHandlers()
    await say({ ...ride, autoPause: false })
    await say({ event: 'motionPaused', at: bench.clock.now + 1_000 })
    expect(bench.sessions.active('me')).toMatchObject({ state: 'paused', pausedBy: 'motion' })
    await say({ event: 'motionResumed', at: bench.clock.now + 3_000 })
    expect(bench.sessions.active('me')).toMatchObject({ state: 'running', elapsed: 1 })
  })

  it.each([
    [{ configuration: { swimmingLocation: 'pool' } }, '/configuration/lapLength'],
    [{ configuration: { lapLength: 100, lapTime: 60 } }, '/configuration/lapTime'],
    [{ configuration: { autoStart: true } }, '/configuration/autoStart'],
    [{ autoStart: true }, '/autoStart'],
  ] as const)('is refused where the device said it: %o', async (said, pointer) => {
    const { say } = await openHandlers()
    await expect(say({ ...ride, ...said })).rejects.toMatchObject({ errors: [{ pointer }] })
  })
})

const plan = { name: 'A minute', activityType: 'cycling', steps: [{ kind: 'work', end: { by: 'time', value: 60 } }] }
const start = { event: 'start', activityType: 'cycling', location: 'indoor' }

const begin = async () => {
  const http = await openApp()
  await http.ask('POST', '/v1/users/me/plans', { ...plan, id: 'minute' })
  await http.ask('POST', '/v1/devices', { device: 'watch', user: 'me' })
  const { workout } = handlersOf(http.parts, () => http.time.now)
  const say = async (command: object) =>
    workout('watch', parseWorkoutCommand(new TextEncoder().encode(JSON.stringify(command))))
  return { http, say }
}

describe('a device that starts a workout', () => {
  it.each([
    ['the id of a kept plan', { plan: 'minute' }, { id: 'minute', name: 'A minute' }],
    ['a plan', { plan }, plan],
    ['a plan in the configuration', { configuration: { plan } }, plan],
    ['none', { plan: null }, undefined],
  ])('brings %s', async (_, said, followed) => {
    const { http, say } = await begin()
    await say({ ...start, ...said })
    expect(http.sessions.started).toMatchObject([{ activityType: 'cycling', source: 'watch' }])
    if (followed === undefined) expect(http.sessions.started[0]?.plan).toBeUndefined()
    else expect(http.sessions.started[0]?.plan).toMatchObject(followed)
    await http.close()
  })

  it.each([
    ['an id that nobody knows', 'lost', '/plan'],
    ['a fault', { ...plan, steps: [] }, '/plan/steps'],
    ['what is no plan', 7, '/plan'],
  ])('is told what is wrong with a plan that has %s', async (_, said, pointer) => {
    const { http, say } = await begin()
    await expect(say({ ...start, plan: said })).rejects.toMatchObject({ errors: [{ pointer }] })
    const errors = [{ pointer: `/configuration${pointer}` }]
    await expect(say({ ...start, configuration: { plan: said } })).rejects.toMatchObject({ errors })
    await http.close()
  })
})
