import { expect, it } from 'vitest'
import { openApp } from '../open-app.js'

it('names every type with its unit, aggregation and aliases', async () => {
  const http = await openApp()
  const { json } = await http.ask('GET', '/v1/types')
  await http.close()
  expect((json as { items: unknown[] }).items).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        name: 'heartRate',
        family: 'quantity',
        unit: 'count/min',
        aggregation: expect.stringContaining('discrete'),
        aliases: ['HKQuantityTypeIdentifierHeartRate'],
        holdLimit: 30,
      }),
      expect.objectContaining({ name: 'cyclingPower', holdLimit: 10 }),
      expect.objectContaining({ name: 'sleepAnalysis', values: expect.objectContaining({ asleepREM: 5 }) }),
      expect.objectContaining({ name: 'pregnancy', readOnly: false }),
      expect.not.objectContaining({ name: 'pregnancy', maximumDuration: expect.anything() }),
      expect.objectContaining({ name: 'stepCount', maximumDuration: 345_600 }),
      { name: 'workoutRoute', family: 'workoutRoute', aliases: ['HKWorkoutRouteTypeIdentifier'] },
      expect.objectContaining({ name: 'heartbeatSeries', family: 'heartbeatSeries', maximumDuration: 345_600 }),
      expect.objectContaining({ name: 'electrocardiogram', family: 'electrocardiogram', readOnly: true }),
      expect.objectContaining({ name: 'audiogram', aliases: ['HKAudiogramSampleType'] }),
      expect.objectContaining({ name: 'stateOfMind', maximumDuration: 0 }),
      { name: 'workout', family: 'workout', aliases: ['HKWorkoutTypeIdentifier'] },
    ]),
  )
})
