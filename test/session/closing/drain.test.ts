import { expect, it } from 'vitest'
import type { Sample } from '../../../src/health/sample.js'
import { Drain } from '../../../src/session/closing/drain.js'

const heard = (device: string, end: number): Sample => ({ kind: 'quantity', device, source: device, end }) as Sample

it('keeps the sensors heard last in mind, however many names there are', async () => {
  const drain = new Drain()
  drain.note([heard('strap', 9_000)])
  drain.note(Array.from({ length: 300 }, (_, index) => heard(`name-${index}`, 1_000)))
  expect(await drain.wait(10_000, 13_000)).toBe(true)
  drain.note(Array.from({ length: 255 }, (_, index) => heard(`other-${index}`, 1_000)))
  drain.note([heard('strap', 9_500)])
  const waiting = drain.wait(10_000, 13_000)
  drain.note([heard('strap', 10_000)])
  expect(await waiting).toBe(true)
})
