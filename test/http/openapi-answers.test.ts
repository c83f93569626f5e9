import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { electrocardiogramSample } from '../../src/health/kinds/new-samples.js'
import { nearStrap, statusOf } from './fake-bluetooth.js'
import { bearer, openApp, type TestApp } from './open-app.js'
import { workoutSample } from './workout-sample.js'

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0]

const operation = z.looseObject({
  responses: z.record(
    z.string(),
    z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })).optional() }),
  ),
})
const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
})

let http: TestApp
let document: z.infer<typeof documentSchema>
const workout = workoutSample()
const uuidOf = (number: number): string => `0193aaaa-0000-7000-8000-0000000000${number}`
const uuids = {
  beat: uuidOf(60),
  series: uuidOf(61),
  beats: uuidOf(62),
  route: uuidOf(63),
  electrocardiogram: uuidOf(64),
}
const electrocardiogram = electrocardiogramSample({
  start: workout.start,
  source: 'watch',
  uuid: uuids.electrocardiogram,
  electrocardiogram: {
    classification: 'sinusRhythm',
    symptomsStatus: 'none',
    averageHeartRate: 62,
    samplingFrequency: 512,
    leads: [{ lead: 'appleWatchSimilarToLeadI', voltages: [0.0001, 0.0002] }],
  },
})

beforeAll(async () => {
  http = await openApp()
  document = documentSchema.parse((await http.ask('GET', '/v1/openapi.json', undefined, {})).json)
  const start = workout.start + 1_000
  await http.ask('POST', '/v1/devices', { device: 'watch-1', user: 'me' })
  http.bluetooth.hear(nearStrap)
  await http.ask('POST', `/v1/devices/${nearStrap.device}/pair`, { settings: { control: true } })
  http.bluetooth.say(
    statusOf({ lastError: { code: 'connectFailed', detail: 'asleep', at: 0 }, rssi: -60, battery: 87 }),
  )
  http.bluetooth.trainers.set(nearStrap.device, {
    command: { mode: 'erg', targetPower: 200 },
    power: { minimum: 0, maximum: 2_000, increment: 1 },
  })
  await http.ask('POST', '/v1/clients', { id: 'app' })
  await http.ask('PATCH', '/v1/users/me', { bodyMass: 70, bloodType: 'aPositive', goals: { move: 500 } })
  await http.ask('POST', '/v1/users/me/samples', {
    samples: [
      { type: 'heartRate', unit: 'count/min', start, value: 60, uuid: uuids.beat, metadata: { note: 'easy' } },
      { type: 'heartRate', start, interval: 1_000, values: [60, 61, 62], uuid: uuids.series, source: 'strap' },
      { type: 'stepCount', start, end: start + 9_000, value: 12 },
      { type: 'sleepAnalysis', value: 'asleepREM', start, end: start + 9_000 },
      {
        type: 'bloodPressure',
        start,
        objects: [
          { type: 'bloodPressureSystolic', value: 120 },
          { type: 'bloodPressureDiastolic', value: 80 },
        ],
      },
    ],
  })
  await http.store.save('me', [workout, electrocardiogram])
  await http.ask('POST', '/v1/users/me/samples', {
    samples: [
      { type: 'heartbeatSeries', start, uuid: uuids.beats, beats: [{ timeSinceStart: 0.8 }] },
      {
        type: 'workoutRoute',
        uuid: uuids.route,
        workout: workout.uuid,
        locations: [{ time: start, latitude: 52.5, longitude: 13.4, altitude: 34 }],
      },
    ],
  })
  const asked = { types: ['heartRate'], url: 'http://127.0.0.1:9/' }
  const { json } = await http.ask('POST', '/v1/users/me/subscriptions', asked)
  made.subscription = z.object({ id: z.string() }).parse(json).id
  const sent = { method: 'POST', url: '/v1/users/me/imports', headers: bearer, payload: 'no ride' } as const
  made.import = z.object({ id: z.string() }).parse((await http.app.inject(sent)).json()).id
  const steps = [{ kind: 'work', end: { by: 'time', value: 60 }, target: { type: 'cyclingPower', zone: 4 } }]
  await http.ask('POST', '/v1/users/me/plans', { id: 'minute', name: 'A minute', activityType: 'cycling', steps })
  const plan = { name: 'Open', activityType: 'cycling', steps: [{ kind: 'work', end: { by: 'open' } }] } as const
  made.session = (await http.sessions.start('me', { activityType: 'cycling', location: 'indoor', plan })).id
})
afterAll(() => http.close())

const known: Readonly<Record<string, string>> = {
  user: 'me',
  uuid: uuids.series,
  id: workout.uuid,
  device: 'watch-1',
  client: 'app',
  name: 'bloodType',
  plan: 'minute',
}
/** What a route's sample is where not any will do. */
const samples: Readonly<Record<string, string>> = {
  heartbeats: uuids.beats,
  locations: uuids.route,
  voltages: uuids.electrocardiogram,
}
const queries: Readonly<Record<string, string>> = {
  '/v1/users/{user}/series': '?type=heartRate',
  '/v1/users/{user}/statistics': '?type=heartRate&separateBySource=true',
  '/v1/users/{user}/statistics/collection': '?type=stepCount&interval=PT1H&explain=true',
}
const made: Record<string, string> = {}
/** Answers that are no JSON, or that never end. */
const others = /\/(live|stream|metrics|sign-in|docs)$|\.(fit|tcx|gpx|csv|zwo)$/

const fill = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? name)

/** The schema of a route's answer in the document, in a form that stands alone. */
const answerSchema = (path: string): z.ZodType => {
  const described = document.paths[path]?.get?.responses['200']?.content?.['application/json']?.schema
  expect(described, `${path} describes its answer`).toBeDefined()
  const alone = JSON.stringify({ ...Object(described), $defs: document.components.schemas })
  return z.fromJSONSchema(JSON.parse(alone.replaceAll('#/components/schemas/', '#/$defs/')) as JsonSchema)
}

describe('the OpenAPI document', () => {
  it('is a valid one to a judge of its own', async () => {
    const judge = new Validator()
    expect(await judge.validate(document)).toEqual({ valid: true })
    expect(judge.version).toBe('3.1')
  })

  it('describes what every GET answers', async () => {
    const paths = Object.keys(document.paths).filter((path) => document.paths[path]?.get && !others.test(path))
    expect(paths.length).toBeGreaterThan(14)
    for (const path of paths) {
      const place = path.split('/').at(-1) ?? ''
      const trainer = place === 'trainer' ? { device: nearStrap.device } : {}
      const imported = path.includes('/imports/') ? { id: made.import ?? '' } : {}
      const followed = path.endsWith('/sessions/{id}/plan') ? { id: made.session ?? '' } : {}
      const params = { ...known, ...made, ...trainer, ...imported, ...followed, uuid: samples[place] ?? uuids.series }
      const url = fill(path, params) + (queries[path] ?? '')
      const answer = await http.ask('GET', url)
      expect(answer.status, `${url}: ${answer.text}`).toBe(200)
      expect(answerSchema(path).safeParse(answer.json).error, url).toBeUndefined()
    }
  })

  it('refuses what is not described', () => {
    expect(answerSchema('/v1/users/{user}/samples').safeParse({ items: [{}] }).success).toBe(false)
    expect(answerSchema('/v1/users/{user}/samples').safeParse({ items: [], colour: 'red' }).success).toBe(false)
  })
})
