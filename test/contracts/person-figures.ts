import { describe, expect, it } from 'vitest'
import { beat, iso, noon, type Opened, steps, take } from './person-samples.js'

/** What every `Person` keeps of figures. */
export function personFigures({ person }: Opened): void {
  describe('statistics', () => {
    it('computes what the type allows', async () => {
      await person().save([beat(0, 60), beat(10, 100)])
      const figures = await person().statistics({
        type: 'heartRate',
        options: ['discreteMin', 'discreteMax', 'mostRecent'],
      })
      expect(figures).toMatchObject({ min: 60, max: 100, mostRecent: { value: 100, at: iso(10) }, count: 2 })
      expect(figures).not.toHaveProperty('average')
    })

    it('is of a window, a source and a unit', async () => {
      await person().save([steps(0, 100), steps(1_200, 50), steps(0, 70, 'phone')])
      const sum = async (more: object) => (await person().statistics({ type: 'stepCount', ...more }))?.sum
      expect(await sum({ sources: ['phone'] })).toBe(70)
      expect(await sum({ start: iso(1_200) })).toBe(50)
      expect(await person().statistics({ type: 'stepCount', separateBySource: true })).toMatchObject({
        bySource: { watch: { sum: 150 }, phone: { sum: 70 } },
      })
      await person().save({ type: 'distanceWalkingRunning', value: 2, unit: 'km', start: noon, end: noon + 1_000 })
      expect(await person().statistics({ type: 'distanceWalkingRunning', unit: 'm' })).toMatchObject({ sum: 2_000 })
    })

    it('is undefined when no quantity matches', async () => {
      expect(await person().statistics({ type: 'heartRate' })).toBeUndefined()
    })

    it('refuses an option of the other aggregation style', async () => {
      await person().save(beat(0, 60))
      await expect(person().statistics({ type: 'heartRate', options: ['cumulativeSum'] })).rejects.toMatchObject({
        code: 'invalidArgument',
      })
    })
  })

  describe('activity summaries', () => {
    it('tells of each day what was done, and what was wanted', async () => {
      await person().save({ type: 'activeEnergyBurned', value: 320, start: iso(0), end: iso(600), source: 'watch' })
      const days = await take(person().activitySummaries({ start: '2026-11-21', end: '2026-11-24', limit: 2 }))
      expect(days.map(({ date, move, moveUnit }) => [date, move, moveUnit])).toEqual([
        ['2026-11-21', 0, 'kcal'],
        ['2026-11-22', 320, 'kcal'],
        ['2026-11-23', 0, 'kcal'],
      ])
      const [last] = (
        await person().activitySummariesPage({ start: '2026-11-21', end: '2026-11-24', sort: 'descending', limit: 1 })
      ).items
      expect(last).toMatchObject({ date: '2026-11-23', paused: false })
    })
  })

  describe('the rings', () => {
    it('go on: all days first, then those that change', async () => {
      const updates = person().activitySummaryUpdates({ start: '2026-11-21', end: '2026-11-23' })
      expect((await updates.next()).value?.days).toMatchObject([
        { date: '2026-11-21' },
        { date: '2026-11-22', move: 0 },
      ])
      await person().save({ type: 'activeEnergyBurned', value: 20, start: iso(0), end: iso(60), source: 'watch' })
      const { value } = await updates.next()
      expect(value?.changed).toMatchObject([{ date: '2026-11-22', move: 20 }])
      expect(value?.days).toHaveLength(2)
      await updates.return?.()
    })
  })

  describe('characteristics', () => {
    it('are none where none is set', async () => {
      expect(await person().characteristics()).toEqual({})
    })
  })

  describe('statistics collections', () => {
    const daily = { type: 'stepCount', interval: 'P1D', timeZone: 'Europe/Berlin' } as const

    it('gives a bucket for each day of the calendar, the empty ones too', async () => {
      await person().save([steps(0, 100), steps(2 * 86_400, 50)])
      const window = { start: '2026-11-21T23:00:00Z', end: '2026-11-24T23:00:00Z' }
      const items = await take(person().statisticsCollection({ ...daily, ...window }))
      expect(items.map(({ start, sum, count }) => [start, sum, count])).toEqual([
        ['2026-11-21T23:00:00.000Z', 100, 1],
        ['2026-11-22T23:00:00.000Z', undefined, 0],
        ['2026-11-23T23:00:00.000Z', 50, 1],
      ])
      const page = await person().statisticsCollectionPage({ ...daily, ...window, limit: 2 })
      expect(page.items).toHaveLength(2)
      expect(await take(person().statisticsCollection({ ...daily, ...window, limit: 1 }))).toEqual(items)
    })

    it('cuts where the anchor says', async () => {
      await person().save(steps(0, 60))
      const hourly = { type: 'stepCount', interval: 'PT1H', anchorDate: noon - 300_000 } as const
      const items = await take(person().statisticsCollection({ ...hourly, start: noon, end: noon + 1_000 }))
      expect(items).toMatchObject([{ start: iso(-300), end: iso(3_300) }])
    })

    it('goes on: all buckets first, then those that change', async () => {
      await person().save(steps(0, 100))
      const updates = person().statisticsCollectionUpdates({
        type: 'stepCount',
        interval: 'PT1H',
        start: noon,
        end: noon + 2 * 3_600_000,
      })
      expect((await updates.next()).value).toMatchObject({ collection: [{ sum: 100 }, { count: 0 }] })
      const [uuid = ''] = await person().save(steps(3_600, 30))
      expect((await updates.next()).value).toMatchObject({
        changed: [{ sum: 30 }],
        collection: [{ sum: 100 }, { sum: 30 }],
      })
      await person().delete(uuid)
      expect((await updates.next()).value).toMatchObject({ collection: [{ sum: 100 }, { count: 0 }] })
      const waiting = updates.next()
      await updates.return?.()
      expect(await waiting).toEqual({ done: true, value: undefined })
    })

    it('refuses an interval that is none', async () => {
      await expect(person().statisticsCollectionPage({ type: 'stepCount', interval: 'often' })).rejects.toMatchObject({
        code: 'invalidArgument',
        errors: [{ pointer: '/interval' }],
      })
    })
  })
}
