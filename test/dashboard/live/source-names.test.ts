import { expect, test } from 'vitest'
import { announceHandover, handoverNote, sourceName } from '../../../dashboard/src/live/source-names.js'
import type { Device, SourceChange } from '../../../dashboard/src/wire.js'

const devices: Readonly<Record<string, Device>> = { 'h10-a1': { id: 'h10-a1', name: 'Polar H10', status: 'online' } }
const strap = { source: 'app', device: 'h10-a1' }
const watch = { source: 'forerunner' }
const change: SourceChange = { type: 'heartRate', from: strap, to: watch, at: '', reason: 'stale' }

test('a source is called what its device is called, else by its own name', () => {
  expect(sourceName(strap, devices)).toBe('Polar H10')
  expect(sourceName(watch, devices)).toBe('forerunner')
  expect(sourceName({ source: '__proto__' }, devices)).toBe('__proto__')
})

test('a change of source is news for twelve seconds, with its reason', () => {
  const note = (reason: SourceChange['reason'], now: number) =>
    handoverNote({ ...change, reason, receivedAt: 1_000 }, devices, now)
  expect(note('stale', 13_000)).toBe('lost Polar H10')
  expect(note('preferred', 1_000)).toBe('instead of Polar H10')
  expect(note('returned', 1_000)).toBe('back again')
  expect(note('stale', 13_001)).toBeUndefined()
  expect(handoverNote(undefined, devices, 0)).toBeUndefined()
})

test('a screen reader hears what a value comes from now', () => {
  expect(announceHandover(change, devices)).toBe('Heart rate now comes from forerunner')
})
