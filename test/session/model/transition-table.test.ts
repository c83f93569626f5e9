import { describe, expect, it } from 'vitest'
import { createActor, fromPromise, waitFor } from 'xstate'
import { layersAt } from '../../../src/health/exercise/timer.js'
import {
  type FinishStep,
  type SessionEventName,
  type SessionState,
  sessionEventNames,
} from '../../../src/health/workout.js'
import {
  type SavedSession,
  type SessionCommand,
  type SessionTransition,
  sessionMachine,
} from '../../../src/session/machine.js'
import { eventsOf } from '../../../src/session/rules/session-events.js'
import { checkCommand, isUnderWay, type SessionSnapshot, stateOf } from '../../../src/session/transition.js'
import { start } from '../begin.js'

/** `span` is a lap that has a length. */
type Request = 'prepare' | SessionEventName | 'collect' | 'span'
const requests: readonly Request[] = ['prepare', ...sessionEventNames, 'collect', 'span']
/** What is asked for by other words than those of an event, and not named among the choices. */
const unnamed: ReadonlySet<Request> = new Set(['prepare', 'collect', 'span'])

// HealthKit semantics §11.2, and this engine's own requests. A `-` is `invalidTransition`: a pause of what is paused and
// a resume of what runs change no record, and are refused so that whoever asked learns of it; so is the end of an
// activity where none was begun. Of HealthKit's states, `interval` is running with an activity, `standing` is paused for
// lack of motion, and `both` is that with a pause by hand in it.
const table = `
  request              notStarted prepared running interval paused  standing both    stopped ended
  prepare              prepared   -        -       -        -       -        -       -       -
  start                running    running  -       -        -       -        -       -       -
  pause                -          -        paused  paused   -       both     -       -       -
  resume               -          -        -       -        running running  running -       -
  pauseOrResumeRequest -          -        paused  paused   running running  running -       -
  motionPaused         -          -        standing standing -      -        -       -       -
  motionResumed        -          -        -       -        -       running  paused  -       -
  lap                  -          -        running interval paused  standing both    -       -
  segment              -          -        running interval paused  standing both    -       -
  marker               -          -        running interval paused  standing both    -       -
  next                 -          -        running interval paused  standing both    -       -
  beginActivity        -          -        interval interval paused standing both    -       -
  endActivity          -          -        -       running  -       -        -       -       -
  stop                 -          -        stopped stopped  stopped stopped  stopped -       -
  end                  ended      ended    ended   ended    ended   ended    ended   ended   -
  finish               ended      ended    ended   ended    ended   ended    ended   ended   -
  discard              ended      ended    ended   ended    ended   ended    ended   ended   -
  collect              -          prepared running interval paused  standing both    -       -
  span                 -          -        running interval paused  standing both    -       -
`

// Facts are not asked for, so none is refused; of an ended session there are none any more.
const factTable = `
  handOver notStarted prepared running  interval paused standing both  stopped
  catchUp  notStarted prepared running  interval paused standing both  stopped
  stood    notStarted prepared standing standing both   standing both  stopped
  orphan   notStarted ended    ended    ended    ended  ended    ended ended
`

const at = (second: number): number => start + second * 1_000

const command = (type: Request, second: number): SessionCommand => {
  if (type === 'span') return { type: 'lap', at: at(second), end: at(second + 5) }
  return { type, at: at(second), ...(type === 'collect' && { collect: { heartRate: false } }) }
}

const facts: Readonly<Record<string, SessionTransition>> = {
  handOver: { type: 'handOver', source: 'phone' },
  catchUp: { type: 'catchUp' },
  stood: { type: 'motion', events: [{ event: 'motionPaused', at: at(50) }] },
  orphan: { type: 'orphan', at: at(40) },
}

type Place = SessionState | 'interval' | 'standing' | 'both'

const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))

const [[, ...places] = [], ...rows] = rowsOf(table)
const factRows = rowsOf(factTable)

const cells = rows.flatMap(([request, ...results]) =>
  places.map((from, index) => ({ from: from as Place, request: request as Request, to: results[index] ?? '?' })),
)
const legal = cells.filter(({ to }) => to !== '-')
const illegal = cells.filter(({ to }) => to === '-')

const paths: Readonly<Record<Place, readonly Request[]>> = {
  notStarted: [],
  prepared: ['prepare'],
  running: ['start'],
  interval: ['start', 'beginActivity'],
  paused: ['start', 'pause'],
  standing: ['start', 'motionPaused'],
  both: ['start', 'motionPaused', 'pause'],
  stopped: ['start', 'stop'],
  ended: ['start', 'discard'],
}

/** Where a session is, by the table's words. */
const placeOf = (snapshot: SessionSnapshot): Place => {
  const { hand, motion } = layersAt({ events: eventsOf(snapshot.context) }, Number.POSITIVE_INFINITY)
  const state = stateOf(snapshot)
  if (state === 'running') return snapshot.can(command('endActivity', 60)) ? 'interval' : state
  if (state !== 'paused' || !motion) return state
  return hand ? 'both' : 'standing'
}

const shown: Readonly<Partial<Record<Place, SessionState>>> = {
  interval: 'running',
  standing: 'paused',
  both: 'paused',
}

/** A session that has come to a state by the shortest path; its workout is saved at once. */
const sessionIn = (place: Place) => {
  const machine = sessionMachine.provide({
    actors: {
      saveWorkout: fromPromise<void, SavedSession>(async () => undefined),
      drain: fromPromise<readonly FinishStep[], SavedSession>(async () => []),
    },
  })
  const input = { id: 'a', user: 'me', source: 'watch', activityType: 'cycling', location: 'indoor' } as const
  const actor = createActor(machine, { input: { ...input, start, live: true } }).start()
  paths[place].forEach((type, second) => {
    actor.send(command(type, second))
  })
  return actor
}

describe('the table of transitions', () => {
  it('has a cell for every request in every state', () => {
    expect([...places].sort()).toEqual(Object.keys(paths).sort())
    expect(rows.map(([request]) => request)).toEqual(requests)
    expect(cells.every(({ to }) => to === '-' || places.includes(to))).toBe(true)
  })

  it.each(legal)('goes from $from by $request to $to', async ({ from, request, to }) => {
    const actor = sessionIn(from)
    expect(placeOf(actor.getSnapshot())).toBe(from)
    checkCommand(actor.getSnapshot(), command(request, 60))
    actor.send(command(request, 60))
    await waitFor(actor, (snapshot) => !isUnderWay(snapshot, 'finish'))
    expect(placeOf(actor.getSnapshot())).toBe(to)
  })

  it.each(illegal)('refuses $request when $from, and names the state and its choices', ({ from, request }) => {
    const snapshot = sessionIn(from).getSnapshot()
    const choices = legal.filter((cell) => cell.from === from && !unnamed.has(cell.request)).map((cell) => cell.request)
    const state = shown[from] ?? from
    const message = `${state === 'ended' ? 'an' : 'a'} ${state} session allows ${choices.join(', ') || 'nothing'}`
    const refusal = { code: 'invalidTransition', message, errors: [{ pointer: '/event', message }] }
    expect(() => checkCommand(snapshot, command(request, 60))).toThrow(expect.objectContaining(refusal))
    expect(placeOf(snapshot)).toBe(from)
  })
})

const factCells = factRows.flatMap(([fact = '', ...results]) =>
  results.map((to, index) => ({ from: places[index] as Place, fact, to })),
)

describe('the table of facts', () => {
  it('has a cell for every fact in every state', () => {
    expect(factRows.map(([fact]) => fact)).toEqual(Object.keys(facts))
    expect(factRows.every(({ length }) => length === places.length)).toBe(true)
  })

  it.each(factCells)('goes from $from by $fact to $to', async ({ from, fact, to }) => {
    const actor = sessionIn(from)
    actor.send(facts[fact] ?? expect.fail(`${fact} is no fact`))
    await waitFor(actor, (snapshot) => !isUnderWay(snapshot, 'finish'))
    expect(placeOf(actor.getSnapshot())).toBe(to)
  })
})
