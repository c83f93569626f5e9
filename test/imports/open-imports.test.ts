import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { samplesOfWorkout } from '../../src/exchange/gather.js'
import { parseRecording } from '../../src/exchange/read-recordings.js'
import { workoutFile } from '../../src/exchange/write/workout-file.js'
import type { Sample } from '../../src/health/sample.js'
import { openWorkoutEditing } from '../../src/session/editing/workout-editing.js'
import { recordPastWorkout } from '../../src/session/past-workout.js'
import type { HealthStore } from '../../src/store/health-store.js'
import { clockAt, memoryStore } from '../session/begin.js'
import { workoutBytes } from '../simulators/workout-fixtures.js'
import { countedId, everything, importsInto, inChunks, report, testSpool, workoutsIn } from './open.js'

let store: HealthStore
beforeEach(() => {
  store = memoryStore(clockAt(Date.parse('2026-11-22T10:00:00Z')))
})

describe('a file', () => {
  it('becomes a workout with its samples', async () => {
    const { workouts, samples, skipped, problems } = await report(
      importsInto(store),
      await workoutBytes('indoor-two-pauses.fit'),
    )
    expect({ skipped, problems }).toEqual({ skipped: 0, problems: [] })
    const stored = await everything(store)
    expect(workoutsIn(stored)).toMatchObject([{ id: workouts[0], activityType: 'cycling', location: 'indoor' }])
    expect(stored).toHaveLength(samples + 1)
  })

  it.each(['indoor-trainer.fit', 'run-developer-fields.fit', 'multisport-three-sessions.fit', 'run-three-laps.tcx'])(
    'leaves the same store when %s comes twice',
    async (name) => {
      const bytes = await workoutBytes(name)
      const first = await report(importsInto(store), bytes)
      const before = await everything(store)
      const second = await report(importsInto(store), gzipSync(bytes))
      expect(second).toEqual({ ...first, samples: 0, skipped: first.samples })
      expect(await everything(store)).toEqual(before)
    },
  )

  it('is left to what was recorded live, which began within the second that a file has', async () => {
    const bytes = await workoutBytes('run-rr-intervals.fit')
    const { activityType, location, start, end } = await parseRecording(bytes)
    const live = { id: '0193e0a0-0000-7000-8000-00000000000a', user: 'me', source: 'vitald', events: [] }
    const past = { ...live, activityType, location, start: start + 371, end }
    await recordPastWorkout({ store, profile: () => ({}) }, past)
    expect(await report(importsInto(store), bytes)).toMatchObject({ workouts: [live.id], samples: 0 })
    expect(workoutsIn(await everything(store))).toHaveLength(1)
  })

  it('is known in another format, that begins later and knows no such activity', async () => {
    const live = { id: '0193e0a0-0000-7000-8000-00000000000b', user: 'me', source: 'vitald', events: [] }
    const start = 1_700_000_000_000
    const rowed = {
      ...live,
      activityType: 'rowing' as const,
      location: 'outdoor' as const,
      start,
      end: start + 600_000,
    }
    await recordPastWorkout({ store, profile: () => ({}) }, rowed)
    const track = [4, 300, 598].map(
      (second) => `<trkpt lat="1" lon="1"><time>${new Date(start + second * 1_000).toISOString()}</time></trkpt>`,
    )
    const gpx = `<gpx version="1.1"><trk><trkseg>${track.join('')}</trkseg></trk></gpx>`
    const found = await report(importsInto(store), new TextEncoder().encode(gpx))
    expect(found).toMatchObject({ workouts: [live.id], samples: 0 })
    expect(workoutsIn(await everything(store))).toHaveLength(1)
  })

  it('is known after its workout was merged with another, or split', async () => {
    const newId = countedId
    const editing = openWorkoutEditing({ store, profile: () => ({}), newId })
    const bytes = await workoutBytes('run-rr-intervals.fit')
    const { workouts } = await report(importsInto(store), bytes)
    const run = workoutsIn(await everything(store))[0]
    if (run === undefined) throw new Error('it was imported')
    const earlier = { id: newId(), user: 'me', source: 'watch', events: [], activityType: run.activityType } as const
    const span = { start: run.start - 600_000, end: run.start - 60_000, location: run.location }
    const { workout } = await recordPastWorkout({ store, profile: () => ({}) }, { ...earlier, ...span })
    const merged = await editing.merge('me', { workouts: [workout.id, ...workouts] })
    expect(await report(importsInto(store), bytes)).toMatchObject({ workouts: [merged.id], samples: 0 })
    const [, , ...parts] = await editing.split('me', merged.id, { at: [span.end, run.start, run.start + 30_000] })
    expect(await report(importsInto(store), bytes)).toMatchObject({ workouts: [parts[0]?.id], samples: 0 })
    expect(workoutsIn(await everything(store))).toHaveLength(4)
  })

  it('comes twice at once and is there once', async () => {
    const imports = importsInto(store)
    const bytes = await workoutBytes('run-rr-intervals.fit')
    await Promise.all([1, 2, 3].map(() => imports.start('me', { chunks: inChunks(bytes) }).read))
    await imports.close()
    expect(workoutsIn(await everything(store))).toHaveLength(1)
  })

  it('is whole after an import that ended in the middle', async () => {
    const bytes = await workoutBytes('outdoor-three-pauses.fit')
    const whole = await everything(await importedAlone(bytes))
    let batches = 0
    const failing = new Proxy(store, {
      get: (target, name) => {
        if (name !== 'save') return Reflect.get(target, name)
        return (...saved: Parameters<HealthStore['save']>) => {
          batches += 1
          return batches === 3 ? Promise.reject(new RangeError('pulled the plug')) : target.save(...saved)
        }
      },
    })
    const faults: unknown[] = []
    const { openImports } = await import('../../src/imports/open-imports.js')
    const imports = openImports({
      ...{ store: failing, isPlausible: () => true, newId: () => 'never', clock: () => 0 },
      clock: () => Date.parse('2026-11-22T10:00:00Z'),
      spool: testSpool(),
      record: () => Promise.reject(new Error('not so far')),
      onFault: (error) => void faults.push(error),
    })
    expect(await report(imports, bytes)).toMatchObject({ workouts: [], problems: [{ code: 'unreadable' }] })
    expect(faults).toHaveLength(1)
    expect(workoutsIn(await everything(store))).toEqual([])
    await report(importsInto(store), bytes)
    expect((await everything(store)).length).toBe(whole.length)
    expect(workoutsIn(await everything(store))).toHaveLength(1)
  })

  it('that was cut short gives what there is, and the rest when it comes whole', async () => {
    const bytes = await workoutBytes('indoor-trainer.fit')
    const cut = await report(importsInto(store), bytes.subarray(0, bytes.length >> 1))
    expect(cut.problems).toMatchObject([{ code: 'truncated' }])
    expect(cut.workouts).toHaveLength(1)
    await report(importsInto(store), bytes)
    const [workout, ...others] = workoutsIn(await everything(store))
    expect(others).toEqual([])
    expect(workout?.elapsed).toBeCloseTo(2_261.85, 2)
  })

  it('that was cut short leaves nothing of its own when it comes whole', async () => {
    const bytes = await workoutBytes('run-developer-fields.fit')
    const alone = await everything(await importedAlone(bytes))
    await report(importsInto(store), bytes.subarray(0, bytes.length >> 1))
    await report(importsInto(store), bytes)
    const bare = (samples: readonly Sample[]) =>
      samples.map(({ type, start, end }) => `${type} ${start} ${end}`).toSorted()
    const found = await everything(store)
    expect(bare(found)).toEqual(bare(alone))
    const [one, other] = [workoutsIn(found)[0], workoutsIn(alone)[0]]
    expect(one?.metrics).toEqual(other?.metrics)
    expect(one?.metrics.ascent).toBeGreaterThan(20)
    expect(one?.metrics.rmssd).toBeGreaterThan(5)
  })

  it('that another device has recorded, too, is kept beside it, each of its own samples', async () => {
    const text = new TextDecoder().decode(await workoutBytes('run-three-laps.tcx'))
    const other = text
      .replace('Forerunner 410 Software Version 2.20', 'Wahoo ELEMNT')
      .replace('3854007508', '12345678')
      .replaceAll(/(<HeartRateBpm>\s*<Value>)(\d+)/g, (_, tag: string, rate: string) => `${tag}${Number(rate) + 5}`)
    const bytes = new TextEncoder().encode(other)
    const first = await report(importsInto(store), await workoutBytes('run-three-laps.tcx'))
    const second = await report(importsInto(store), bytes)
    expect(second.workouts).not.toEqual(first.workouts)
    expect(second.samples).toBe(first.samples)
    const found = workoutsIn(await everything(store))
    expect(found.map(({ sources }) => sources)).toEqual([['forerunner-410-software-version-2.20'], ['wahoo-elemnt']])
    const [one = 0, two = 0] = found.map(({ statistics }) => statistics.heartRate?.average)
    expect(two - one).toBeCloseTo(5, 6)
    const before = await everything(store)
    expect(await report(importsInto(store), bytes)).toMatchObject({ workouts: second.workouts, samples: 0 })
    expect(await everything(store)).toEqual(before)
  })

  it('that has the serial number of what is there is of the same device, whatever it is called', async () => {
    const text = new TextDecoder().decode(await workoutBytes('run-three-laps.tcx'))
    const { workouts } = await report(importsInto(store), await workoutBytes('run-three-laps.tcx'))
    const renamed = new TextEncoder().encode(text.replace('Forerunner 410 Software Version 2.20', 'Forerunner410'))
    expect(await report(importsInto(store), renamed)).toMatchObject({ workouts, samples: 0 })
    const twin = new TextEncoder().encode(text.replace('3854007508', '3854007509'))
    expect((await report(importsInto(store), twin)).workouts).not.toEqual(workouts)
  })

  it.each(['fit', 'tcx', 'gpx'] as const)('that was written by us as %s and comes back is known', async (format) => {
    const { workouts } = await report(importsInto(store), await workoutBytes('run-developer-fields.fit'))
    const [workout] = workoutsIn(await everything(store))
    if (workout === undefined) throw new Error('it was imported')
    const samples = await samplesOfWorkout(store, 'me', workout)
    const pieces = [...workoutFile({ workout, samples, version: '1' }, format)]
    const bytes = Buffer.concat(pieces.map((piece) => Buffer.from(piece)))
    expect(await report(importsInto(store), bytes)).toMatchObject({ workouts, samples: 0 })
  })

  it('that a program wrote, or nobody knows who, is left to what is there', async () => {
    const { start, end, activityType, location } = await parseRecording(await workoutBytes('indoor-two-pauses.fit'))
    const past = { id: countedId(), user: 'me', source: 'watch', events: [], activityType, location, start, end }
    await recordPastWorkout({ store, profile: () => ({}) }, past)
    const track = [start, end].map((at) => `<trkpt lat="1" lon="1"><time>${new Date(at).toISOString()}</time></trkpt>`)
    for (const creator of ['', ' creator="StravaGPX"', ' creator="Garmin Connect"']) {
      const gpx = `<gpx version="1.1"${creator}><trk><trkseg>${track.join('')}</trkseg></trk></gpx>`
      const found = await report(importsInto(store), new TextEncoder().encode(gpx))
      expect(found).toMatchObject({ workouts: [past.id], samples: 0 })
    }
    expect(workoutsIn(await everything(store))).toHaveLength(1)
  })
})

async function importedAlone(bytes: Uint8Array): Promise<HealthStore> {
  const alone = memoryStore(clockAt(Date.parse('2026-11-22T10:00:00Z')))
  await report(importsInto(alone), bytes)
  return alone
}
