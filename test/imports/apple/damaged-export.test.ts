import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { clockAt, memoryStore } from '../../session/begin.js'
import { madeZip } from '../archive/made-zip.js'
import { everything, importsInto, report } from '../open.js'

const folder = 'test/fixtures/workouts'
let document: Buffer
let archive: Buffer
beforeAll(async () => {
  document = await readFile(`${folder}/apple-health-old/export.xml`)
  archive = await madeZip({
    'apple_health_export/export.xml': document,
    'apple_health_export/workout-routes/route_2019-06-11_3.00pm.gpx': await readFile(
      `${folder}/apple-health-route.gpx`,
    ),
  })
})

/** Some of its bytes are others, and it may end early. */
const damage = fc.record({
  places: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 8 }),
  kept: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
})
type Damage = typeof damage extends fc.Arbitrary<infer One> ? One : never

const damaged = (bytes: Buffer, { places, kept }: Damage): Buffer => {
  const copy = Buffer.from(bytes)
  for (const [place, byte] of places) copy[Math.floor(place * (copy.length - 1))] = byte
  return copy.subarray(0, Math.ceil(kept * copy.length))
}

describe('a damaged export', () => {
  it.each([
    ['archive', () => archive, 60],
    ['document', () => document, 60],
  ] as const)(
    'gives what is whole, and the rest when it comes whole: %s',
    async (_what, bytes, numRuns) => {
      await fc.assert(
        fc.asyncProperty(damage, async (how) => {
          const store = memoryStore(clockAt(Date.parse('2026-11-22T10:00:00Z')))
          const imports = importsInto(store)
          const first = await report(imports, damaged(bytes(), how))
          expect(first.samples).toBeLessThanOrEqual((await everything(store)).length)
          const whole = await report(imports, bytes())
          expect(whole.workouts).toHaveLength(1)
          expect(await report(imports, bytes())).toMatchObject({ workouts: whole.workouts, samples: 0 })
        }),
        { numRuns },
      )
    },
    60_000,
  )
})
