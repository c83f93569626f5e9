import { describe, expect, it } from 'vitest'
import type { Predicate, TimeWindow } from '../../../src/health/predicate/predicate.js'
import { steps, ten } from '../../store/samples.js'
import { question } from './question.js'

const minute = 60_000
const hour = 60 * minute
const spans = { A: [-5, 5], B: [0, 0], C: [59, 61], D: [60, 60], E: [-5, 0], F: [-5, 65] } as const

describe.each(['journal', 'blocks'] as const)('§ 9.1 time predicate, on quantities in the %s', (form) => {
  const asked = question(form)

  const found = async (window: Omit<TimeWindow, 'start' | 'end'>, wrap = (time: Predicate): Predicate => time) => {
    const uuids = await asked.save(
      ...Object.values(spans).map(([from, to], at) =>
        steps(ten + from * minute, ten + to * minute, at, { device: `d${at}` }),
      ),
    )
    const names = new Map(uuids.map((uuid, at) => [uuid, Object.keys(spans)[at] ?? '']))
    const text = await asked.named(wrap({ time: { start: ten, end: ten + hour, ...window } }), names)
    return [...text].sort().join('')
  }

  // A, B, C, D are those of § 25; E ends where the window begins, F is longer than it.
  it.each<[string, Omit<TimeWindow, 'start' | 'end'>, string]>([
    ['no option', {}, 'ABCF'],
    ['strictStartDate', { strictStartDate: true }, 'BC'],
    ['strictEndDate', { strictEndDate: true }, 'ABE'],
    ['both', { strictStartDate: true, strictEndDate: true }, 'B'],
  ])('§ 25 time windows [U]: what is found with %s', async (_, window, expected) => {
    expect(await found(window)).toBe(expected)
  })

  it('turned round with not', async () => {
    expect(await found({}, (time) => ({ not: time }))).toBe('DE')
  })

  it('has open sides', async () => {
    const uuids = await asked.save(steps(ten - hour, ten - hour, 1), steps(ten + 9 * hour, ten + 9 * hour, 2))
    const names = new Map(uuids.map((uuid, at) => [uuid, 'ab'[at] ?? '']))
    expect(await asked.named({ time: { start: ten } }, names)).toBe('b')
    expect(await asked.named({ time: { end: ten } }, names)).toBe('a')
    expect(await asked.named({ time: {} }, names)).toBe('ab')
  })

  it('finds nothing in a window that is empty or turned round, not even what reaches over it', async () => {
    await asked.save(steps(ten - hour, ten + hour, 1))
    expect(await asked.ask({ predicate: { time: { start: ten, end: ten } } })).toEqual([])
    expect(await asked.ask({ start: ten + 1, end: ten - 1, strict: ['strictStartDate'] })).toEqual([])
  })
})
