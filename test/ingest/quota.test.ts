import { describe, expect, it } from 'vitest'
import { createQuota } from '../../src/ingest/quota.js'

const begin = () => {
  const time = { now: 0 }
  const quota = createQuota(() => time.now, { inFlight: 100, perSecond: 10, burst: 50 })
  const pass = (device: string, quantities: number): void => quota.enter(device, quantities)()
  return { time, quota, pass }
}

describe('quota', () => {
  it('lets a burst through, and then the rate', () => {
    const { time, pass } = begin()
    pass('watch', 50)
    expect(() => pass('watch', 1)).toThrow(expect.objectContaining({ code: 'tooManyRequests' }))
    time.now = 1_000
    pass('watch', 10)
    expect(() => pass('watch', 1)).toThrow('quota')
  })

  it('holds no other device for it', () => {
    const { pass } = begin()
    pass('watch', 50)
    expect(() => pass('strap', 50)).not.toThrow()
  })

  it('bounds what is in flight', () => {
    const { time, quota } = begin()
    const leaves = [quota.enter('watch', 50)]
    time.now = 10_000
    leaves.push(quota.enter('watch', 50))
    time.now = 20_000
    expect(() => quota.enter('watch', 1)).toThrow('quota')
    for (const leave of leaves) leave()
    expect(() => quota.enter('watch', 1)).not.toThrow()
  })

  it('takes a delivery that is larger than the burst when the device was quiet', () => {
    const { pass } = begin()
    expect(() => pass('watch', 500)).not.toThrow()
    expect(() => pass('watch', 1)).toThrow('quota')
  })

  it('is not confused by a clock that jumps back', () => {
    const { time, pass } = begin()
    time.now = 100_000
    pass('watch', 50)
    time.now = 0
    expect(() => pass('watch', 1)).toThrow('quota')
    time.now = 5_000
    expect(() => pass('watch', 50)).not.toThrow()
  })
})
