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
      }),
      expect.objectContaining({ name: 'sleepAnalysis', values: expect.objectContaining({ asleepREM: 5 }) }),
      { name: 'workout', family: 'workout', aliases: ['HKWorkoutTypeIdentifier'] },
    ]),
  )
})
