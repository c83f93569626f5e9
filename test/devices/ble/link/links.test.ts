import { describe, expect, it } from 'vitest'
import { openStage, strap } from './stage.js'

describe('a sensor of ours', () => {
  it('is heard, linked, asked who it is, and streams', async () => {
    const stage = openStage()
    stage.own()
    stage.play()
    await stage.until('streaming')
    await stage.time.advance(3_000)
    expect(stage.heard.values.map(({ value }) => value)).toEqual(stage.sent)
    expect(stage.heard.facts).toEqual([{ device: 'sensor-0001', facts: { serial: 'S1', manufacturer: 'Maker' } }])
    expect(stage.heard.batteries).toEqual([80])
    expect(stage.heard.statuses).toEqual(['sensor-0001 online'])
    expect(stage.status()).toMatchObject({ attempts: 0, battery: 80, rssi: -60, reconnects: 0, rejected: 0 })
    expect(stage.radio.violations).toEqual([])
    await stage.bluetooth.close()
    expect(stage.radio.linksOf(strap)).toEqual([])
  })

  it('streams again within two seconds when its link drops', async () => {
    const stage = openStage()
    stage.own()
    stage.play()
    await stage.until('streaming')
    stage.radio.drop(strap)
    expect(stage.state()).toBe('waiting')
    await stage.until('streaming', undefined, 3_000)
    expect(stage.status()).toMatchObject({ reconnects: 1, lastError: { code: 'notConnected' } })
    expect(stage.heard.statuses).toEqual(['sensor-0001 online', 'sensor-0001 offline', 'sensor-0001 online'])
    expect(stage.heard.interrupts).toBeGreaterThanOrEqual(2)
  })
})
