import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { patience, propertyRuns } from '../../setup/property-runs.js'
import { type Bench, openBench, ride, savedWorkout } from '../begin.js'
import { checkRecord, type Known } from './record-checks.js'
import { type Ending, longestSeconds, type RandomRide, rides } from './ride-model.js'
import { at, knownOf, type Told, take, taken, whenOf } from './riding.js'

/** Lets time pass until the session is over. */
const untilOver = async (bench: Bench, stepMs: number): Promise<void> => {
  while (bench.sessions.active('me')) {
    bench.clock.now += stepMs
    bench.sessions.check()
    await setImmediate()
  }
}

const end = async (bench: Bench, { by, second }: Ending): Promise<void> => {
  if (by === 'orphan') return untilOver(bench, 4 * 3_600_000)
  const sent = bench.sessions.send('me', { event: by, at: whenOf(bench, second) })
  if (by === 'finish') await Promise.all([taken(sent), setImmediate().then(() => untilOver(bench, 1_000))])
  else if (!(await taken(sent))) await bench.sessions.send('me', { event: by })
}

const ridden = async ({ setting, begins, steps, ending }: RandomRide): Promise<readonly [Bench, Known]> => {
  const bench = await openBench({ functionalThresholdPower: 250, restingHeartRate: 50, maximumHeartRate: 190 })
  const told: Told = { motion: new Set(), wishes: [] }
  await bench.sessions.start('me', { ...ride, ...setting, prepare: begins !== undefined })
  const warmUp = begins === undefined ? 0 : 5
  for (const step of steps.slice(0, warmUp)) await take(bench, told, step)
  if (begins !== undefined) await taken(bench.sessions.send('me', { event: 'start', at: at(begins) }))
  for (const step of steps.slice(warmUp)) await take(bench, told, step)
  bench.clock.now = Math.max(bench.clock.now, at(longestSeconds))
  await end(bench, ending)
  return [bench, await knownOf(bench, told)]
}

it(
  'keeps the record whole after any commands, crashes and late readings',
  async () => {
    await fc.assert(
      fc.asyncProperty(rides, async (random) => {
        const [bench, known] = await ridden(random)
        const { items } = await bench.store.samples('me', { types: ['workout'] })
        expect(items).toHaveLength(random.ending.by === 'discard' ? 0 : 1)
        if (items.length > 0) checkRecord(await savedWorkout(bench), known, random.setting)
      }),
      propertyRuns(60, 2_000),
    )
  },
  patience(120_000),
)
