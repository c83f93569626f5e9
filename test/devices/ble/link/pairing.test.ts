import { describe, expect, it } from 'vitest'
import { fakeSensor } from '../fake-sensor.js'
import { bytesOf, openStage, strap } from './stage.js'

const known = { device: 'sensor-0001', address: strap, settings: {} }

/** A stage where a scan for a person goes on that has told of one strap, and will not again. */
const openScanning = async () => {
  const stage = openStage()
  stage.radio.addSensor(fakeSensor(strap, { toldOnce: true }))
  void stage.bluetooth.scan(60)
  await stage.time.advance(2_000)
  stage.play()
  /** Looks at the strap until its first value has come. */
  const glance = async () => {
    const end = new AbortController()
    const values = stage.bluetooth.blink(strap, 20, end.signal)[Symbol.asyncIterator]()
    const first = values.next()
    await stage.time.advance(3_000)
    stage.radio.notify(strap, '2A37', bytesOf(61))
    await first
    return { end: () => end.abort(), rest: () => values.next() }
  }
  return { ...stage, glance }
}

describe('a sensor that becomes ours', () => {
  it('is linked at once when it was heard, though the scan that goes on tells nothing new of it', async () => {
    const { bluetooth, until, radio } = await openScanning()
    bluetooth.add(known)
    await until('streaming', undefined, 5_000)
    expect(radio.violations).toEqual([])
    await bluetooth.close()
  })

  it('keeps the link that a blink has made when the blink ends', async () => {
    const { bluetooth, until, radio, time, glance } = await openScanning()
    const { end, rest } = await glance()
    bluetooth.add(known)
    end()
    const over = rest()
    await until('streaming', undefined, 10_000)
    await over
    await time.advance(10_000)
    expect(bluetooth.sensors()).toMatchObject([{ state: 'streaming', reconnects: 0 }])
    expect(radio.violations).toEqual([])
    await bluetooth.close()
  })

  it('is linked soon when the blink of it has just ended', async () => {
    const { bluetooth, until, glance } = await openScanning()
    const { end, rest } = await glance()
    end()
    const over = rest()
    bluetooth.add(known)
    await until('streaming', undefined, 10_000)
    await over
    await bluetooth.close()
  })
})
