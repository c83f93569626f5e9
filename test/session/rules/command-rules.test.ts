import { describe, expect, it } from 'vitest'
import type { WorkoutEvent } from '../../../src/health/workout.js'
import type { SessionCommand, SessionContext } from '../../../src/session/machine.js'
import { checkDetails } from '../../../src/session/rules/command-rules.js'
import { start } from '../begin.js'

const context: SessionContext = {
  ...{ id: 'a', user: 'me', source: 'watch', activityType: 'cycling', location: 'indoor', start, live: true },
  events: [],
}
const events = (length: number) =>
  Array.from({ length }, (_, index): WorkoutEvent => ({ event: 'marker', at: start + index }))
const activities = (length: number) =>
  Array.from({ length }, (_, index) => ({ activityType: 'cycling', location: 'indoor', start: start + index }) as const)
const command = (type: SessionCommand['type']): SessionCommand => ({ type, at: start + 100_000 })

describe('a workout with more events than anybody marks', () => {
  const full = { ...context, events: events(10_000) }

  it.each(['pause', 'resume', 'motionPaused', 'lap', 'segment', 'marker', 'next'] as const)('takes no %s', (type) => {
    expect(() => checkDetails({ ...context, events: events(9_999) }, command(type))).not.toThrow()
    expect(() => checkDetails(full, command(type))).toThrow(/at most 10000 events/)
  })

  it('takes no request that is two events', () => {
    const nearlyFull = { ...context, events: events(9_999) }
    expect(() => checkDetails(nearlyFull, command('pauseOrResumeRequest'))).toThrow(/at most 10000 events/)
  })

  it.each(['stop', 'end', 'finish', 'discard', 'endActivity'] as const)('can still be told to %s', (type) => {
    expect(() => checkDetails(full, command(type))).not.toThrow()
  })

  it('begins no more activities than that', () => {
    const begin = command('beginActivity')
    expect(() => checkDetails({ ...context, activities: activities(999) }, begin)).not.toThrow()
    expect(() => checkDetails({ ...context, activities: activities(1_000) }, begin)).toThrow(/at most 1000 activities/)
  })
})
