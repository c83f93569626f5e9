import { describe, expect, it } from 'vitest'
import { openStreaming, strap } from './stage.js'

describe('a sensor that was lost', () => {
  it('tries on what it heard while it waited, which a scan does not tell twice', async () => {
    const stage = await openStreaming()
    stage.sensor().toldOnce = true
    stage.sensor().refusals = 3
    stage.radio.drop(strap)
    await stage.time.advance(1_000)
    // A breath of a second after each failure, and the attempts between them.
    await stage.until('streaming', undefined, 8_000)
    expect(stage.heard.values.map(({ value }) => value)).toEqual(stage.sent)
  })

  it('is looked for without a break for three minutes while a workout waits for it, then now and then', async () => {
    const stage = await openStreaming({ workoutRuns: () => true })
    stage.sensor().advertising = false
    stage.radio.drop(strap)
    for (const minute of [1, 2]) {
      await stage.time.advance(60_000)
      for (let second = 0; second < 40; second += 1) {
        expect([minute, second, stage.radio.adapters()[0]?.discovering]).toEqual([minute, second, true])
        await stage.time.advance(500)
      }
    }
    await stage.time.advance(120_000)
    const seen = new Set<boolean | undefined>()
    for (let second = 0; second < 60; second += 1) {
      seen.add(stage.radio.adapters()[0]?.discovering)
      await stage.time.advance(1_000)
    }
    expect(seen).toEqual(new Set([true, false]))
  })
})
