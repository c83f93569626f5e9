import { expect, it } from 'vitest'
import { readExport, recordElement } from './read-export.js'

const heartRate = { type: 'HKQuantityTypeIdentifierHeartRate', unit: 'count/min', value: '60' }
const device = (place: string, created: string): string =>
  `<<HKDevice: ${place}>, name:Watch, model:Watch, creation date:${created}>`

it('gives one origin for all of the same source, version and device', () => {
  const { samples } = readExport(
    [
      { device: device('0x1', '2025-12-13 12:48:57 +0000') },
      { device: device('0x2', '2025-12-13 12:48:57 +0000') },
      { device: device('0x3', '2026-01-01 00:00:00 +0000') },
      { device: device('0x1', ''), sourceVersion: '2' },
      { sourceName: 'Phone' },
      {},
      { device: '' },
    ]
      .map((attributes) => recordElement({ ...heartRate, ...attributes }))
      .join(''),
  )
  const [first, second, third, newer, phone, bare, empty] = samples.map(({ origin }) => origin)
  expect(first).toEqual({ source: { name: 'Watch' }, device: { name: 'Watch', model: 'Watch' } })
  expect(second).toBe(first)
  expect(third).toBe(first)
  expect(newer).toEqual({ ...first, source: { name: 'Watch', version: '2' } })
  expect(phone).toEqual({ source: { name: 'Phone' } })
  expect(empty).toBe(bare)
})

it('tells thousands of sources apart', () => {
  const records = Array.from({ length: 6_000 }, (_, at) => recordElement({ ...heartRate, sourceName: `S${at}` }))
  const { samples } = readExport([...records, ...records].join(''))
  expect(new Set(samples.map(({ origin }) => origin.source.name)).size).toBe(6_000)
})
