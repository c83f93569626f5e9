import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { distanceTypeOf } from '../../../src/health/exercise/distance-type.js'
import type { Split, Workout } from '../../../src/health/workout.js'
import { amount, readings } from '../begin.js'
import { at, type EditingBench, event, openEditingBench } from '../editing/bench.js'

let bench: EditingBench
beforeEach(() => {
  bench = openEditingBench()
})
afterEach(() => bench.store.close())

const run = { activityType: 'running', location: 'outdoor' } as const
const way = (metres: number, from: number, to: number) => amount('distanceWalkingRunning', [from, to], metres)
const averages = (splits: readonly Split[] = []) => splits.map(({ statistics }) => statistics?.heartRate?.average)

describe('the splits of a finished workout', () => {
  it('have the statistics of their time, exactly to the border between two readings', async () => {
    await bench.save([way(600, 0, 180), way(600, 180, 300), way(300, 300, 390)])
    await bench.save(readings('heartRate', [0, 390], (second) => (second < 260 ? 120 : 160)))
    await bench.save([amount('activeEnergyBurned', [0, 390], 39)])
    const { splits, statistics } = await bench.record({ from: 0, to: 390, ...run })
    expect(splits?.map(({ elapsed }) => elapsed)).toEqual([260, 130])
    expect(averages(splits)).toEqual([120, 160])
    expect(splits?.map((split) => split.statistics?.activeEnergyBurned?.sum)).toEqual([26, 13])
    const metres = splits?.map((split) => split.statistics?.distanceWalkingRunning?.sum ?? 0) ?? []
    expect(metres.reduce((sum, one) => sum + one)).toBeCloseTo(statistics.distanceWalkingRunning?.sum ?? 0, 6)
  })

  it('are those of each mile, too', async () => {
    await bench.save([way(3_218.688, 0, 800)])
    await bench.save(readings('heartRate', [0, 800], (second) => (second < 400 ? 120 : 160)))
    const { mileSplits } = await bench.record({ from: 0, to: 800, ...run })
    expect(mileSplits?.map(({ elapsed, distance }) => [elapsed, distance])).toEqual([
      [expect.closeTo(400, 6), 1_609.344],
      [expect.closeTo(400, 6), 1_609.344],
    ])
    expect(averages(mileSplits)).toEqual([120, 160])
  })

  it('tell for how long it went on, which is neither a pause nor a stop', async () => {
    await bench.save([way(500, 0, 100), way(0, 100, 130), way(500, 150, 250), way(5, 250, 270)])
    const events = [event('pause', 130), event('resume', 150)]
    const { splits } = await bench.record({ from: 0, to: 270, ...run, events })
    expect(splits?.map(({ elapsed, movingTime }) => [elapsed, movingTime])).toEqual([
      [230, 200],
      [20, 0],
    ])
  })

  it('share out what was climbed', async () => {
    await bench.save([way(2_000, 0, 400)])
    const { id } = await bench.record({ from: 0, to: 400, ...run })
    const altitudes = [100, 110, 120, 115, 105, 130]
    const locations = altitudes.map((altitude, index) => ({
      ...{ time: at(index * 70), latitude: 48, longitude: 11 },
      altitude,
    }))
    const route = {
      kind: 'workoutRoute',
      type: 'workoutRoute',
      source: 'watch',
      metadata: {},
      workoutUuid: id,
    } as const
    await bench.save([{ ...route, start: at(0), end: at(350), locations }])
    const { splits, metrics } = await bench.editing.recompute('me', id)
    expect(splits?.map(({ ascent, descent }) => [ascent, descent])).toEqual([
      [20, 0],
      [25, 15],
    ])
    expect(metrics).toMatchObject({ ascent: 45, descent: 15 })
  })

  it('are those of each sport of several', async () => {
    const leg = (activityType: Workout['activityType'], from: number, to: number) =>
      ({ activityType, location: 'outdoor', start: at(from), end: at(to) }) as const
    const activities = [leg('cycling', 0, 200), leg('running', 200, 500)]
    await bench.save([amount(distanceTypeOf('cycling'), [0, 200], 2_000), way(1_000, 200, 500)])
    await bench.save(readings('heartRate', [0, 500], (second) => 100 + Math.floor(second / 100)))
    const race = await bench.record({ from: 0, to: 500, activityType: 'swimBikeRun', activities })
    expect(race.activities.map(({ splits }) => averages(splits))).toEqual([[100, 101], [103]])
    expect(race.activities[1]?.splits).toMatchObject([{ movingTime: 300, distance: 1_000 }])
  })
})
