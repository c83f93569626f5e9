import { describe, expect, it } from 'vitest'
import { type Given, noon, openForeignEngine, readyOf } from './foreign-engine.js'

describe('the sessions of a foreign device', () => {
  const stroke = (after: number, facts: object = {}): Given => ({
    topic: 'OpenRowingMonitor/cellar/metrics',
    payload: {
      ...{ timestamp: String((noon + after) / 1_000), heartrate: '141', totalDistance: '1', totalCalories: '1' },
      ...{ isSessionStart: false, isPauseStart: false, isPauseEnd: false, isSessionStop: false, ...facts },
    },
    after,
  })
  const row = async (workouts: boolean, ...messages: readonly Given[]) => {
    const engine = openForeignEngine(readyOf('openrowingmonitor', { workouts }))
    await engine.devices.introduce('rower-cellar', {})
    await engine.devices.assign('rower-cellar', 'me')
    for (const message of messages) await engine.send(message)
    return engine
  }
  const ride = [
    stroke(0, { isSessionStart: true }),
    stroke(2_000),
    stroke(4_000, { isPauseStart: true }),
    stroke(4_500, { isPauseStart: true }),
    stroke(9_000, { isPauseEnd: true }),
    stroke(12_000),
  ]

  it('are those of its owner, when that is wanted', async () => {
    const engine = await row(true, ...ride)
    expect(engine.sessions.active('me')).toMatchObject({ activityType: 'rowing', location: 'indoor', state: 'running' })
    await engine.send(stroke(15_000, { isSessionStop: true }))
    expect(engine.sessions.active('me')?.state ?? 'ended').toBe('ended')
  })

  it('are nobody’s otherwise', async () => {
    expect((await row(false, ...ride)).sessions.active('me')).toBeUndefined()
  })

  it('do not end another workout by what is said at connecting, or long ago', async () => {
    const engine = await row(true)
    await engine.sessions.start('me', { activityType: 'cycling', location: 'indoor' })
    await engine.send(stroke(0, { isSessionStop: true }))
    await engine.send(stroke(1_000))
    await engine.send({ ...stroke(2_000, { isSessionStop: true }), after: 200_000 })
    expect(engine.sessions.active('me')).toMatchObject({ activityType: 'cycling', state: 'running' })
  })
})
