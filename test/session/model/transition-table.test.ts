import { describe, expect, it } from 'vitest'
import { createActor, fromPromise, waitFor } from 'xstate'
import {
  type FinishStep,
  type SessionEventName,
  type SessionState,
  sessionEventNames,
} from '../../../src/health/workout.js'
import { type SavedSession, type SessionCommand, sessionMachine } from '../../../src/session/machine.js'
import { checkCommand, isUnderWay, stateOf } from '../../../src/session/transition.js'
import { start } from '../begin.js'

type Request = 'prepare' | SessionEventName
const requests: readonly Request[] = ['prepare', ...sessionEventNames]

// HealthKit semantics §11.2, and this engine's own requests. A `-` is `invalidTransition`: a pause of what is paused and
// a resume of what runs change no record, and are refused so that whoever asked learns of it; so is the end of an
// activity where none was begun.
const table = `
  request              notStarted prepared running paused  stopped ended
  prepare              prepared   -        -       -       -       -
  start                running    running  -       -       -       -
  pause                -          -        paused  -       -       -
  resume               -          -        -       running -       -
  pauseOrResumeRequest -          -        paused  running -       -
  lap                  -          -        running paused  -       -
  segment              -          -        running paused  -       -
  marker               -          -        running paused  -       -
  next                 -          -        running paused  -       -
  beginActivity        -          -        running paused  -       -
  endActivity          -          -        -       -       -       -
  stop                 -          -        stopped stopped -       -
  end                  ended      ended    ended   ended   ended   -
  finish               ended      ended    ended   ended   ended   -
  discard              ended      ended    ended   ended   ended   -
`

const [[, ...states] = [], ...rows] = table
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))

const cells = rows.flatMap(([request, ...results]) =>
  states.map((from, index) => ({ from: from as SessionState, request: request as Request, to: results[index] ?? '?' })),
)
const legal = cells.filter(({ to }) => to !== '-')
const illegal = cells.filter(({ to }) => to === '-')

const paths: Readonly<Record<SessionState, readonly Request[]>> = {
  notStarted: [],
  prepared: ['prepare'],
  running: ['start'],
  paused: ['start', 'pause'],
  stopped: ['start', 'stop'],
  ended: ['start', 'discard'],
}

const command = (type: Request, second: number): SessionCommand => ({ type, at: start + second * 1_000 })

/** A session that has come to a state by the shortest path; its workout is saved at once. */
const sessionIn = (state: SessionState) => {
  const machine = sessionMachine.provide({
    actors: {
      saveWorkout: fromPromise<void, SavedSession>(async () => undefined),
      drain: fromPromise<readonly FinishStep[], SavedSession>(async () => []),
    },
  })
  const input = { id: 'a', user: 'me', source: 'watch', activityType: 'cycling', location: 'indoor' } as const
  const actor = createActor(machine, { input: { ...input, start, live: true } }).start()
  paths[state].forEach((type, second) => {
    actor.send(command(type, second))
  })
  return actor
}

describe('the table of transitions', () => {
  it('has a cell for every request in every state', () => {
    expect([...states].sort()).toEqual(Object.keys(paths).sort())
    expect(rows.map(([request]) => request)).toEqual(requests)
    expect(cells.every(({ to }) => to === '-' || states.includes(to))).toBe(true)
  })

  it.each(legal)('goes from $from by $request to $to', async ({ from, request, to }) => {
    const actor = sessionIn(from)
    expect(stateOf(actor.getSnapshot())).toBe(from)
    checkCommand(actor.getSnapshot(), command(request, 60))
    actor.send(command(request, 60))
    await waitFor(actor, (snapshot) => !isUnderWay(snapshot, 'finish'))
    expect(stateOf(actor.getSnapshot())).toBe(to)
  })

  it.each(illegal)('refuses $request when $from, and names the state and its choices', ({ from, request }) => {
    const snapshot = sessionIn(from).getSnapshot()
    const choices = legal.filter((cell) => cell.from === from && cell.request !== 'prepare').map((cell) => cell.request)
    const article = from === 'ended' ? 'an' : 'a'
    const message = `${article} ${from} session allows ${choices.join(', ') || 'nothing'}`
    const refusal = { code: 'invalidTransition', message, errors: [{ pointer: '/event', message }] }
    expect(() => checkCommand(snapshot, command(request, 60))).toThrow(expect.objectContaining(refusal))
    expect(stateOf(snapshot)).toBe(from)
  })
})
