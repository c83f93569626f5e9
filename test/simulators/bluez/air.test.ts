import { describe, expect, it } from 'vitest'
import { createAir } from '../../../simulators/bluez/air.js'
import { createCrowd } from '../../../simulators/peripheral/crowd.js'
import { createRandom } from '../../../simulators/seed.js'
import { manualTimers } from '../../../simulators/timers.js'
import { plainStrap } from './plain-strap.js'

const opened = () => {
  const timers = manualTimers(0)
  return { timers, air: createAir(timers, createRandom(1)) }
}

describe('the air', () => {
  it('carries sixty straps that broadcast twice a second for ten minutes, without a link', () => {
    const { timers, air } = opened()
    for (const { strap, ...placement } of createCrowd(60, 1)) air.place(strap, placement)
    const heard = new Map<string, number>()
    const rates = new Map<string, Set<number>>()
    air.listen((device) => {
      heard.set(device.address, (heard.get(device.address) ?? 0) + 1)
      const rate = device.peripheral.broadcast().manufacturerData?.get(0x006b)?.at(-1) ?? 0
      rates.set(device.address, (rates.get(device.address) ?? new Set()).add(rate))
    })
    timers.pass(600_000)
    expect(heard.size).toBe(60)
    expect([...new Set(heard.values())]).toEqual([1200])
    expect([...rates.values()].every((each) => each.size > 20)).toBe(true)
    expect(air.devices().some(({ isLinked }) => isLinked)).toBe(false)
  })

  it('hears nothing of a device that is linked, out of range, or does not advertise', () => {
    const { timers, air } = opened()
    const device = air.place(plainStrap(), { address: 'C0:FF:EE:00:00:01' })
    let heard = 0
    air.listen(() => heard++)
    const heardIn = (ms: number): number => {
      heard = 0
      timers.pass(ms)
      return heard
    }
    expect(heardIn(3000)).toBe(10)
    device.advertise(false)
    expect(heardIn(3000)).toBe(0)
    device.advertise(true)
    device.lose()
    expect(heardIn(3000)).toBe(0)
    device.back()
    device.attach({ onEnd: () => {}, onValue: () => {} })
    expect(heardIn(3000)).toBe(0)
    device.drop()
    expect(heardIn(3000)).toBe(10)
  })

  it('ends a link that was lost after its supervision time-out, unless it is back before', () => {
    const { timers, air } = opened()
    const device = air.place(plainStrap(), { address: 'C0:FF:EE:00:00:01' })
    const ends: string[] = []
    device.attach({ onEnd: (reason) => ends.push(reason), onValue: () => {} })
    device.lose()
    timers.pass(3000)
    device.back()
    timers.pass(10_000)
    expect(ends).toEqual([])
    device.lose()
    timers.pass(5000)
    expect(ends).toEqual(['timeout'])
  })

  it('tells values only while they are enabled, and not muted', () => {
    const { timers, air } = opened()
    const device = air.place(plainStrap(), { address: 'C0:FF:EE:00:00:01' })
    const values: Uint8Array[] = []
    device.attach({ onEnd: () => {}, onValue: (_, value) => values.push(value) })
    const heart = device.peripheral.services[0]?.characteristics[0]
    timers.pass(2000)
    if (heart !== undefined) device.enable(heart)
    timers.pass(2000)
    device.mute(true)
    timers.pass(2000)
    expect(values.map((value) => value[1])).toEqual([62, 63])
    expect(device.enabled()).toEqual(['2A37'])
  })
})
