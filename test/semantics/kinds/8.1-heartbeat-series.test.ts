import { describe, expect, it } from 'vitest'
import { HeartbeatSeriesBuilder } from '../../../src/health/builders/heartbeat-series-builder.js'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import { sampleJson } from '../../../src/health/json/sample-json.js'
import { heartbeatSeriesSample } from '../../../src/health/kinds/new-samples.js'
import { beat, ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const refused = expect.objectContaining({ code: 'invalidArgument' })
const build = () => new HeartbeatSeriesBuilder({ start: ten, source: 'watch', device: 'strap' })
const at = (timeSinceStart: number, precededByGap = false) => ({ timeSinceStart, precededByGap })
const series = { type: 'heartbeatSeries', start: ten }

describe('§ 8.1 heartbeat series', () => {
  it('collects beats with their gaps', () => {
    const builder = build()
    builder.add(at(0.8125))
    builder.add(at(1.65))
    builder.add(at(4.25, true))
    expect(builder.count).toBe(3)
    expect(builder.finish()).toMatchObject({
      kind: 'heartbeatSeries',
      start: ten,
      end: ten + 4_250,
      beats: [at(0.8125), at(1.65), at(4.25, true)],
    })
  })

  it('takes offsets that are positive and ascend, and keeps what it has when one does not', () => {
    const builder = build()
    for (const wrong of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => builder.add(at(wrong))).toThrow(refused)
    builder.add(at(1))
    expect(() => builder.add(at(1))).toThrow(refused)
    expect(() => builder.add(at(0.5))).toThrow(refused)
    builder.add(at(2))
    expect(builder.finish().beats).toHaveLength(2)
  })

  it('takes a published number of beats', () => {
    const builder = build()
    const { maximumCount } = HeartbeatSeriesBuilder
    for (let count = 1; count <= maximumCount; count += 1) builder.add(at(count / 2))
    expect(() => builder.add(at(maximumCount))).toThrow(expect.objectContaining({ code: 'dataSizeExceeded' }))
    expect(builder.finish().beats).toHaveLength(maximumCount)
  })

  it('has a beat at least, and takes no call once it has ended', () => {
    const builder = build()
    expect(() => builder.finish()).toThrow(refused)
    builder.discard()
    expect(() => builder.add(at(1))).toThrow(refused)
    expect(() => builder.finish()).toThrow(refused)
  })

  it.each([
    ['no beats', { ...series, beats: [] }],
    ['a beat at its start', { ...series, beats: [{ timeSinceStart: 0 }] }],
    ['beats that do not ascend', { ...series, beats: [{ timeSinceStart: 2 }, { timeSinceStart: 1 }] }],
    ['a beat after its end', { ...series, end: ten + 999, beats: [{ timeSinceStart: 1 }] }],
    ['more than it may last', { ...series, beats: [{ timeSinceStart: 5 * 86_400 }] }],
  ])('in JSON is refused with %s', (_, reading) => {
    expect(() => parseReadings([reading])).toThrow(refused)
  })

  it('is kept to the last bit, beside the samples of the same time', async () => {
    const store = openTestStore()
    const beats = Array.from({ length: 500 }, (_, index) => at((index + 1) * (857 / 1_024), index % 50 === 0))
    const sample = heartbeatSeriesSample({ start: ten, source: 'watch', device: 'strap', beats })
    const { uuids } = await store.save('ada', [sample, beat(ten, 70)])
    const found = await store.find('ada', uuids[0] ?? '')
    expect(found).toMatchObject({ kind: 'heartbeatSeries', beats })
    expect(found && sampleJson(found)).toMatchObject({ type: 'heartbeatSeries', count: 500 })
    const { items } = await store.samples('ada', { start: ten, end: ten + 1 })
    expect(items.map(({ type }) => type).toSorted()).toEqual(['heartRate', 'heartbeatSeries'])
  })

  it('is carried by the feed, and so is its deletion', async () => {
    const store = openTestStore()
    const builder = build()
    builder.add(at(1))
    const { uuids } = await store.save('ada', [builder.finish()])
    const first = await store.changes({ types: ['heartbeatSeries'] })
    expect(first.added).toMatchObject([{ user: 'ada', sample: { beats: [at(1)] } }])
    await store.delete('ada', uuids)
    const { deleted } = await store.changes({ anchor: first.anchor })
    expect(deleted).toMatchObject([{ uuid: uuids[0], type: 'heartbeatSeries', kind: 'heartbeatSeries' }])
  })
})
