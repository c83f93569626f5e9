import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameGuard } from '../../../../devices/mqtt/embedded/frame-guard.js'

/** A packet of this many bytes after its header. */
function frame(length: number): Uint8Array {
  const header = [0x30]
  let rest = length
  do {
    header.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0))
    rest >>= 7
  } while (rest > 0)
  return Uint8Array.from([...header, ...new Uint8Array(length)])
}

const join = (frames: readonly Uint8Array[]): Uint8Array => Buffer.concat(frames)

describe('frame guard', () => {
  it.each([0, 1, 127, 128, 16_383, 16_384, 100_000])('lets a packet of %d bytes through, and the next', (length) => {
    const guard = new FrameGuard(100_000)
    expect(guard.accepts(join([frame(length), frame(length)]))).toBe(true)
  })

  it('stops a packet past the limit at its header', () => {
    expect(new FrameGuard(1_000).accepts(frame(1_001).subarray(0, 3))).toBe(false)
  })

  it('stops a length that does not end', () => {
    expect(new FrameGuard(2 ** 30).accepts(Uint8Array.from([0x30, 0xff, 0xff, 0xff, 0xff]))).toBe(false)
  })

  it('trusts as far as it is told', () => {
    const guard = new FrameGuard(10)
    expect(guard.accepts(frame(10))).toBe(true)
    guard.limit = 20
    expect(guard.accepts(frame(20))).toBe(true)
    expect(guard.accepts(frame(21))).toBe(false)
  })

  it('judges the same however the stream is cut', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(lengths, fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (sizes, cuts) => {
        const stream = join(sizes.map(frame))
        const guard = new FrameGuard(300)
        let at = 0
        let isAccepted = true
        for (let turn = 0; at < stream.length && isAccepted; turn += 1) {
          const cut = cuts[turn % cuts.length] ?? 1
          isAccepted = guard.accepts(stream.subarray(at, at + cut))
          at += cut
        }
        expect(isAccepted).toBe(sizes.every((size) => size <= 300))
      }),
    )
  })
})
