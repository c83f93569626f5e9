import { expect, test } from 'vitest'
import { createApi } from '../../../dashboard/src/api.js'
import { loadHistory, mergeDevices } from '../../../dashboard/src/live/history.js'
import { rideStart, rideTime } from '../rides.js'

const ms = (seconds: number) => Date.parse(rideTime(seconds))

const answers: Readonly<Record<string, unknown>> = {
  'samples?1': {
    items: [
      { uuid: 'a', start: rideTime(0), value: 120, source: 'watch' },
      { uuid: 's', start: rideTime(1), value: 121.5, count: 3, source: 'watch' },
    ],
    cursor: 'x',
  },
  'samples?2': { items: [{ uuid: 'b', start: rideTime(5), value: 125, source: 'watch' }] },
  'series?1': {
    items: [
      { start: rideTime(-1), value: 1 },
      { start: rideTime(1), value: 121 },
    ],
    cursor: '2',
  },
  'series?2': { items: [{ start: rideTime(2), value: 122 }] },
}

test('quantities and series are read page by page, within the span', async () => {
  const api = createApi(async (url) => {
    const kind = url.includes('/series') ? 'series' : 'samples'
    return Response.json(answers[`${kind}?${url.includes('cursor=') ? 2 : 1}`])
  })
  const points = await loadHistory(api, 'me', { type: 'heartRate', start: rideStart })
  expect(points).toEqual({ times: [ms(0), ms(1), ms(2), ms(5)], values: [120, 121, 122, 125] })
})

test('the device that says most makes the line, another one fills its silence', () => {
  const strap = [0, 1000, 2000, 3000].map((time) => [time, 140] as const)
  const watch = [
    [500, 90],
    [60_000, 138],
  ] as const
  expect(mergeDevices([watch, strap])).toEqual({
    times: [0, 1000, 2000, 3000, 60_000],
    values: [140, 140, 140, 140, 138],
  })
  expect(mergeDevices([])).toEqual({ times: [], values: [] })
})
