import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decoder, Stream } from '@garmin/fitsdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitCrc } from '../../../src/exchange/fit/crc.js'
import { FitDecoder } from '../../../src/exchange/fit/fit-decoder.js'
import type { FitEvent, FitMessage } from '../../../src/exchange/fit/message.js'

const folder = 'test/fixtures/workouts'
const files = readdirSync(folder).filter((name) => name.endsWith('.fit'))
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)))

const decode = (bytes: Uint8Array, chunk = bytes.length): FitEvent[] => {
  const decoder = new FitDecoder()
  const events: FitEvent[] = []
  for (let at = 0; at < bytes.length; at += Math.max(1, chunk))
    events.push(...decoder.push(bytes.subarray(at, at + chunk)))
  return [...events, ...decoder.end()]
}
const messagesOf = (events: readonly FitEvent[]): FitMessage[] =>
  events.flatMap((event) => (event.type === 'message' ? [event.message] : []))
const problemsOf = (events: readonly FitEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'problem' ? [event.problem.code] : []))

/** How many messages of each number Garmin's own decoder finds. */
function countsBySdk(bytes: Uint8Array): Map<number, number> {
  const counts = new Map<number, number>()
  const decoder = new Decoder(Stream.fromByteArray([...bytes]))
  decoder.read({
    includeUnknownData: true,
    mesgListener: (number: number) => counts.set(number, (counts.get(number) ?? 0) + 1),
  })
  return counts
}

const file = (data: readonly number[], { size = data.length } = {}): Uint8Array => {
  const header = [12, 0x20, 0, 0, size & 0xff, (size >> 8) & 0xff, 0, 0, 0x2e, 0x46, 0x49, 0x54]
  const crc = fitCrc(Uint8Array.from([...header, ...data]))
  return Uint8Array.from([...header, ...data, crc & 0xff, crc >> 8])
}
// A definition of `record` (20) with a time stamp and a heart rate, and one with the heart rate alone.
const defineFull = [0x40, 0, 0, 20, 0, 2, 253, 4, 0x86, 3, 1, 2]
const defineShort = [0x41, 0, 0, 20, 0, 1, 3, 1, 2]

describe('the FIT decoder', () => {
  it.each(files)('finds every message of %s that the SDK finds', (name) => {
    const bytes = bytesOf(name)
    const counts = new Map<number, number>()
    for (const { number } of messagesOf(decode(bytes))) counts.set(number, (counts.get(number) ?? 0) + 1)
    expect(counts).toEqual(countsBySdk(bytes))
    expect(problemsOf(decode(bytes))).toEqual([])
  })

  it('reads the same from chunks of any size', () => {
    const bytes = bytesOf('multisport-three-sessions.fit')
    expect(decode(bytes, 1)).toEqual(decode(bytes))
    expect(decode(bytes, 977)).toEqual(decode(bytes))
  })

  it('reads compressed time stamps, over their roll-over', () => {
    const at = 1_000_000_020
    const bytes = file([...defineFull, 0, 0x14, 0xca, 0x9a, 0x3b, 100, ...defineShort, 0xa0 | 24, 101, 0xa0 | 3, 102])
    expect(messagesOf(decode(bytes)).map(({ timestamp, fields }) => [timestamp, fields.get(3)])).toEqual([
      [at, 100],
      [at + ((24 - (at & 31) + 32) % 32), 101],
      [at + ((24 - (at & 31) + 32) % 32) + 11, 102],
    ])
  })

  it('reads chained files, each with its own definitions', () => {
    const one = bytesOf('run-rr-intervals.fit')
    const events = decode(Uint8Array.from([...one, ...one]))
    expect(events.filter(({ type }) => type === 'file')).toHaveLength(2)
    expect(messagesOf(events)).toHaveLength(2 * messagesOf(decode(one)).length)
  })

  it('tells what is whole of a file that is cut off', () => {
    const bytes = bytesOf('indoor-two-pauses.fit')
    const whole = messagesOf(decode(bytes))
    const cut = decode(bytes.subarray(0, 8_000))
    expect(problemsOf(cut)).toEqual(['truncated'])
    expect(messagesOf(cut)).toEqual(whole.slice(0, messagesOf(cut).length))
    expect(messagesOf(cut).length).toBeGreaterThan(100)
  })

  it('reads a file whose length was never filled in', () => {
    const bytes = file([...defineFull, 0, 0x14, 0xca, 0x9a, 0x3b, 100], { size: 0 }).subarray(0, -2)
    expect(messagesOf(decode(bytes))).toHaveLength(1)
    expect(problemsOf(decode(bytes))).toEqual([])
  })

  it('says that a checksum is wrong, and tells the messages', () => {
    const bytes = Uint8Array.from(bytesOf('run-rr-intervals.fit'))
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 0xff
    expect(problemsOf(decode(bytes))).toEqual(['badChecksum'])
  })

  it('goes on with the next file behind one that it cannot understand', () => {
    const broken = file([0x05, 1, 2, 3])
    const events = decode(Uint8Array.from([...broken, ...bytesOf('run-rr-intervals.fit')]))
    expect(problemsOf(events)).toEqual(['undefinedMessage'])
    expect(messagesOf(events).length).toBeGreaterThan(50)
  })

  it('says that something is no FIT at all', () => {
    expect(problemsOf(decode(new TextEncoder().encode('<?xml version="1.0"?><gpx/>')))).toEqual(['noFit'])
    expect(problemsOf(decode(new Uint8Array()))).toEqual(['noFit'])
  })

  it('never throws, and ends, whatever the bytes are', () => {
    const original = bytesOf('multisport-three-sessions.fit').subarray(0, 3_000)
    const damage = fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), { maxLength: 20 })
    fc.assert(
      fc.property(damage, fc.nat(original.length), (changes, length) => {
        const bytes = Uint8Array.from(original).subarray(0, length)
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        expect(decode(bytes, 500).length).toBeLessThan(10_000)
      }),
    )
  })
})
