import { expect, it } from 'vitest'
import { openStage, strap } from './stage.js'

it('reconnects a thousand times with constant numbers of listeners, timers and entries', async () => {
  const stage = openStage()
  stage.own()
  stage.play()
  await stage.until('streaming')
  const counts = (): unknown => {
    const { watchers, turns, near, pending, radioListeners } = stage.bluetooth.figures()
    return { watchers, turns, near, pending, radioListeners, timers: stage.time.pending() }
  }
  await stage.time.advance(5_000)
  const before = counts()
  for (let times = 0; times < 1_000; times += 1) {
    stage.radio.drop(strap)
    await stage.until('streaming', undefined, 10_000)
  }
  await stage.time.advance(5_000)
  expect(counts()).toEqual(before)
  expect(stage.status().reconnects).toBe(1_000)
  expect(stage.heard.values.map(({ value }) => value)).toEqual(stage.sent)
  expect(stage.radio.violations).toEqual([])
  await stage.bluetooth.close()
  expect(stage.radio.listeners()).toBe(0)
})
