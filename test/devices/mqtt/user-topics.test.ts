import { describe, expect, it } from 'vitest'
import { type LiveTopicValue, openUserTopics } from '../../../devices/mqtt/user-topics.js'
import type { LiveWorkout } from '../../../src/health/workout.js'

/** A subject of `subscribe` that is told by hand. */
function told<Value>() {
  const listeners = new Set<(value: Value) => void>()
  return {
    listeners,
    tell: (value: Value) => {
      for (const listener of listeners) listener(value)
    },
    subscribe: (listener: (value: Value) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const begin = (homeAssistant = false) => {
  const sent: { topic: string; payload: unknown; retain: boolean }[] = []
  const timers: (() => void)[] = []
  const live = told<LiveTopicValue>()
  const heard = told<readonly [LiveWorkout, { readonly failure?: string }]>()
  const sessions = {
    ...heard,
    tell: (workout: LiveWorkout, news = {}) => heard.tell([workout, news]),
    subscribe: (listener: (workout: LiveWorkout, news: { readonly failure?: string }) => void) =>
      heard.subscribe(([workout, news]) => listener(workout, news)),
  }
  const topics = openUserTopics({
    link: {
      publish: (topic, payload, options) =>
        void sent.push({ topic, payload: JSON.parse(JSON.stringify(payload)), retain: options?.retain === true }),
    },
    live,
    sessions,
    devices: { all: () => [{ id: 'watch', user: 'me' }, { id: 'strap', user: 'you' }, { id: 'ring' }] },
    base: 'vitald',
    homeAssistant,
    timer: (task, delayMs) => {
      expect(delayMs).toBe(1_000)
      timers.push(task)
      return () => void timers.splice(timers.indexOf(task), 1)
    },
  })
  const second = () => {
    for (const task of timers.splice(0)) task()
  }
  return { sent, timers, live, sessions, topics, second }
}

const noon = Date.UTC(2026, 4, 1, 12)
const pulse = (value: number | null, facts: Partial<LiveTopicValue> = {}): LiveTopicValue => ({
  user: 'me',
  type: 'heartRate',
  value,
  unit: 'count/min',
  at: noon,
  device: 'watch',
  ...facts,
})
const ride = (facts: Partial<LiveWorkout> = {}): LiveWorkout => ({
  id: 'ride-1',
  user: 'me',
  state: 'running',
  activityType: 'cycling',
  location: 'indoor',
  start: noon,
  at: noon + 5_000,
  elapsed: 5,
  total: 5,
  lap: 1,
  events: [],
  laps: [],
  activities: [],
  statistics: {},
  zones: {},
  metrics: {},
  unavailable: {},
  sources: [],
  ...facts,
})

describe('a live value', () => {
  it('is retained on its topic', () => {
    const { live, sent } = begin()
    live.tell(pulse(142))
    expect(sent).toEqual([
      {
        topic: 'vitald/users/me/live/heartRate',
        payload: { value: 142, unit: 'count/min', at: '2026-05-01T12:00:00.000Z', device: 'watch' },
        retain: true,
      },
    ])
  })

  it('is told once a second, with the newest', () => {
    const { live, sent, second } = begin()
    for (const value of [140, 141, 142]) live.tell(pulse(value))
    live.tell(pulse(200, { type: 'cyclingPower', unit: 'W' }))
    expect(sent).toHaveLength(2)
    second()
    expect(sent.slice(2)).toMatchObject([{ payload: { value: 142 } }])
    second()
    expect(sent).toHaveLength(3)
  })

  it('is null when it is stale', () => {
    const { live, sent } = begin()
    live.tell(pulse(null))
    expect(sent).toMatchObject([{ payload: { value: null } }])
  })
})

describe('a session', () => {
  it("is retained, and told to its person's devices", () => {
    const { sessions, sent } = begin()
    const statistics = {
      heartRate: {
        type: 'heartRate',
        unit: 'count/min',
        start: noon,
        end: noon + 5_000,
        average: 142,
        count: 5,
        sources: ['watch'],
      },
    } as const
    sessions.tell(ride({ statistics, zone: 2 }))
    expect(sent).toMatchObject([
      {
        topic: 'vitald/users/me/session',
        retain: true,
        payload: {
          state: 'running',
          activityType: 'cycling',
          elapsed: 5,
          lap: 1,
          zone: 2,
          at: '2026-05-01T12:00:05.000Z',
          statistics: { heartRate: { average: 142, unit: 'count/min' } },
        },
      },
      {
        topic: 'vitald/devices/watch/command',
        retain: false,
        payload: { event: 'sessionState', state: 'running', elapsed: 5 },
      },
    ])
  })

  it('ends in its last state, however fast it gets there', () => {
    const { sessions, sent, second } = begin()
    for (const state of ['running', 'paused', 'stopped', 'ended'] as const) sessions.tell(ride({ state }))
    second()
    expect(sent.at(-2)).toMatchObject({ topic: 'vitald/users/me/session', payload: { state: 'ended' } })
    expect(sent.at(-1)).toMatchObject({ payload: { event: 'sessionState', state: 'ended' } })
  })
})

describe('Home Assistant', () => {
  it('hears of nothing unless asked', () => {
    const { live, sent } = begin()
    live.tell(pulse(142))
    expect(sent.filter(({ topic }) => topic.startsWith('homeassistant'))).toEqual([])
  })

  it('finds one device a person, with a sensor for each type and the workout', () => {
    const { live, sent, second } = begin(true)
    live.tell(pulse(142))
    live.tell(pulse(142))
    live.tell(pulse(0.97, { type: 'oxygenSaturation', unit: '%' }))
    second()
    const configs = sent.filter(({ topic }) => topic === 'homeassistant/device/vitald_me/config')
    expect(configs).toHaveLength(2)
    expect(configs.at(-1)).toMatchObject({
      retain: true,
      payload: {
        dev: { ids: ['vitald_me'], name: 'vitald me' },
        o: { name: 'vitald' },
        cmps: {
          heartRate: {
            p: 'sensor',
            name: 'Heart rate',
            uniq_id: 'vitald_me_heartRate',
            stat_t: 'vitald/users/me/live/heartRate',
            val_tpl: '{{ value_json.value }}',
            unit_of_meas: 'bpm',
            stat_cla: 'measurement',
          },
          oxygenSaturation: { unit_of_meas: '%' },
          workout: {
            stat_t: 'vitald/users/me/session',
            val_tpl: '{{ value_json.state }}',
            json_attr_t: 'vitald/users/me/session',
          },
        },
      },
    })
  })

  it('finds a person whose name its identifiers cannot hold', () => {
    const { sessions, sent } = begin(true)
    sessions.tell(ride({ user: 'j.doe' }))
    expect(sent[0]).toMatchObject({
      topic: 'homeassistant/device/vitald_j_doe/config',
      payload: { cmps: { workout: { stat_t: 'vitald/users/j.doe/session' } } },
    })
  })
})

describe('a session that another one replaces', () => {
  const failure = 'anotherWorkoutSessionStarted'

  it('fails for the device that records it, at once and before it ends', () => {
    const { sessions, sent } = begin()
    sessions.tell(ride({ recorder: 'watch' }), { failure })
    sessions.tell(ride({ recorder: 'watch', state: 'ended' }))
    const commands = sent.filter(({ topic }) => topic === 'vitald/devices/watch/command')
    expect(commands[0]?.payload).toEqual({ event: 'sessionFailure', id: 'ride-1', code: failure })
    expect(commands.slice(1).every(({ payload }) => JSON.stringify(payload).includes('sessionState'))).toBe(true)
  })

  it('fails for nobody when no device of the person records it', () => {
    const { sessions, sent } = begin()
    for (const recorder of ['vitald', 'strap', undefined]) sessions.tell(ride({ recorder }), { failure })
    expect(JSON.stringify(sent)).not.toContain('sessionFailure')
  })
})

it('is silent after its end', () => {
  const { live, sessions, topics, sent, timers } = begin()
  live.tell(pulse(1))
  live.tell(pulse(2))
  topics.close()
  expect([live.listeners.size, sessions.listeners.size, timers.length]).toEqual([0, 0, 0])
  expect(sent).toHaveLength(1)
})

it('says to a device what its wearer asked for', () => {
  const { topics, sent } = begin()
  topics.command('watch', { event: 'pauseOrResumeRequest' })
  expect(sent).toEqual([
    { topic: 'vitald/devices/watch/command', payload: { event: 'pauseOrResumeRequest' }, retain: false },
  ])
})
