import { describe, expect, it } from 'vitest'
import { every, fasterTimers, manualTimers } from '../../simulators/timers.js'

describe('manual timers', () => {
  it('do what falls due in the order of its time, also what is added meanwhile', () => {
    const timers = manualTimers(1000)
    const done: [string, number][] = []
    const note = (name: string) => () => void done.push([name, timers.clock()])
    timers.after(30, note('late'))
    timers.after(10, () => {
      note('early')()
      timers.after(5, note('between'))
    })
    timers.after(20, note('cancelled'))()
    timers.pass(100)
    expect(done).toEqual([
      ['early', 1010],
      ['between', 1015],
      ['late', 1030],
    ])
    expect(timers.clock()).toBe(1100)
    expect(timers.pending()).toBe(0)
  })
})

describe('every', () => {
  it('comes again without drift until it is ended, also by itself', () => {
    const timers = manualTimers(0)
    const times: number[] = []
    const end = every(timers, 250, () => {
      times.push(timers.clock())
      if (times.length === 4) end()
    })
    timers.pass(5000)
    expect(times).toEqual([250, 500, 750, 1000])
  })
})

describe('faster timers', () => {
  it('pass so many times as fast', () => {
    const timers = manualTimers(1000)
    const faster = fasterTimers(timers, 10)
    const times: number[] = []
    faster.after(500, () => times.push(faster.clock()))
    timers.pass(49)
    expect(times).toEqual([])
    timers.pass(1)
    expect(times).toEqual([1500])
  })
})
