import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { HealthError } from '../../../src/health/error.js'
import { liveWorkoutJson, workoutJson } from '../../../src/health/json/workout-json.js'
import type { LiveWorkout } from '../../../src/health/workout.js'
import { parsePlace } from '../../../src/http/sessions/mirror-place.js'
import { Mirrors } from '../../../src/http/sessions/mirrors.js'
import { type Decisions, openAuthorization } from '../../../src/privacy/authorization.js'
import { amount, type Bench, openBench, readings, ride, savedWorkout, start } from '../../session/begin.js'
import { rides, type Step } from '../../session/model/ride-model.js'
import { MirrorReader } from './mirror-reader.js'

const overTheWire = (workout: LiveWorkout): unknown => JSON.parse(JSON.stringify(liveWorkoutJson(workout)))

/** Mirrors of a real session, which is told to nobody before a reader comes. */
const openMirrored = async () => {
  const bench = await openBench()
  let epochs = 0
  const newId = () => {
    epochs += 1
    return `00000000-0000-4000-8000-${String(epochs).padStart(12, '0')}`
  }
  const authorization = openAuthorization(bench.store.documents)
  const open = () => new Mirrors({ sessions: bench.sessions, store: bench.store, newId, authorization })
  const { id } = await bench.sessions.start('me', ride)
  const mirrored = { bench, id, authorization, mirrors: open(), said: undefined as unknown }
  const listen = () =>
    bench.sessions.subscribe((workout) => {
      mirrored.said = overTheWire(workout)
    })
  listen()
  const come = async (reader: MirrorReader) => {
    const room = await mirrored.mirrors.roomOf({ user: 'me', session: id })
    room?.add(reader.open(), room.seqOf(parsePlace(reader.lastId)))
    return room
  }
  const restart = async (readers: readonly MirrorReader[]) => {
    mirrored.mirrors.close()
    for (const reader of readers) reader.leave()
    await bench.restart()
    mirrored.mirrors = open()
    listen()
  }
  return Object.assign(mirrored, { come, restart })
}
type Mirrored = Awaited<ReturnType<typeof openMirrored>>

const befall = async ({ bench, restart }: Mirrored, step: Step, readers: readonly MirrorReader[]) => {
  if (step.kind === 'pass') bench.clock.now += step.seconds * 1_000
  if (step.kind === 'crash') await restart(readers)
  if (step.kind === 'measure')
    await bench.save(readings('heartRate', [step.second, step.second + 1], () => step.heartRate))
  if (step.kind === 'move') await bench.save(readings('cyclingSpeed', [step.second, step.second + 1], () => step.speed))
  if (step.kind === 'cover') await bench.save([amount('distanceCycling', [step.part, step.part + 1], step.metres)])
  if (step.kind === 'ask') {
    const at = step.second === undefined ? undefined : start + step.second * 1_000
    await bench.sessions.send('me', { event: step.event, at }).catch((error: unknown) => {
      if (!(error instanceof HealthError)) throw error
    })
  }
}

type Whim = 'come' | 'leave' | 'fill' | 'drain' | 'stay'
const whims = fc.array(fc.constantFrom<Whim>('come', 'come', 'leave', 'fill', 'drain', 'stay'), { minLength: 1 })

const act = async ({ come }: Mirrored, reader: MirrorReader, whim: Whim) => {
  if (whim === 'come' && !reader.isOpen) await come(reader)
  if (whim === 'leave') reader.leave()
  if (whim === 'fill') reader.fill()
  if (whim === 'drain') reader.drain()
}

describe('mirrors of any ride', () => {
  it('that drop out, lag and come back hold what the session is, delta by delta', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(rides, fc.array(whims, { minLength: 1, maxLength: 3 }), async ({ steps }, plans) => {
        const mirrored = await openMirrored()
        const readers = plans.map((plan) => ({ reader: new MirrorReader(), plan }))
        const all = readers.map(({ reader }) => reader)
        for (const [index, step] of steps.entries()) {
          for (const { reader, plan } of readers) await act(mirrored, reader, plan[index % plan.length] ?? 'stay')
          await befall(mirrored, step, all)
          for (const { state } of all.filter((one) => one.isOpen && !one.isFull && one.seq !== 0))
            expect(state).toEqual(mirrored.said)
        }
        await endAll(mirrored, all)
      }),
      { numRuns: 60 },
    )
  })
})

const endAll = async ({ bench, come }: Mirrored, readers: readonly MirrorReader[]): Promise<void> => {
  for (const reader of readers) {
    reader.drain()
    if (!reader.isOpen) await come(reader)
  }
  await bench.sessions.send('me', { event: 'end' })
  const record = JSON.parse(JSON.stringify(workoutJson(await savedWorkout(bench))))
  await vi.waitFor(() => expect(readers.every(({ isEnded }) => isEnded)).toBe(true))
  for (const reader of readers) {
    expect(reader.record).toEqual(record)
    expect(reader.state).toMatchObject({ state: 'ended', end: record.end, elapsed: record.elapsed })
    expect(reader.isOpen).toBe(false)
  }
}

const begun = async (reader = new MirrorReader()) => {
  const mirrored = await openMirrored()
  const room = await mirrored.come(reader)
  return { ...mirrored, mirrored, reader, room }
}
const mark = (bench: Bench, second: number) => bench.send('marker', second)

describe('a mirror', () => {
  it('that comes back is told what it missed', async () => {
    const { reader, bench, come } = await begun()
    reader.leave()
    for (const second of [1, 2, 3]) await mark(bench, second)
    await come(reader)
    expect(reader.events).toEqual(['snapshot', 'delta', 'delta', 'delta'])
    expect(reader.seq).toBe(3)
  })

  it('begins anew when what it missed is not held any more', async () => {
    const { reader, bench, come, room } = await begun()
    const other = new MirrorReader()
    await come(other)
    reader.leave()
    for (let second = 1; second <= 300; second += 1) await mark(bench, second)
    await come(reader)
    expect(reader.events).toEqual(['snapshot', 'snapshot'])
    expect(reader.state).toEqual(other.state)
    expect(room?.delta(1)).toBeUndefined()
  })

  it('begins anew after a restart, wherever it was', async () => {
    const { reader, bench, mirrored, come } = await begun()
    await mark(bench, 1)
    await mirrored.restart([reader])
    await mark(bench, 2)
    await come(reader)
    expect(reader.events).toEqual(['snapshot', 'delta', 'snapshot'])
    expect(reader.state).toEqual(overTheWire(bench.sessions.active('me') as LiveWorkout))
  })

  it('is told which types were collected, and none of a command', async () => {
    const { reader, bench } = await begun()
    await bench.save([...readings('heartRate', [0, 2], () => 120), ...readings('cyclingPower', [0, 2], () => 200)])
    expect(reader.types).toEqual(['heartRate', 'cyclingPower'])
    await mark(bench, 2)
    expect(reader.types).toBeUndefined()
  })

  it('that is slow holds up no other and catches up', async () => {
    const { reader, bench, come } = await begun()
    const other = new MirrorReader()
    await come(other)
    reader.fill()
    for (const second of [1, 2]) await mark(bench, second)
    expect([reader.seq, other.seq]).toEqual([0, 2])
    reader.drain()
    expect(reader).toMatchObject({ seq: 2, snapshots: 1, state: other.state })
  })

  it('that missed the end is told it with the record', async () => {
    const { reader, bench, come } = await begun()
    reader.leave()
    await bench.save(readings('heartRate', [0, 10], () => 120))
    await bench.send('end', 10)
    await come(reader)
    await vi.waitFor(() => expect(reader.isEnded).toBe(true))
    expect(reader).toMatchObject({ snapshots: 1, record: { statistics: { heartRate: { average: 120 } } } })
  })

  it('of a workout that ended long ago is told all of it and its end', async () => {
    const { bench, mirrored, come } = await begun()
    await bench.send('end', 10)
    await mirrored.restart([])
    const late = new MirrorReader()
    await come(late)
    expect(late.events).toEqual(['snapshot', 'ended'])
    expect(late.record).toMatchObject({ id: mirrored.id })
  })

  it('of a workout that is being finished is told that it stopped while its sensors are drained', async () => {
    const { reader, bench } = await begun()
    bench.clock.now = start + 10_000
    await bench.save(readings('heartRate', [0, 10], () => 120))
    const finished = bench.send('finish', 10)
    await vi.waitFor(() => expect(reader.state).toMatchObject({ state: 'stopped' }))
    expect(reader.isEnded).toBe(false)
    bench.clock.now += 3_000
    bench.sessions.check()
    await finished
    await vi.waitFor(() => expect(reader.isEnded).toBe(true))
    expect(reader.state).toMatchObject({ state: 'ended' })
  })

  it('of a discarded one is told an end without a record', async () => {
    const { reader, bench } = await begun()
    await bench.send('discard', 10)
    await vi.waitFor(() => expect(reader.isEnded).toBe(true))
    expect(reader).toMatchObject({ record: undefined, state: { state: 'ended' } })
  })

  it('costs nothing once nobody who left could be told what he missed', async () => {
    const { reader, bench, come, room } = await begun()
    reader.leave()
    for (let second = 1; second <= 257; second += 1) await mark(bench, second)
    expect(room?.isForsaken).toBe(true)
    expect(await come(reader)).not.toBe(room)
  })
})

const mayRead = (...types: readonly ('workout' | 'heartRate')[]): Decisions =>
  Object.fromEntries(types.map((type) => [type, { read: 'authorized' }]))

/** A program that may read workouts and the heart rate, and mirrors a session. */
const begunByProgram = async () => {
  const mirrored = await openMirrored()
  const { bench, id: session, authorization } = mirrored
  const decide = (decisions: Decisions) => authorization.decide('me', 'app', decisions)
  await decide(mayRead('workout', 'heartRate'))
  const grants = (user: string) => authorization.grants(user, 'app')
  const program = { name: 'app', store: bench.store, grants, saving: () => Promise.reject(), note: () => undefined }
  const roomOf = () => mirrored.mirrors.roomOf({ user: 'me', session, program })
  const reader = new MirrorReader()
  const come = async () => (await roomOf())?.add(reader.open())
  await come()
  return { ...mirrored, reader, roomOf, decide, come }
}

describe('a program that mirrors', () => {
  it('is told of what it may read', async () => {
    const { bench, reader } = await begunByProgram()
    await bench.save(readings('heartRate', [0, 5], () => 120))
    await bench.save(readings('cyclingPower', [0, 5], () => 200))
    expect(reader.state).toMatchObject({ statistics: { heartRate: { average: 120 } }, sources: [] })
    expect(JSON.stringify(reader.state)).not.toMatch(/cyclingPower|recorder/)
    await bench.save([...readings('heartRate', [5, 6], () => 120), ...readings('cyclingPower', [5, 6], () => 200)])
    expect(reader.types).toEqual(['heartRate'])
  })

  it('is told at once that it may read less, and is cut off when that is nothing', async () => {
    const { bench, reader, decide, roomOf } = await begunByProgram()
    await bench.save(readings('heartRate', [0, 5], () => 120))
    await decide(mayRead('workout'))
    expect(reader.state).toMatchObject({ statistics: {} })
    await decide({})
    expect(reader.events.at(-1)).toBe('gone')
    expect(reader.isOpen).toBe(false)
    expect(await roomOf()).toBeUndefined()
  })

  it('is told nothing any more of what it might read when it was away', async () => {
    const { bench, reader, decide, roomOf, come } = await begunByProgram()
    reader.leave()
    await bench.save(readings('heartRate', [0, 5], () => 120))
    await decide(mayRead('workout'))
    expect((await roomOf())?.delta(1)).toBeUndefined()
    await come()
    expect(reader.state).toMatchObject({ statistics: {} })
  })

  it('is told of no end that comes after that, and of no record', async () => {
    const { bench, reader, decide } = await begunByProgram()
    const ended = bench.send('end', 10)
    await decide({})
    await ended
    expect(reader.events).toEqual(['snapshot', 'gone'])
  })
})
