import { readFile } from 'node:fs/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import type { HealthStore } from '../../../src/store/health-store.js'
import { clockAt, memoryStore } from '../../session/begin.js'
import { madeZip } from '../archive/made-zip.js'
import { everything, importsInto, inChunks, report, workoutsIn } from '../open.js'

let store: HealthStore
beforeEach(() => {
  store = memoryStore(clockAt(Date.parse('2026-11-22T10:00:00Z')))
})

const folder = 'test/fixtures/workouts/apple-health-old'
const route = 'workout-routes/route_2019-06-11_3.00pm.gpx'
const document = () => readFile(`${folder}/export.xml`)
const archive = async (name = 'apple_health_export/export.xml') =>
  madeZip({
    'apple_health_export/export_cda.xml': '<ClinicalDocument/>',
    [name]: await document(),
    [`apple_health_export/${route}`]: await readFile('test/fixtures/workouts/apple-health-route.gpx'),
    'apple_health_export/electrocardiograms/ecg_2020.csv': 'Name,x',
    'apple_health_export/clinical-records/Condition-1.json': '{}',
  })

describe('an export of the Health app', () => {
  it('comes as its document alone', async () => {
    const found = await report(importsInto(store), await document())
    expect(found).toMatchObject({ workouts: [expect.any(String)], skipped: 0 })
    expect(found.problems).toEqual([
      { code: 'leftOut', message: 'the rings of 2 days were left out: they are computed here' },
      { code: 'missingRoute', message: '1 route is not there' },
    ])
  })

  it.each(['apple_health_export/export.xml', 'apple_health_export/Exportación.xml', 'exportieren.xml'])(
    'comes as an archive with the ways of its workouts, whatever its document is called: %s',
    async (name) => {
      const { workouts, problems } = await report(importsInto(store), await archive(name))
      const isBeside = name.includes('/')
      const leftOut = problems.filter(({ code }) => code === 'leftOut')
      expect(leftOut).toHaveLength(isBeside ? 3 : 1)
      expect(problems).toHaveLength(isBeside ? 3 : 2)
      const { items } = await store.samples('me', { types: ['workoutRoute'] })
      expect(
        items.map((item) => (item.kind === 'workoutRoute' ? [item.workoutUuid, item.locations.length] : [])),
      ).toEqual(isBeside ? [[workouts[0], 3]] : [])
    },
  )

  it('is there once when it comes as both', async () => {
    const first = await report(importsInto(store), await archive())
    const before = await everything(store)
    const again = await report(importsInto(store), await document())
    expect(again).toMatchObject({ workouts: first.workouts, samples: 0, skipped: first.samples })
    expect(await everything(store)).toEqual(before)
  })

  it('gives what is whole of an archive that is cut off', async () => {
    const bytes = await archive()
    const { workouts, problems } = await report(importsInto(store), bytes.subarray(0, bytes.length - 200))
    expect(workouts).toHaveLength(1)
    expect(problems.map(({ code }) => code)).toContain('truncated')
  })

  it('gives what is whole of a document that is cut off, and the rest when it comes whole', async () => {
    const bytes = await document()
    const cut = await report(importsInto(store), bytes.subarray(0, bytes.indexOf('<Workout ') + 80))
    expect(cut).toMatchObject({ workouts: [] })
    expect(cut.samples).toBeGreaterThan(0)
    const whole = await report(importsInto(store), bytes)
    expect(whole).toMatchObject({ workouts: [expect.any(String)], skipped: cut.samples })
  })

  it('completes what an import that broke off has begun', async () => {
    const bytes = await document()
    const record = () => Promise.reject(new RangeError('pulled the plug'))
    const broken = await report(importsInto(store, {}, { record, onFault: () => undefined }), bytes)
    expect(broken).toMatchObject({ workouts: [], samples: 4 })
    expect(workoutsIn(await everything(store))).toEqual([])
    expect(await report(importsInto(store), bytes)).toMatchObject({ workouts: [expect.any(String)], samples: 0 })
    expect(workoutsIn(await everything(store))).toHaveLength(1)
  })

  it('breaks off when the daemon stops, and is completed by the next import', async () => {
    const imports = importsInto(store)
    const { id, read } = imports.start('me', { chunks: inChunks(await archive()) })
    await read
    await imports.close()
    expect(imports.find('me', id)).toMatchObject({ state: 'failed', report: { workouts: [] } })
    expect(await report(importsInto(store), await archive())).toMatchObject({ workouts: [expect.any(String)] })
  })

  it('is not what a foreign archive holds', async () => {
    const foreign = await madeZip({ 'letters/export.xml': '<Letters/>', 'ride.fit': 'x' })
    expect(await report(importsInto(store), foreign)).toMatchObject({
      workouts: [],
      problems: [{ code: 'unknownFormat' }],
    })
  })
})
