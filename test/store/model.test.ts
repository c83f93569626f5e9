import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, it } from 'vitest'
import { openStore } from '../../src/store/open-store.js'
import { patience, propertyRuns } from '../setup/property-runs.js'
import { courses } from './course.js'
import { seededRandom } from './seeded-random.js'
import { retention, Trial } from './trial.js'

const folder = mkdtempSync(join(tmpdir(), 'vitald-model-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('a store and its model', () => {
  let trials = 0

  it('agree after any course of events', { timeout: patience(120_000) }, async () => {
    const property = fc.asyncProperty(courses, async (steps) => {
      trials += 1
      const file = join(folder, `${trials}.db`)
      await new Trial((seed, clock) =>
        openStore({ file, clock, random: seededRandom(seed), tombstoneRetentionMs: retention }),
      ).run(steps)
    })
    await fc.assert(property, propertyRuns(60, 3_000))
  })
})
