import { describe, expect, it } from 'vitest'
import { workoutEvents } from '../../src/health/rules/workout-events.js'
import {
  categorySample,
  correlationSample,
  quantitySample,
  seriesSample,
  workoutSample,
} from '../../src/health/sample-rules.js'
import type { WorkoutEvent } from '../../src/health/workout.js'
import { refusalOf } from './refusal.js'
import { ride } from './ride.js'

const from = { start: 1000, source: 'importer' }

describe('a sample made in code', () => {
  it('is a quantity in its canonical unit', () => {
    expect(quantitySample({ ...from, type: 'height', value: 180, unit: 'cm' })).toMatchObject({
      kind: 'quantity',
      type: 'height',
      value: 1.8,
      start: 1000,
      end: 1000,
      source: 'importer',
    })
  })

  it('is of a type that only the system makes, too', () => {
    expect(quantitySample({ ...from, type: 'appleExerciseTime', value: 1 }).value).toBe(1)
  })

  it('is a series', () => {
    const times = [1000, 2000]
    expect(seriesSample({ ...from, type: 'heartRate', times, values: [60, 61] })).toMatchObject({ times, end: 2000 })
  })

  it('is a category by the name of its case', () => {
    expect(categorySample({ ...from, type: 'sleepAnalysis', value: 'awake' }).value).toBe(2)
  })

  it('is a correlation whose objects come from where it comes from', () => {
    const { objects } = correlationSample({
      ...from,
      device: 'cuff',
      type: 'bloodPressure',
      objects: [
        { type: 'bloodPressureSystolic', value: 120 },
        { type: 'bloodPressureDiastolic', value: 80 },
      ],
    })
    expect(objects).toMatchObject([
      { value: 120, source: 'importer', device: 'cuff', start: 1000 },
      { value: 80, source: 'importer', device: 'cuff', start: 1000 },
    ])
  })

  it('is a workout under its own id', () => {
    const sample = workoutSample(ride, { source: 'watch' })
    expect(sample).toMatchObject({ kind: 'workout', uuid: ride.id, start: ride.start, end: ride.end })
  })

  it.each([
    ['an end before its start', () => quantitySample({ ...from, type: 'height', value: 1, end: 999 }), ['/end']],
    ['a time before 1970', () => quantitySample({ ...from, type: 'height', value: 1, start: -1 }), ['/start']],
    ['no number', () => quantitySample({ ...from, type: 'height', value: Number.NaN }), ['/value']],
    ['a foreign unit', () => quantitySample({ ...from, type: 'height', value: 1, unit: 's' }), ['/unit']],
    ['no case of its type', () => categorySample({ ...from, type: 'sleepAnalysis', value: 'off' }), ['/value']],
    ['no quantities', () => seriesSample({ ...from, type: 'heartRate', times: [], values: [] }), ['/values']],
    [
      'a workout that has no activity',
      () => workoutSample({ ...ride, activities: [] }, { source: 'watch' }),
      ['/activities'],
    ],
    [
      'a workout that ends before it starts',
      () => workoutSample({ ...ride, end: ride.start - 1 }, { source: 'watch' }),
      ['/end'],
    ],
    ['more elapsed than total time', () => workoutSample({ ...ride, elapsed: 1801 }, { source: 'watch' }), ['/total']],
  ])('with %s is refused', (_, make, pointers) => {
    expect(refusalOf(make)).toEqual({ code: 'invalidArgument', pointers })
  })
})

describe('the events of a workout', () => {
  const at = (event: WorkoutEvent['event'], second: number): WorkoutEvent => ({ event, at: second * 1000 })

  it('are kept in the order they happened', () => {
    expect(workoutEvents([at('lap', 20), at('pause', 10), at('resume', 15)]).map(({ event }) => event)).toEqual([
      'pause',
      'resume',
      'lap',
    ])
  })

  it('lose pauses and resumes that change nothing', () => {
    const events = [at('pause', 10), at('pause', 11), at('resume', 15), at('resume', 16), at('pause', 20)]
    expect(workoutEvents(events)).toEqual([at('pause', 10), at('resume', 15), at('pause', 20)])
  })

  it.each([
    ['a resume before any pause', [at('marker', 1), at('resume', 2)], '/events/1/event'],
    ['a marker with a length', [{ ...at('marker', 1), end: 2000 }], '/events/0/end'],
    ['a lap that ends before it begins', [{ ...at('lap', 2), end: 1000 }], '/events/0/end'],
    ['a time that is none', [at('lap', Number.NaN)], '/events/0/at'],
  ])('with %s are refused', (_, events, pointer) => {
    expect(refusalOf(() => workoutEvents(events))).toEqual({ code: 'invalidArgument', pointers: [pointer] })
  })

  it.each(['lap', 'segment'] as const)('have a length when they are a %s', (event) => {
    const events = [{ ...at(event, 1), end: 2000 }]
    expect(workoutEvents(events)).toEqual(events)
  })
})
