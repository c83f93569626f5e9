import { describe, expect, it } from 'vitest'
import { createActor, fromPromise, waitFor } from 'xstate'
import { type SessionCommand, type SessionInput, sessionMachine } from '../../src/session/machine.js'
import { eventsOf } from '../../src/session/rules/session-events.js'
import { checkCommand, isReplay, pausedByOf, stateOf } from '../../src/session/transition.js'

const start = 1_000_000
const input: SessionInput = {
  id: 'a',
  user: 'me',
  source: 'watch',
  activityType: 'cycling',
  location: 'indoor',
  start,
  live: true,
}

/** A machine whose workouts are saved by `save`, after these commands, a second apart. */
const having = (commands: readonly SessionCommand['type'][], save: () => Promise<void> = async () => undefined) => {
  const machine = sessionMachine.provide({ actors: { saveWorkout: fromPromise(save) } })
  const actor = createActor(machine, { input }).start()
  commands.forEach((type, index) => {
    actor.send({ type, at: start + index * 1_000 })
  })
  return actor
}

const paths = {
  notStarted: [],
  prepared: ['prepare'],
  running: ['start'],
  paused: ['start', 'pause'],
  stopped: ['start', 'stop'],
} as const satisfies Record<string, readonly SessionCommand['type'][]>

describe('the session', () => {
  // HealthKit semantics §11.2.
  it.each([
    { from: 'notStarted', command: 'prepare', to: 'prepared' },
    { from: 'notStarted', command: 'start', to: 'running' },
    { from: 'prepared', command: 'start', to: 'running' },
    { from: 'running', command: 'pause', to: 'paused' },
    { from: 'running', command: 'pauseOrResumeRequest', to: 'paused' },
    { from: 'paused', command: 'resume', to: 'running' },
    { from: 'paused', command: 'pauseOrResumeRequest', to: 'running' },
    { from: 'running', command: 'lap', to: 'running' },
    { from: 'paused', command: 'lap', to: 'paused' },
    { from: 'running', command: 'stop', to: 'stopped' },
    { from: 'paused', command: 'stop', to: 'stopped' },
    { from: 'running', command: 'discard', to: 'ended' },
    { from: 'stopped', command: 'discard', to: 'ended' },
    { from: 'prepared', command: 'end', to: 'ended' },
    { from: 'notStarted', command: 'end', to: 'ended' },
  ] as const)('goes from $from by $command to $to', ({ from, command, to }) => {
    const actor = having(paths[from])
    expect(stateOf(actor.getSnapshot())).toBe(from)
    actor.send({ type: command, at: start + 60_000 })
    expect(stateOf(actor.getSnapshot())).toBe(to)
  })

  it.each(['running', 'paused', 'stopped'] as const)('saves a %s workout before it ends', async (from) => {
    const states: string[] = []
    const actor = having(paths[from], async () => {
      states.push(stateOf(actor.getSnapshot()))
    })
    actor.send({ type: 'end', at: start + 60_000 })
    await waitFor(actor, (snapshot) => stateOf(snapshot) === 'ended')
    expect(states).toEqual(['stopped'])
  })

  it('§ 25 session order: passes through HealthKit’s states in the documented one', async () => {
    const states: string[] = []
    const saved: string[] = []
    const actor = having([], async () => {
      saved.push(stateOf(actor.getSnapshot()))
    })
    actor.subscribe((snapshot) => {
      if (states.at(-1) !== stateOf(snapshot)) states.push(stateOf(snapshot))
    })
    for (const type of ['prepare', 'start', 'pause', 'resume', 'stop', 'end'] as const) actor.send({ type, at: start })
    await waitFor(actor, (snapshot) => stateOf(snapshot) === 'ended')
    expect(states).toEqual(['prepared', 'running', 'paused', 'running', 'stopped', 'ended'])
    expect(saved).toEqual(['stopped'])
    expect(actor.getSnapshot().context.events.map(({ event }) => event)).toEqual(['pause', 'resume'])
  })

  it('stays stopped when the workout cannot be saved, and can be asked again', async () => {
    let isFull = true
    const actor = having(paths.running, async () => {
      if (isFull) throw new Error('the disk is full')
    })
    actor.send({ type: 'end', at: start + 60_000 })
    await waitFor(actor, (snapshot) => snapshot.matches({ stopped: 'unsaved' }))
    expect(stateOf(actor.getSnapshot())).toBe('stopped')
    isFull = false
    actor.send({ type: 'end', at: start + 90_000 })
    const { context } = await waitFor(actor, (snapshot) => stateOf(snapshot) === 'ended')
    expect(context.end).toBe(start + 60_000)
  })

  it('fails loudly when nobody provided how to save', async () => {
    const actor = createActor(sessionMachine, { input }).start()
    actor.send({ type: 'start', at: start })
    actor.send({ type: 'end', at: start })
    await waitFor(actor, (snapshot) => snapshot.matches({ stopped: 'unsaved' }))
  })

  it('records the device button’s request and toggles the timer', () => {
    const { events } = having(['start', 'pauseOrResumeRequest']).getSnapshot().context
    expect(events.map(({ event }) => event)).toEqual(['pauseOrResumeRequest', 'pause'])
  })

  it.each([
    { path: ['start', 'motionPaused'], state: 'paused', by: 'motion' },
    { path: ['start', 'motionPaused', 'motionResumed'], state: 'running', by: undefined },
    { path: ['start', 'motionPaused', 'pause', 'motionResumed'], state: 'paused', by: 'hand' },
    { path: ['start', 'motionPaused', 'pause', 'resume'], state: 'running', by: undefined },
    { path: ['start', 'motionPaused', 'resume'], state: 'running', by: undefined },
  ] as const)('is $state by $by after $path', ({ path, state, by }) => {
    const snapshot = having(path).getSnapshot()
    expect([stateOf(snapshot), pausedByOf(snapshot)]).toEqual([state, by])
    expect(snapshot.context.events.map(({ event }) => event)).toEqual(path.slice(1))
  })

  it('takes what samples tell of motion as a whole, without losing what was commanded', () => {
    const actor = having(['start', 'lap'])
    const stood = { event: 'motionPaused', at: start + 3_000 } as const
    actor.send({ type: 'motion', events: [stood] })
    expect([stateOf(actor.getSnapshot()), eventsOf(actor.getSnapshot().context).length]).toEqual(['paused', 2])
    actor.send({ type: 'motion', events: [stood, { event: 'motionResumed', at: start + 9_000 }] })
    expect(stateOf(actor.getSnapshot())).toBe('running')
    actor.send({ type: 'motion', events: [] })
    expect(eventsOf(actor.getSnapshot().context).map(({ event }) => event)).toEqual(['lap'])
  })

  it('records the next step of a plan as a segment', () => {
    const { events } = having(['start', 'next', 'segment', 'marker']).getSnapshot().context
    expect(events.map(({ event }) => event)).toEqual(['segment', 'segment', 'marker'])
  })

  it('resumes from its persisted snapshot', () => {
    const kept = JSON.parse(JSON.stringify(having(['start', 'lap', 'pause']).getPersistedSnapshot()))
    const actor = createActor(sessionMachine, { snapshot: kept, input }).start()
    expect(stateOf(actor.getSnapshot())).toBe('paused')
    expect(actor.getSnapshot().context.events).toHaveLength(2)
  })
})

describe('corrections of the past', () => {
  const toggled = () => having(['start', 'pause', 'resume', 'lap'])

  it('take a pause and its resume before the last one without changing the state', () => {
    const actor = toggled()
    actor.send({ type: 'pause', at: start + 200 })
    expect(stateOf(actor.getSnapshot())).toBe('running')
    actor.send({ type: 'resume', at: start + 400 })
    expect(stateOf(actor.getSnapshot())).toBe('running')
    expect(actor.getSnapshot().context.events).toHaveLength(5)
  })

  it('refuse a pause inside a pause, and a resume outside of one', () => {
    const snapshot = toggled().getSnapshot()
    expect(snapshot.can({ type: 'pause', at: start + 1_500 })).toBe(false)
    expect(snapshot.can({ type: 'resume', at: start })).toBe(false)
  })
})

describe('a command that the state does not allow', () => {
  it.each([
    { from: 'prepared', command: 'pause', allows: 'start, end, finish, discard' },
    {
      from: 'running',
      command: 'resume',
      allows:
        'pause, pauseOrResumeRequest, motionPaused, lap, segment, marker, next, beginActivity, stop, end, finish, discard',
    },
    {
      from: 'paused',
      command: 'pause',
      allows: 'resume, pauseOrResumeRequest, lap, segment, marker, next, beginActivity, stop, end, finish, discard',
    },
    { from: 'paused', command: 'start', allows: 'resume, ' },
    { from: 'stopped', command: 'lap', allows: 'end, finish, discard' },
  ] as const)('is refused: $command when $from', ({ from, command, allows }) => {
    const check = () => checkCommand(having(paths[from]).getSnapshot(), { type: command, at: start + 60_000 })
    expect(check).toThrow(expect.objectContaining({ code: 'invalidTransition' }))
    expect(check).toThrow(`a ${from} session allows ${allows}`)
  })

  it('names the time when that lies before the start', () => {
    const check = () => checkCommand(having(paths.running).getSnapshot(), { type: 'lap', at: start - 1 })
    expect(check).toThrow(
      expect.objectContaining({ code: 'invalidArgument', errors: [expect.objectContaining({ pointer: '/at' })] }),
    )
  })
})

describe('what a device sends again', () => {
  it.each([
    { path: ['start', 'pause'], event: 'pause', at: start + 1_000, known: true },
    { path: ['start', 'pause', 'resume'], event: 'pause', at: start + 1_000, known: true },
    { path: ['start', 'pause'], event: 'pause', at: start + 2_000, known: false },
    { path: ['start', 'pause'], event: 'pause', at: undefined, known: false },
    { path: ['start'], event: 'start', at: start, known: true },
    { path: ['prepare'], event: 'start', at: start, known: false },
    { path: ['start', 'stop'], event: 'stop', at: start + 1_000, known: true },
    { path: ['start', 'next'], event: 'next', at: start + 1_000, known: true },
  ] as const)('is known by event and time: $event at $at after $path', ({ path, event, at, known }) => {
    expect(isReplay(having(path).getSnapshot(), { event, at })).toBe(known)
  })
})
