import { beforeEach, describe, expect, it } from 'vitest'
import type { AppleFinding } from '../../../src/exchange/apple/finding.js'
import type { Reading } from '../../../src/health/sample.js'
import type { HealthStore } from '../../../src/store/health-store.js'
import { clockAt, memoryStore } from '../../session/begin.js'
import { everything } from '../open.js'
import { app, archiveOf, landed, minute, noon, phone, quantity, sample, watch } from './land.js'

let store: HealthStore
beforeEach(() => {
  store = memoryStore(clockAt(Date.parse('2026-11-22T10:00:00Z')))
})

const sleep = (value: number): Reading => ({
  ...{ kind: 'category', type: 'sleepAnalysis', value, start: noon, end: noon + 60 * minute, metadata: {} },
})

const pressure = (systolic: number, diastolic: number): readonly Reading[] => [
  quantity('bloodPressureSystolic', systolic),
  quantity('bloodPressureDiastolic', diastolic),
]

const correlation = (type: 'bloodPressure' | 'food', objects: readonly Reading[], name?: string): Reading => ({
  ...{ kind: 'correlation', type, start: noon, end: noon, metadata: name === undefined ? {} : { foodType: name } },
  objects: objects.flatMap((object) => (object.kind === 'quantity' ? [object] : [])),
})

const values = async (): Promise<readonly string[]> =>
  (await everything(store)).map((one) => `${one.type} ${'value' in one ? one.value : ''}`.trim()).sort()

/** Imports twice; the second time must change nothing. */
async function twice(findings: readonly AppleFinding[]) {
  const first = await landed(store, archiveOf(findings))
  const before = await everything(store)
  const second = await landed(store, archiveOf(findings))
  expect(await everything(store)).toEqual(before)
  expect(second).toEqual({ ...first, samples: 0, skipped: first.samples + first.skipped })
  return first
}

describe('samples of an export', () => {
  it('are kept with their source, device, zone and metadata', async () => {
    const reading = quantity('heartRate', 72, { metadata: { heartRateMotionContext: 1 } })
    await landed(store, archiveOf([sample({ ...reading, timeZone: 'America/Los_Angeles' })]))
    const [kept] = await everything(store)
    expect(kept).toMatchObject({
      ...{ source: 'kim-s-apple-watch', device: 'apple-watch', timeZone: 'America/Los_Angeles', value: 72 },
      metadata: { heartRateMotionContext: 1 },
    })
    expect(await store.origins.of('me', [kept?.uuid ?? ''])).toMatchObject([
      {
        source: { source: 'kim-s-apple-watch', version: '10.4' },
        device: { id: 'apple-watch', manufacturer: 'Apple Inc.', hardwareVersion: 'Watch6,2' },
      },
    ])
  })

  it('are of the version that they were saved by, though versions take turns', async () => {
    const newer = { ...watch, source: { ...watch.source, version: '11.0' } }
    const findings = [0, 1, 2, 3].map((at) =>
      sample(quantity('heartRate', 70 + at, { at: noon + at * minute }), at % 2 === 0 ? watch : newer),
    )
    await landed(store, archiveOf(findings))
    const kept = await everything(store)
    const origins = await store.origins.of(
      'me',
      kept.map(({ uuid }) => uuid),
    )
    expect(origins.map((origin) => origin?.source.version)).toEqual(['10.4', '11.0', '10.4', '11.0'])
  })

  it('have a source of their own also where no letter of its name is in a slug', async () => {
    const named = (name: string) => ({ source: { name } })
    await landed(
      store,
      archiveOf([sample(quantity('bodyMass', 70), named('健康')), sample(quantity('bodyMass', 71), named('здоровье'))]),
    )
    const sources = (await everything(store)).map(({ source }) => source)
    expect(new Set(sources).size).toBe(2)
    expect(sources.every((source) => /^source-[0-9a-f]{12}$/.test(source))).toBe(true)
  })

  it('are there once, however often they come', async () => {
    const findings = [
      ...[0, 1, 2].map((at) => sample(quantity('stepCount', 100 + at, { at: noon + at * minute, minutes: 1 }), phone)),
      sample(quantity('heartRate', 72, { metadata: { heartRateMotionContext: 2 } })),
      sample(quantity('bodyMass', 70), app),
    ]
    expect(await twice(findings)).toEqual({ workouts: [], samples: 5, skipped: 0, problems: [] })
  })

  it('are kept side by side when they begin together and are not the same', async () => {
    await twice([
      ...[0, 3, 4].map((value) => sample(sleep(value), app)),
      ...[0, 4].map((value) => sample(sleep(value))),
      sample(quantity('dietaryEnergyConsumed', 95), app),
      sample(quantity('dietaryEnergyConsumed', 52), app),
    ])
    expect(await values()).toEqual([
      ...['dietaryEnergyConsumed 52', 'dietaryEnergyConsumed 95'],
      ...['sleepAnalysis 0', 'sleepAnalysis 0', 'sleepAnalysis 3', 'sleepAnalysis 4', 'sleepAnalysis 4'],
    ])
  })

  it('of two people are each their own', async () => {
    const findings = [sample(quantity('bodyMass', 70), app)]
    await landed(store, archiveOf(findings))
    expect(await landed(store, archiveOf(findings), 'you')).toMatchObject({ samples: 1, problems: [] })
  })

  it('come back when they were deleted and the export comes again', async () => {
    const findings = [sample(quantity('stepCount', 9), phone), sample(quantity('bodyMass', 70), app)]
    await landed(store, archiveOf(findings))
    const before = await values()
    const kept = await everything(store)
    await store.delete(
      'me',
      kept.map(({ uuid }) => uuid),
    )
    const anchor = store.anchor()
    expect(await landed(store, archiveOf(findings))).toMatchObject({ samples: 2, skipped: 0, problems: [] })
    expect(await values()).toEqual(before)
    expect((await store.changes({ anchor })).added).toHaveLength(2)
    expect(await landed(store, archiveOf(findings))).toMatchObject({ samples: 0, skipped: 2 })
  })

  it('that are newer versions take the place of the older ones', async () => {
    const version = (syncVersion: number, value: number) =>
      sample(quantity('bodyMass', value, { metadata: { syncIdentifier: 'scale-1', syncVersion } }), app)
    await landed(store, archiveOf([version(1, 70)]))
    await landed(store, archiveOf([version(2, 71)]))
    expect(await values()).toEqual(['bodyMass 71'])
    expect(await landed(store, archiveOf([version(1, 70)]))).toMatchObject({ samples: 0, skipped: 1 })
  })

  it('that break a rule are left out, counted, and hold up no other', async () => {
    const days = 24 * 60
    const { samples, problems } = await landed(
      store,
      archiveOf([
        sample(quantity('heartRate', 900)),
        sample(quantity('heartRate', -1)),
        sample(quantity('heartRate', 71)),
        sample(quantity('stepCount', 3, { minutes: 5 * days }), phone),
      ]),
    )
    expect(samples).toBe(1)
    expect(problems).toEqual([
      { code: 'implausible', message: '2 samples were left out: no body or sensor gives such values' },
      { code: 'badSamples', message: '1 of stepCount left out: end is more than 4 days after the start' },
    ])
  })

  it('are saved a thousand at a time', async () => {
    const findings = Array.from({ length: 2_500 }, (_, at) =>
      sample(quantity('heartRate', 60 + (at % 50), { at: noon + at * 1_000 })),
    )
    expect(await twice(findings)).toMatchObject({ samples: 2_500 })
  })
})

describe('correlations of an export', () => {
  it('keep their members, which come once more as samples of their own', async () => {
    const members = pressure(120, 80)
    await twice([...members.map((member) => sample(member, app)), sample(correlation('bloodPressure', members), app)])
    const kept = await everything(store)
    expect(kept.map(({ kind }) => kind).sort()).toEqual(['correlation', 'quantity', 'quantity'])
    const { items } = await store.samples('me', { predicate: { correlated: true } })
    expect(items).toHaveLength(2)
  })

  it('keep their members when these come after them', async () => {
    const members = pressure(121, 79)
    await twice([sample(correlation('bloodPressure', members), app), ...members.map((member) => sample(member, app))])
    expect(await everything(store)).toHaveLength(3)
  })

  it('may have members that say the same', async () => {
    const meal = ['egg', 'apple'].map((name) => ({ name, objects: [quantity('dietarySugar', 0)] }))
    await twice([
      ...meal.flatMap(({ objects }) => objects.map((object) => sample(object, app))),
      ...meal.map(({ name, objects }) => sample(correlation('food', objects, name), app)),
    ])
    expect(await values()).toEqual(['dietarySugar 0', 'dietarySugar 0', 'food', 'food'])
  })
})
