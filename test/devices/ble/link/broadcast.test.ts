import { expect, it } from 'vitest'
import { adapter, openStage, strap } from './stage.js'

const addressOf = (index: number): string => `C0:FF:EE:00:01:${index.toString(16).padStart(2, '0').toUpperCase()}`
const deviceOf = (index: number): string => `sensor-01${index.toString(16).padStart(2, '0')}`

it('hears sixty straps at 2 Hz for ten minutes without a connection, each once a second', async () => {
  const stage = openStage()
  for (let index = 0; index < 60; index += 1)
    stage.own(
      addressOf(index),
      { broadcastOnly: true },
      { manufacturerData: new Map([[0x6b, Uint8Array.of(60 + index)]]) },
    )
  await stage.time.advance(600_000)
  expect(stage.radio.scanOf(adapter)).toBe('everything')
  expect(stage.radio.connects).toBe(0)
  for (let index = 0; index < 60; index += 1) {
    const values = stage.heard.values.filter(({ device }) => device === deviceOf(index))
    expect(new Set(values.map(({ value }) => value))).toEqual(new Set([60 + index]))
    expect(values.length).toBeGreaterThanOrEqual(599)
    expect(values.length).toBeLessThanOrEqual(601)
    expect(stage.state(deviceOf(index))).toBe('listening')
    expect(stage.time.clock() - (stage.status(deviceOf(index)).lastData ?? 0)).toBeLessThanOrEqual(1_000)
  }
  expect(stage.bluetooth.near()).toHaveLength(60)
  await stage.bluetooth.close()
})

it('says that a strap is stale five seconds after its last word', async () => {
  const stage = openStage()
  const sensor = stage.own(strap, { broadcastOnly: true }, { manufacturerData: new Map([[0x6b, Uint8Array.of(70)]]) })
  await stage.time.advance(3_000)
  expect(stage.state()).toBe('listening')
  sensor.advertising = false
  await stage.until('stale', undefined, 5_100)
  expect(stage.status().since - (stage.status().lastData ?? 0)).toBe(5_000)
  sensor.advertising = true
  await stage.until('listening', undefined, 1_000)
  expect(stage.heard.statuses).toEqual(['sensor-0001 online', 'sensor-0001 offline', 'sensor-0001 online'])
})

it('goes over from listening to connecting and back when that is wished', async () => {
  const stage = openStage()
  stage.own(strap, { broadcastOnly: true }, { manufacturerData: new Map([[0x6b, Uint8Array.of(70)]]) })
  await stage.time.advance(3_000)
  stage.bluetooth.change('sensor-0001', {})
  stage.play()
  await stage.until('streaming', undefined, 5_000)
  stage.bluetooth.change('sensor-0001', { broadcastOnly: true })
  await stage.until('listening', undefined, 5_000)
  expect(stage.radio.linksOf(strap)).toEqual([])
})
