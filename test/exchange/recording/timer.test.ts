import { describe, expect, it } from 'vitest'
import type { RecordedActivity } from '../../../src/exchange/recording/recorded-activity.js'
import { lapMarks, runningSpans, timerSpans } from '../../../src/exchange/recording/timer.js'

const mark = (at: number, running: boolean) => ({ at, running })
const activity = (facts: Partial<RecordedActivity>): RecordedActivity => ({
  sport: 'cycling',
  hasPosition: false,
  records: [{ at: 0 }, { at: 90_000 }],
  timer: [],
  laps: [],
  summary: {},
  beats: [],
  parts: [],
  ...facts,
})

describe('timer spans', () => {
  it('open with a start and close with a stop', () => {
    const marks = [mark(0, true), mark(10, false), mark(20, true), mark(30, false)]
    expect(timerSpans(marks, { start: 0, end: 30 })).toEqual([
      { start: 0, end: 10 },
      { start: 20, end: 30 },
    ])
  })

  it('take no notice of a second start or stop', () => {
    const marks = [mark(0, false), mark(5, true), mark(8, true), mark(10, false), mark(12, false)]
    expect(timerSpans(marks, { start: 0, end: 30 })).toEqual([{ start: 5, end: 10 }])
  })

  it('begin with the first record when a stop comes first', () => {
    const marks = [mark(10, false), mark(20, true), mark(30, false)]
    expect(timerSpans(marks, { start: 2, end: 40 })).toEqual([
      { start: 2, end: 10 },
      { start: 20, end: 30 },
    ])
    expect(timerSpans([mark(5, true)], { start: 2, end: 8 })).toEqual([{ start: 5, end: 8 }])
  })

  it('end with the last record when nothing stops them', () => {
    expect(timerSpans([mark(5, true)], { start: 0, end: 30 })).toEqual([{ start: 5, end: 30 }])
    expect(timerSpans([mark(5, true)], { start: 0, end: 5 })).toEqual([])
  })
})

describe('running spans', () => {
  it('go from the first record to the last without timer events', () => {
    expect(runningSpans(activity({}))).toEqual([{ start: 0, end: 90_000 }])
  })

  it('end where the summary says', () => {
    expect(runningSpans(activity({ summary: { timer: 91.25 } }))).toEqual([{ start: 0, end: 91_250 }])
  })

  it('go on while there are records, as the summary says, when a start is missing', () => {
    const timer = [{ start: 0, end: 30_000 }]
    expect(runningSpans(activity({ timer, summary: { timer: 89 } }))).toEqual([{ start: 0, end: 89_000 }])
    expect(runningSpans(activity({ timer, summary: { timer: 200 } }))).toEqual(timer)
  })

  it('end where the events say when the summary is far from them', () => {
    expect(runningSpans(activity({ summary: { timer: 60 } }))).toEqual([{ start: 0, end: 90_000 }])
  })

  it('are joined where they touch or overlap', () => {
    const timer = [
      { start: 0, end: 20_000 },
      { start: 20_000, end: 40_000 },
      { start: 30_000, end: 90_000 },
    ]
    expect(runningSpans(activity({ timer }))).toEqual([{ start: 0, end: 90_000 }])
  })
})

describe('lap marks', () => {
  const spans = [
    { start: 0, end: 10_000 },
    { start: 20_000, end: 40_000 },
  ]

  it('are laid out by timer lengths, past the pauses', () => {
    const laps = [8.5, 6, 15.5].map((timer) => ({ start: 0, timer }))
    expect(lapMarks(laps, spans)).toEqual([8500, 24_500])
  })

  it('stand at the beginning of a pause when the lap ends there', () => {
    expect(
      lapMarks(
        [
          { start: 0, timer: 10 },
          { start: 0, timer: 20 },
        ],
        spans,
      ),
    ).toEqual([10_000])
  })

  it('are the start times when a lap has no length', () => {
    expect(lapMarks([{ start: 0 }, { start: 25_000, timer: 3 }], spans)).toEqual([25_000])
  })

  it('are never at the start, at the end or beyond', () => {
    expect(
      lapMarks(
        [
          { start: 0, timer: 30 },
          { start: 0, timer: 30 },
          { start: 0, timer: 1 },
        ],
        spans,
      ),
    ).toEqual([])
  })
})
