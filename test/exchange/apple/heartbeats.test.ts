import { expect, it } from 'vitest'
import { readExport, recordElement } from './read-export.js'

const variability = {
  ...{ type: 'HKQuantityTypeIdentifierHeartRateVariabilitySDNN', unit: 'ms', value: '32.1' },
  ...{ startDate: '2017-11-22 19:14:47 -0400', endDate: '2017-11-22 19:15:52 -0400' },
}
const list = (beats: readonly (readonly [string, string])[]): string => {
  const elements = beats.map(([bpm, time]) => `<InstantaneousBeatsPerMinute bpm="${bpm}" time="${time}"/>`)
  return `<HeartRateVariabilityMetadataList>${elements.join('')}</HeartRateVariabilityMetadataList>`
}
const read = (beats: readonly (readonly [string, string])[]) => readExport(recordElement(variability, list(beats)))

it('gives the beats of a heart rate variability, whichever zone their times of day are in', () => {
  const { samples, problems } = read([
    ['95', '6:14:48.94 PM'],
    ['94', '6:14:49.58 PM'],
    ['91', '6:14:50.24 PM'],
    ['90', '6:14:52.30 PM'],
  ])
  expect(problems).toEqual([])
  expect(samples[0]?.reading).toMatchObject({ kind: 'quantity', value: 32.1 })
  expect(samples[1]?.origin).toBe(samples[0]?.origin)
  expect(samples[1]?.reading).toEqual({
    ...{ kind: 'heartbeatSeries', type: 'heartbeatSeries', metadata: {}, timeZone: undefined },
    ...{ start: Date.UTC(2017, 10, 22, 23, 14, 47), end: Date.UTC(2017, 10, 22, 23, 15, 52) },
    beats: [
      { timeSinceStart: 1.94, precededByGap: false },
      { timeSinceStart: 2.58, precededByGap: false },
      { timeSinceStart: 3.24, precededByGap: false },
      { timeSinceStart: 5.3, precededByGap: true },
    ],
  })
})

it.each(['18:14:48,94', '06.14.48,94 PM', '6:14:48.94\u202fPM', '午後6:14:48.94', '23:44:48.94'])(
  'reads %s',
  (time) => {
    expect(read([['95', time]]).samples[1]?.reading).toMatchObject({ beats: [{ timeSinceStart: 1.94 }] })
  },
)

it('puts beats over the turn of an hour one after the other', () => {
  const times = { startDate: '2024-01-15 10:59:59 +0000', endDate: '2024-01-15 11:01:00 +0000' }
  const beats = list([
    ['60', '10:59:59.50'],
    ['60', '11:00:00.50'],
  ])
  expect(readExport(recordElement({ ...variability, ...times }, beats)).samples[1]?.reading).toMatchObject({
    beats: [
      { timeSinceStart: 0.5, precededByGap: false },
      { timeSinceStart: 1.5, precededByGap: false },
    ],
  })
})

it('passes over a beat of the start itself', () => {
  const { samples } = read([
    ['60', '6:14:47.00 PM'],
    ['60', '6:14:48.00 PM'],
  ])
  expect(samples[1]?.reading).toMatchObject({ beats: [{ timeSinceStart: 1, precededByGap: false }] })
})

it.each([
  ['none', []],
  ['beats after its end', [['60', '6:20:00.00 PM']]],
  [
    'beats in no order',
    [
      ['60', '6:14:50.00 PM'],
      ['60', '6:14:49.00 PM'],
    ],
  ],
  ['times that are none', [['60', 'soon']]],
] as const)('leaves out %s, and keeps the variability', (_, beats) => {
  const { samples, problems } = read(beats)
  expect(samples).toHaveLength(1)
  expect(problems).toMatchObject([{ code: 'badSamples', subject: 'HeartRateVariabilityMetadataList', count: 1 }])
})
