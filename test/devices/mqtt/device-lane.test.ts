import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DeviceLane } from '../../../devices/mqtt/device-lane.js'
import { createGate } from './recorded-handlers.js'

it('starts overlapping tasks at once', () => {
  const lane = new DeviceLane()
  const started: number[] = []
  for (const task of [1, 2, 3]) void lane.run('overlap', async () => started.push(task))
  expect(started).toEqual([1, 2, 3])
})

it('goes on after a task that failed', async () => {
  const lane = new DeviceLane()
  const failed = lane.run('alone', () => Promise.reject(new Error('no')))
  const next = lane.run('overlap', async () => 'yes')
  await expect(failed).rejects.toThrow('no')
  expect(await next).toBe('yes')
  expect(lane.size).toBe(0)
})

it('keeps the order of every lone task against all others', async () => {
  const kinds = fc.array(fc.constantFrom('overlap', 'alone'), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(kinds, fc.infiniteStream(fc.nat()), async (orders, picks) => {
      const lane = new DeviceLane()
      const log: string[] = []
      const gates = orders.map(() => createGate())
      const tasks = orders.map((order, index) =>
        lane.run(order, async () => {
          log.push(`start ${index}`)
          await gates[index]?.promise
          log.push(`end ${index}`)
        }),
      )
      const shuffled = gates.map((gate) => ({ gate, at: picks.next().value ?? 0 })).sort((a, b) => a.at - b.at)
      for (const { gate } of shuffled) gate.open()
      await Promise.all(tasks)
      orders.forEach((order, index) => {
        if (order !== 'alone') return
        const begun = log.indexOf(`start ${index}`)
        for (let before = 0; before < index; before += 1) expect(log.indexOf(`end ${before}`)).toBeLessThan(begun)
        const over = log.indexOf(`end ${index}`)
        for (let after = index + 1; after < orders.length; after += 1) {
          expect(log.indexOf(`start ${after}`)).toBeGreaterThan(over)
        }
      })
      expect(lane.size).toBe(0)
    }),
  )
})

it('says when nothing runs or waits any more', async () => {
  const idle: number[] = []
  const lane = new DeviceLane(() => idle.push(lane.size))
  const tasks = (['overlap', 'alone', 'overlap'] as const).map((order) => lane.run(order, async () => order))
  expect(lane.size).toBe(3)
  await Promise.all(tasks)
  expect(idle).toEqual([0])
})
