import { copyFileSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, it } from 'vitest'
import type { HealthStore } from '../../../src/store/health-store.js'
import { openStore } from '../../../src/store/open-store.js'
import { patience, propertyRuns } from '../../setup/property-runs.js'
import { seededRandom } from '../../store/seeded-random.js'
import { type Bench, clockAt, openBenchOn, ride, savedWorkout, start, type TestClock } from '../begin.js'
import { checkRecord } from './record-checks.js'
import { longestSeconds, type RandomRide, rides, type Step } from './ride-model.js'
import { at, knownOf, take } from './riding.js'

const folder = mkdtempSync(join(tmpdir(), 'vitald-torn-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
const newFile = (): string => {
  files += 1
  return join(folder, `${files}.db`)
}

const open = (file: string, clock: TestClock): HealthStore => openStore({ file, clock, random: seededRandom(files) })

// What was told and then torn off nobody can hold the record against.
const isCommon = (step: Step): boolean =>
  !['collect', 'crash', 'takeOver'].includes(step.kind) && !(step.kind === 'ask' && step.event.startsWith('motion'))

const written = (file: string): number => statSync(`${file}-wal`).size

/** A copy of a store's files as the disk might have had them at a loss of power: the journal up to so many bytes. */
const torn = (file: string, bytes: number): string => {
  const copy = newFile()
  copyFileSync(file, copy)
  copyFileSync(`${file}-wal`, `${copy}-wal`)
  truncateSync(`${copy}-wal`, bytes)
  return copy
}

/** Rides, loses power and goes on with what the disk has: the start, and a share of what came after. */
const interrupted = async ({ setting, steps }: RandomRide, share: number): Promise<Bench> => {
  const [file, clock, profile] = [newFile(), clockAt(start), { maximumHeartRate: 190 }]
  const bench = await openBenchOn(open(file, clock), clock, profile)
  await bench.sessions.start('me', { ...ride, ...setting })
  const begun = written(file)
  for (const step of steps.filter(isCommon)) await take(bench, { motion: new Set(), wishes: [] }, step)
  const copy = torn(file, begun + Math.floor((written(file) - begun) * share))
  await bench.sessions.close()
  await bench.store.close()
  return openBenchOn(open(copy, clock), clock, profile)
}

it(
  'goes on whole with what is left, wherever its journal is torn',
  async () => {
    await fc.assert(
      fc.asyncProperty(rides, fc.integer({ min: 0, max: 100 }), async (random, percent) => {
        const bench = await interrupted(random, percent / 100)
        bench.clock.now = Math.max(bench.clock.now, at(longestSeconds))
        await bench.sessions.send('me', { event: 'end' })
        const known = await knownOf(bench, { motion: new Set(), wishes: [] })
        checkRecord(await savedWorkout(bench), known, random.setting)
        await bench.sessions.close()
        await bench.store.close()
      }),
      propertyRuns(20, 400),
    )
  },
  patience(120_000),
)
