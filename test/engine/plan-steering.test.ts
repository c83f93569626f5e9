import { pino } from 'pino'
import { expect, it } from 'vitest'
import type { TrainerCommand } from '../../devices/ble/bluetooth.js'
import { steerByPlans } from '../../src/engine/plan-steering.js'
import { HealthError } from '../../src/health/error.js'
import type { LiveWorkout } from '../../src/health/workout.js'
import type { Device } from '../../src/ingest/device.js'
import type { SessionListener } from '../../src/session/sessions.js'

const trainer = (settings: object): Device => ({
  ...{ id: 'bike', transport: 'ble', user: 'me', status: 'online', registered: false },
  sensor: { address: 'C0:FF:EE:00:00:02', settings },
})

const workout = (state: LiveWorkout['state'], watts?: readonly [number, number], id = 'one'): LiveWorkout => ({
  ...{
    id,
    user: 'me',
    state,
    activityType: 'cycling',
    location: 'indoor',
    start: 0,
    at: 0,
    elapsed: 0,
    total: 0,
    lap: 1,
  },
  ...{ events: [], laps: [], activities: [], statistics: {}, zones: {}, metrics: {}, unavailable: {}, sources: [] },
  plan: {
    ...{ name: 'Intervals', steps: 3, step: 1 },
    ...(watts && { target: { type: 'cyclingPower' as const, unit: 'W', from: watts[0], to: watts[1] } }),
  },
})

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}

/** A steering, what the trainer was told, and a way to refuse it. */
const begin = (settings: object = { control: true }) => {
  const told: TrainerCommand[] = []
  const state = { refuses: false, fault: new Error('away') }
  let hear: SessionListener = () => undefined
  const steering = steerByPlans({
    sessions: {
      subscribe: (listener) => {
        hear = listener
        return () => undefined
      },
    },
    bluetooth: {
      control: async (_, command) => {
        if (state.refuses) throw state.fault
        told.push(command)
      },
    },
    devices: { all: () => [trainer(settings)] },
    log: pino({ level: 'silent' }),
  })
  const say = async (one: LiveWorkout) => {
    hear(one, {})
    await settled()
  }
  return { told, state, say, check: () => steering.check() }
}

it('sends each step’s power once, and gives control back at a step without one and at the end', async () => {
  const { told, say } = begin()
  await say(workout('running'))
  await say(workout('running', [195, 205]))
  await say(workout('running', [195, 205]))
  await say(workout('running', [120, 120]))
  await say(workout('running'))
  await say(workout('running', [250, 250]))
  await say(workout('stopped', [250, 250]))
  await say(workout('ended', [250, 250]))
  expect(told).toEqual([
    { mode: 'erg', targetPower: 200 },
    { mode: 'erg', targetPower: 120 },
    { mode: 'free' },
    { mode: 'erg', targetPower: 250 },
    { mode: 'free' },
  ])
})

it('sends a power that is the second target, too', async () => {
  const { told, say } = begin()
  const one = workout('running')
  const targets = {
    target: { type: 'heartRate' as const, unit: 'count/min', to: 140 },
    secondaryTarget: { type: 'cyclingPower' as const, unit: 'W', from: 150, to: 160 },
  }
  await say({ ...one, plan: { name: 'Easy', steps: 1, step: 1, ...targets } })
  expect(told).toEqual([{ mode: 'erg', targetPower: 155 }])
})

it('tries again what the trainer did not take, also after the end', async () => {
  const { told, state, say, check } = begin()
  state.refuses = true
  await say(workout('running', [200, 200]))
  state.refuses = false
  check()
  await settled()
  state.refuses = true
  await say(workout('ended'))
  state.refuses = false
  check()
  await settled()
  expect(told).toEqual([{ mode: 'erg', targetPower: 200 }, { mode: 'free' }])
})

it('gives control back also when the end comes while the trainer is being asked', async () => {
  const { told, say } = begin()
  void say(workout('running', [200, 200]))
  await say(workout('ended'))
  expect(told).toEqual([{ mode: 'erg', targetPower: 200 }, { mode: 'free' }])
})

it('does not ask again for what no trainer can hold', async () => {
  const { told, state, say, check } = begin()
  state.fault = new HealthError('invalidArgument', 'targetPower is not between 0 and 1500 W')
  state.refuses = true
  await say(workout('running', [2_000, 2_000]))
  state.refuses = false
  check()
  await settled()
  expect(told).toEqual([])
})

it('leaves a trainer alone that is not to be controlled', async () => {
  const { told, say } = begin({})
  await say(workout('running', [200, 200]))
  expect(told).toEqual([])
})
