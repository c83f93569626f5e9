import { describe, expect, test } from 'vitest'
import { wordsOf } from '../../../dashboard/src/sensors/state-words.js'
import type { Device } from '../../../dashboard/src/wire.js'

const now = Date.parse('2026-11-22T10:00:00Z')
const device = (more: Partial<Device>): Device => ({ id: 'strap', transport: 'ble', status: 'online', ...more })
const lastError = { detail: 'the connection was refused', remedy: 'come nearer' }

describe('a sensor of ours', () => {
  test.each([
    ['streaming', 'good', 'Live'],
    ['listening', 'good', 'Listening to its broadcast'],
    ['connecting', 'busy', 'Connecting'],
    ['stale', 'away', 'Connected, but silent'],
    ['searching', 'away', 'Not near, or asleep'],
    ['failed', 'bad', 'Needs you'],
  ] as const)('that is %s is %s: %s', (state, tone, text) => {
    expect(wordsOf(device({ state }), now)).toMatchObject({ tone, text })
  })

  test('says what went wrong, and how to mend it', () => {
    expect(wordsOf(device({ state: 'failed', lastError }), now)).toMatchObject({
      cause: 'The connection was refused.',
      mend: 'Come nearer.',
    })
    expect(wordsOf(device({ state: 'stale', lastError, advice: 'wet its contacts' }), now)).toMatchObject({
      cause: undefined,
      mend: 'Wet its contacts.',
    })
  })

  test('says nothing of an error that is over', () => {
    expect(wordsOf(device({ state: 'streaming', lastError, advice: 'x' }), now)).toEqual({ tone: 'good', text: 'Live' })
  })

  test('counts down to the next attempt', () => {
    const waiting = (ms: number) =>
      wordsOf(device({ state: 'waiting', nextAttempt: new Date(now + ms).toISOString() }), now).text
    expect(waiting(9_400)).toBe('Lost, trying again in 9 s')
    expect(waiting(400)).toBe('Lost, trying again')
  })

  test('in a state that a newer engine has is shown with its name', () => {
    expect(wordsOf(device({ state: 'dreaming' as 'stale' }), now)).toMatchObject({ tone: 'busy', text: 'dreaming' })
  })
})

test('a device without a link is as its status says', () => {
  const words = (['online', 'offline', 'unknown'] as const).map((status) => wordsOf(device({ status }), now).text)
  expect(words).toEqual(['Online', 'Offline', 'Not heard yet'])
})
