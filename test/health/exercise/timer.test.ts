import { describe, expect, it } from 'vitest'
import {
  elapsedAt,
  lastToggle,
  layersAt,
  pausedBy,
  timerSpanAt,
  timerSpans,
} from '../../../src/health/exercise/timer.js'
import type { WorkoutEvent } from '../../../src/health/workout.js'

/** Epoch ms of a time of day, `10:15` or `10:15:30`. */
const at = (time: string): number => Date.parse(`2026-11-22T${time.length === 5 ? `${time}:00` : time}Z`)
const pause = (time: string): WorkoutEvent => ({ event: 'pause', at: at(time) })
const resume = (time: string): WorkoutEvent => ({ event: 'resume', at: at(time) })
const begun = (...events: readonly WorkoutEvent[]) => ({ start: at('10:00'), events })

describe('§ 25 elapsed time', () => {
  const onePause = begun(pause('10:10'), resume('10:15'))

  it.each([
    { says: 'before the start', time: '09:59', seconds: 0 },
    { says: 'in a pause', time: '10:12', seconds: 600 },
    { says: 'after it', time: '10:20', seconds: 900 },
  ])('stands at $seconds s $says', ({ time, seconds }) => {
    expect(elapsedAt(onePause, at(time))).toBe(seconds)
  })

  it('is not changed by a redundant pause', () => {
    expect(elapsedAt(begun(...onePause.events, pause('10:11')), at('10:20'))).toBe(900)
  })

  it('falls when a pause of the past is delivered', () => {
    expect(elapsedAt(begun(...onePause.events, pause('10:02'), resume('10:03')), at('10:20'))).toBe(840)
  })

  it('does not count the time from the last pause to the end', () => {
    const ended = { ...begun(...onePause.events, pause('10:25')), end: at('10:30') }
    expect(elapsedAt(ended, at('10:30'))).toBe(1_200)
    expect(elapsedAt(ended, at('10:59'))).toBe(1_200)
  })

  it('ignores a resume before any pause', () => {
    expect(elapsedAt(begun(resume('10:01')), at('10:20'))).toBe(1_200)
  })

  it('ends at the end what was not paused', () => {
    expect(timerSpans({ ...begun(), end: at('10:30') })).toEqual([{ start: at('10:00'), end: at('10:30') }])
  })
})

describe('a pause for lack of motion', () => {
  const motion = (event: 'motionPaused' | 'motionResumed', time: string): WorkoutEvent => ({ event, at: at(time) })
  const standing = [motion('motionPaused', '10:05'), motion('motionResumed', '10:08')]

  it('stops the timer, like one by hand', () => {
    expect(elapsedAt(begun(...standing), at('10:06'))).toBe(300)
    expect(elapsedAt(begun(...standing), at('10:20'))).toBe(1_020)
  })

  it('is outlasted by a pause by hand in it', () => {
    expect(elapsedAt(begun(...standing, pause('10:06'), resume('10:12')), at('10:20'))).toBe(780)
  })

  it('ends when the person resumes', () => {
    expect(elapsedAt(begun(...standing, resume('10:06')), at('10:20'))).toBe(1_140)
    expect(pausedBy(begun(motion('motionPaused', '10:05'), pause('10:06'), resume('10:07')))).toBeUndefined()
  })

  it('is told apart from one by hand', () => {
    expect(pausedBy(begun(motion('motionPaused', '10:05')))).toBe('motion')
    expect(pausedBy(begun(pause('10:04'), motion('motionPaused', '10:05')))).toBe('hand')
    expect(pausedBy(begun(...standing))).toBeUndefined()
  })

  it('has not stopped the timer of a record whose time says so', () => {
    const record = { ...begun(...standing, pause('10:10'), resume('10:15')), end: at('10:20') }
    expect(timerSpans({ ...record, elapsed: 720 })).toHaveLength(3)
    expect(timerSpans({ ...record, elapsed: 900 })).toEqual([
      { start: at('10:00'), end: at('10:10') },
      { start: at('10:15'), end: at('10:20') },
    ])
  })
})

describe('the timer at an instant', () => {
  const workout = begun(pause('10:10'), resume('10:15'))

  it('is paused from the pause on and runs from the resume on', () => {
    expect(['10:09:59', '10:10', '10:14:59', '10:15'].map((time) => layersAt(workout, at(time)).hand)).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('does not hold what was read at the very instant of the pause', () => {
    const spans = timerSpans(workout)
    expect(timerSpanAt(spans, at('10:10'))).toBeUndefined()
    expect(timerSpanAt(spans, at('10:12'))).toBeUndefined()
    expect(timerSpanAt(spans, at('10:15'))?.start).toBe(at('10:15'))
  })

  it('holds what was read at the very end, unless that was a pause', () => {
    const end = at('10:30')
    expect(timerSpanAt(timerSpans({ ...workout, end }), end, end)?.end).toBe(end)
    expect(timerSpanAt(timerSpans({ ...begun(pause('10:25')), end }), end, end)).toBeUndefined()
  })

  it('is that of the end, whatever was told of later', () => {
    const orphaned = { ...begun(pause('10:25'), resume('10:40')), end: at('10:30') }
    expect(timerSpans(orphaned)).toEqual([{ start: at('10:00'), end: at('10:25') }])
  })

  it('was last toggled when the latest event says so, whatever the order of arrival', () => {
    expect(lastToggle(begun(pause('10:10'), resume('10:15'), pause('10:02')))).toBe(at('10:15'))
    expect(lastToggle(begun())).toBeUndefined()
  })
})
