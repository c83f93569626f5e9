import { describe, expect, it } from 'vitest'
import type { NewSample, Sample } from '../../../src/health/sample.js'
import type { QuantityTypeName } from '../../../src/health/type.js'
import type { SamplePageQuery, SortOrder } from '../../../src/store/health-store.js'
import { workoutSample } from '../../http/workout-sample.js'
import { beat, steps, ten } from '../../store/samples.js'
import { question } from './question.js'

const minute = 60_000

describe.each(['journal', 'blocks'] as const)('§ 9.3 sort descriptors, on quantities in the %s', (form) => {
  const asked = question(form)

  /** All pages of so many samples. */
  const pages = async (query: SamplePageQuery, limit: number): Promise<readonly Sample[]> => {
    const found: Sample[] = []
    let cursor: string | undefined
    do {
      const page = await asked.store.samples('me', { ...query, limit, cursor })
      expect(page.items.length).toBeLessThanOrEqual(limit)
      found.push(...page.items)
      cursor = page.cursor
    } while (cursor !== undefined)
    return found
  }

  const long = (from: number, to: number, value: number, device: string): NewSample =>
    steps(ten + from * minute, ten + to * minute, value, { device })
  // Several begin together, several end together, and the longest begins first and ends last.
  const spans = [
    long(0, 500, 1, 'a'),
    long(1, 3, 2, 'b'),
    long(1, 2, 3, 'c'),
    long(2, 3, 4, 'd'),
    long(3, 3, 5, 'e'),
    { ...long(1, 3, 6, 'f'), metadata: { note: 'a row of its own' } },
    ...Array.from({ length: 30 }, (_, at) => beat(ten + (at + 4) * minute, at)),
  ]

  const keyOf = (sample: Sample, { by }: SortOrder): number => (by === 'end' ? sample.end : sample.start)
  const naive = (orders: readonly SortOrder[], all: readonly Sample[]): readonly Sample[] => {
    const sign = ({ order }: SortOrder): number => (order === 'ascending' ? 1 : -1)
    const last = orders.at(-1) ?? { by: 'start', order: 'ascending' }
    const compare = (a: Sample, b: Sample): number => {
      for (const order of orders) {
        const difference = (keyOf(a, order) - keyOf(b, order)) * sign(order)
        if (difference !== 0) return difference
      }
      return (a.uuid < b.uuid ? -1 : 1) * sign(last)
    }
    return [...all].sort(compare)
  }

  it.each<readonly SortOrder[]>([
    [{ by: 'start', order: 'ascending' }],
    [{ by: 'start', order: 'descending' }],
    [{ by: 'end', order: 'ascending' }],
    [{ by: 'end', order: 'descending' }],
    [
      { by: 'start', order: 'ascending' },
      { by: 'end', order: 'descending' },
    ],
    [
      { by: 'end', order: 'descending' },
      { by: 'start', order: 'ascending' },
    ],
  ])('sorts before the limit, and goes on from every page: %j %j', async (...orders) => {
    await asked.save(...spans)
    const sort = orders.filter((order) => order !== undefined)
    const expected = naive(sort, await asked.ask({ limit: 1_000 }))
    for (const limit of [1, 2, 3, 1_000]) expect(await pages({ sort }, limit)).toEqual(expected)
    const window = { start: ten + 2 * minute, end: ten + 10 * minute }
    expect(await pages({ sort, ...window }, 2)).toEqual(naive(sort, await asked.ask({ ...window, limit: 1_000 })))
  })

  it('sorts by start, ascending, when nothing is said', async () => {
    await asked.save(...spans)
    expect(await asked.ask()).toEqual(await asked.ask({ sort: 'ascending' }))
    expect(await asked.ask({ sort: 'descending' })).toEqual([...(await asked.ask())].reverse())
  })

  const figure = (type: QuantityTypeName, sum: number) => ({
    [type]: { type, unit: '', start: 0, end: 0, sum, count: 1, sources: [] },
  })
  const workouts = [
    workoutSample(0, { elapsed: 300, statistics: figure('distanceCycling', 9_000) }),
    workoutSample(1, { elapsed: 100, statistics: figure('distanceWalkingRunning', 10_000) }),
    workoutSample(2, { elapsed: 200, statistics: figure('activeEnergyBurned', 50) }),
    workoutSample(3, { elapsed: 200, statistics: figure('flightsClimbed', 3) }),
    workoutSample(4, { elapsed: 50, statistics: figure('swimmingStrokeCount', 70) }),
  ]

  it.each<[SortOrder, string]>([
    [{ by: 'duration', order: 'ascending' }, '41230'],
    [{ by: 'duration', order: 'descending' }, '03214'],
    [{ by: 'distance', order: 'descending' }, '10432'],
    [{ by: 'distance', order: 'ascending' }, '01234'],
    [{ by: 'energy', order: 'ascending' }, '20134'],
    [{ by: 'flights', order: 'ascending' }, '30124'],
    [{ by: 'strokes', order: 'ascending' }, '40123'],
  ])('sorts workouts by %j, and those without the figure last', async (order, expected) => {
    await asked.save(...workouts, beat(ten, 60))
    const digits = (items: readonly Sample[]): string => items.map(({ uuid }) => uuid.at(-1)).join('')
    expect(digits(await asked.ask({ sort: [order] }))).toBe(expected)
    expect(digits(await pages({ sort: [order], types: ['workout'] }, 1))).toBe(expected)
  })

  it('sorts nothing but workouts by their figures', async () => {
    const query: SamplePageQuery = { types: ['heartRate'], sort: [{ by: 'distance', order: 'ascending' }] }
    await expect(asked.ask(query)).rejects.toMatchObject({
      code: 'invalidArgument',
      errors: [{ pointer: '/sort' }],
    })
  })

  it.each(['', '5', 'x_0193bbbb-0000-7000-8000-000000000000', '1_2_0193bbbb-0000-7000-8000-000000000000'])(
    'refuses the cursor %j',
    async (cursor) => {
      await expect(asked.ask({ cursor })).rejects.toMatchObject({ errors: [{ pointer: '/cursor' }] })
    },
  )
})
