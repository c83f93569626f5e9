import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HealthError } from '../../../src/health/error.js'
import { type PlanFormat, planFormats, readPlanFile, writePlanFile } from '../../../src/plans/files/plan-file.js'
import type { Plan } from '../../../src/plans/plan.js'
import { parsePlan } from '../../../src/plans/plan-schema.js'
import { bearer, openApp, type TestApp } from '../../http/open-app.js'
import { bytesOf, fitPlans, zwoPlans } from './plan-arbitraries.js'

const createdAt = Date.UTC(2026, 0, 1)

const fileOf = (plan: Plan, format: PlanFormat): Uint8Array => {
  const content = writePlanFile(plan, format, createdAt)
  return typeof content === 'string' ? bytesOf(content) : content
}

/** A change to a file, at a share of its length: bytes put in, put over, left out, or one bit turned. */
interface Change {
  readonly at: number
  readonly put: Uint8Array
  readonly skip: number
}

const changed = (file: Uint8Array, { at, put, skip }: Change): Uint8Array => {
  const index = Math.floor(at * file.length)
  return Uint8Array.from([...file.subarray(0, index), ...put, ...file.subarray(index + skip)])
}

const hostile = [
  '"__proto__":{"steps":[]},',
  '[[[[[[[[',
  '<!ENTITY a "&a;&a;">',
  '1e999',
  '-1',
  '"\u0000"',
  ']]>',
  '<Ramp/>',
]
const changes = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    put: fc.oneof(fc.uint8Array({ maxLength: 20 }), fc.constantFrom(...hostile).map(bytesOf)),
    skip: fc.oneof(fc.nat(4), fc.nat(2_000)),
  }),
  { maxLength: 4 },
)
const files = fc.constantFrom(...planFormats).chain((format) =>
  fc.record({
    format: fc.constant(format),
    file: fc
      .tuple(format === 'fit' ? fitPlans : zwoPlans, changes)
      .map(([plan, list]) => list.reduce(changed, fileOf(plan, format))),
  }),
)

const namesItsFaults = (error: unknown): void => {
  if (!(error instanceof HealthError)) throw error
  expect(error.code).toBe('invalidArgument')
  expect(error.errors.length).toBeGreaterThan(0)
  for (const { pointer, message } of error.errors) {
    expect(pointer).toMatch(/^(\/|$)/)
    expect(message).not.toBe('')
  }
}

describe('a damaged file of a plan', () => {
  it('is a whole plan, or is refused with what is wrong', () => {
    fc.assert(
      fc.property(files, fc.boolean(), ({ format, file }, isNamed) => {
        try {
          const { plan, omitted } = readPlanFile(file, isNamed ? format : undefined)
          expect(parsePlan(plan)).toEqual(plan)
          expect(omitted.length).toBeLessThanOrEqual(101)
        } catch (error) {
          namesItsFaults(error)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('of any bytes is refused or read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.constantFrom(...planFormats), (bytes, format) => {
        try {
          readPlanFile(bytes, format)
        } catch (error) {
          namesItsFaults(error)
        }
      }),
    )
  })

  it.each([
    ['elements without end', bytesOf('<a>'.repeat(300_000)), 'zwo'],
    ['lists without end', bytesOf('['.repeat(900_000)), 'json'],
    [
      'intervals without end',
      bytesOf('<workout_file><workout><IntervalsT Repeat="1e9"/></workout></workout_file>'),
      'zwo',
    ],
    [
      'messages for intervals without end',
      bytesOf(`<workout_file><workout><IntervalsT Repeat="499" OnDuration="1" OffDuration="1">
        ${'<textevent timeoffset="1e300" message="Go"/>'.repeat(10_000)}</IntervalsT></workout></workout_file>`),
      'zwo',
    ],
    ['attributes without end', bytesOf(`<workout_file><workout><Ramp ${'a'.repeat(900_000)}`), 'zwo'],
  ] as const)('with %s is refused soon', (_, bytes, format) => {
    expect(() => readPlanFile(bytes, format)).toThrow(HealthError)
  })
})

describe('kept plans', () => {
  let http: TestApp
  const path = '/v1/users/me/plans'
  const kept = {
    id: 'kept',
    name: 'Kept',
    activityType: 'cycling',
    steps: [{ kind: 'work', end: { by: 'time', value: 60 } }],
  }
  beforeAll(async () => {
    http = await openApp()
    await http.ask('PUT', `${path}/kept`, kept)
  })
  afterAll(() => http.close())

  it('stay as they are when a damaged file is refused in their place', async () => {
    const before = (await http.ask('GET', `${path}/kept`)).json
    await fc.assert(
      fc.asyncProperty(files, async ({ format, file }) => {
        const url = `${path}/kept?format=${format}`
        const headers = { ...bearer, 'content-type': 'application/octet-stream' }
        const answer = await http.app.inject({ method: 'PUT', url, payload: Buffer.from(file), headers })
        expect([200, 400]).toContain(answer.statusCode)
        const { json } = await http.ask('GET', `${path}/kept`)
        if (answer.statusCode === 400) expect(json).toEqual(before)
        else {
          const { omitted, ...whole } = answer.json() as Record<string, unknown>
          expect(json).toEqual(whole)
          await http.ask('PUT', `${path}/kept`, kept)
        }
        expect((await http.ask('GET', path)).json).toMatchObject({ items: [{ id: 'kept', name: 'Kept', steps: 1 }] })
      }),
      { numRuns: 60 },
    )
  })
})
