import { afterAll, beforeAll, expect, it } from 'vitest'
import type { z } from 'zod'
import {
  changesJsonSchema,
  liveWorkoutJsonSchema,
  sampleJsonSchema,
  statisticsJsonSchema,
  workoutJsonSchema,
} from '../../src/health/json/json-schema.js'
import { listSchema } from '../../src/http/answers.js'
import { deviceJsonSchema } from '../../src/http/device-json.js'
import { sourcesSchema } from '../../src/http/routes/sources.js'
import { seriesPageSchema } from '../../src/http/samples/series.js'
import { userJsonSchema } from '../../src/http/user-json.js'
import { openApp, type TestApp } from './open-app.js'
import { workoutSample } from './workout-sample.js'

// What goes out is not checked on its way, so it is here: nothing missing, nothing that the description does not name.
let http: TestApp
const workout = workoutSample(0, { laps: [], zones: { heartRate: [{ to: 120, seconds: 60 }] } })
const beat = (second: number) => ({
  type: 'heartRate',
  unit: 'count/min',
  start: workout.start + second * 1000,
  value: 60,
  source: 'strap',
})

beforeAll(async () => {
  http = await openApp()
  await http.ask('PATCH', '/v1/users/me', { bodyMass: 70, goals: { move: 500 }, zones: { heartRate: [120] } })
  await http.ask('POST', '/v1/devices', { device: 'watch-1', user: 'me' })
  await http.ask('POST', '/v1/users/me/samples', {
    samples: [
      { ...beat(0), metadata: { note: 'easy', temperature: { value: 20, unit: 'degC' } } },
      { ...beat(1), device: 'watch-1' },
      { type: 'cyclingPower', unit: 'W', start: workout.start, interval: 1000, values: [100, 110, 120] },
      { type: 'stepCount', unit: 'count', start: workout.start, end: workout.start + 9_000, value: 12 },
      { type: 'sleepAnalysis', value: 'asleepREM', start: workout.start - 9_000, end: workout.start },
    ],
  })
  await http.store.save('me', [workout])
  const { json } = await http.ask('GET', '/v1/users/me/samples?type=stepCount')
  await http.ask('DELETE', `/v1/users/me/samples/${(json as { items: [{ uuid: string }] }).items[0].uuid}`)
  await http.sessions.start('me', { activityType: 'cycling', location: 'indoor' })
})
afterAll(() => http.close())

it.each<{ url: string; schema: z.ZodType; items?: number }>([
  { url: '/v1/users', schema: listSchema(userJsonSchema), items: 1 },
  { url: '/v1/users/me', schema: userJsonSchema },
  { url: '/v1/devices', schema: listSchema(deviceJsonSchema), items: 1 },
  { url: '/v1/users/me/samples', schema: listSchema(sampleJsonSchema), items: 5 },
  { url: '/v1/users/me/samples?limit=2', schema: listSchema(sampleJsonSchema), items: 2 },
  { url: '/v1/users/me/changes', schema: changesJsonSchema },
  { url: '/v1/users/me/statistics?type=heartRate&separateBySource=true', schema: statisticsJsonSchema },
  { url: '/v1/users/me/sources', schema: sourcesSchema, items: 3 },
  { url: '/v1/users/me/sources?type=heartRate&end=0', schema: sourcesSchema, items: 0 },
  { url: '/v1/users/me/series?type=heartRate&include=sample', schema: seriesPageSchema },
  { url: '/v1/users/me/workouts', schema: listSchema(workoutJsonSchema), items: 1 },
  { url: `/v1/users/me/workouts/${workout.uuid}`, schema: workoutJsonSchema },
  { url: `/v1/users/me/workouts/${workout.uuid}/samples`, schema: listSchema(sampleJsonSchema) },
  { url: '/v1/users/me/sessions/active', schema: liveWorkoutJsonSchema },
  { url: `/v1/users/me/sessions/${workout.uuid}`, schema: liveWorkoutJsonSchema },
])('answers $url in the shape that is described', async ({ url, schema, items }) => {
  const answer = await http.ask('GET', url)
  expect(answer.status).toBe(200)
  expect(schema.safeParse(answer.json).error).toBeUndefined()
  if (items !== undefined) expect((answer.json as { items: unknown[] }).items).toHaveLength(items)
})
