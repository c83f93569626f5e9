import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fitCrc } from '../../src/exchange/fit/crc.js'
import * as made from '../exchange/fit/made-file.js'
import { clockAt, memoryStore } from '../session/begin.js'
import { importsInto, report } from './open.js'
import { seconds, told } from './told.js'

const { message, u8, u16, u32, record, session, lap, timer, fileId, fitOf, origin } = made

const beat = (second: number, rate = 120): number[] => record(second, [3, u8, rate])
const minute = seconds(0, 60).map((second) => beat(second))
const ride = fitOf(fileId(), ...minute, session({ elapsed: 60 }))
const another = fitOf(
  fileId(),
  ...seconds(7_200, 7_260).map((second) => beat(second)),
  session({ start: 7_200, elapsed: 60 }),
)
const rode = 'cycling 0-60 laps 60 at 120'
const rodeAgain = 'cycling 7200-7260 laps 60 at 120'

const bytesOfU32 = (value: number): number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff)
const compressed = [
  [0x40, 0, 0, 20, 0, 2, 253, 4, 0x86, 3, 1, 2],
  [0, ...bytesOfU32(origin), 120],
  [0x41, 0, 0, 20, 0, 1, 3, 1, 2],
  ...seconds(1, 60).map((second) => [0xa0 | ((origin + second) & 31), 120]),
]

/** A developer's field, as its description types it. */
const described = (baseType: number): number[] =>
  message(206, [
    ...([
      [0, u8, 0],
      [1, u8, 1],
      [2, u8, baseType],
      [14, u16, 20],
      [15, u8, 7],
    ] as const),
  ])
const developed = (second: number): number[] =>
  message(
    20,
    [
      [253, u32, origin + second],
      [3, u8, 120],
    ],
    { developer: [[1, 0, 1, 2, 3]] },
  )

const ofSize = (bytes: Uint8Array, size: number): Uint8Array => {
  const changed = Buffer.from(bytes)
  changed.writeUInt32LE(size, 4)
  return changed
}
const withLongHeader = (bytes: Uint8Array): Uint8Array => {
  const changed = Buffer.concat([bytes.subarray(0, 12), Buffer.alloc(6), bytes.subarray(12)])
  changed[0] = 18
  changed.writeUInt16LE(fitCrc(changed.subarray(0, -2)), changed.length - 2)
  return changed
}

describe('a FIT file', () => {
  it.each<readonly [string, Uint8Array, readonly string[]]>([
    ['with compressed time stamps', fitOf(fileId(), ...compressed, session({ elapsed: 60 })), [rode]],
    [
      'of the other byte order',
      fitOf(
        fileId(),
        ...seconds(0, 60).map((second) =>
          message(
            20,
            [
              [253, u32, origin + second],
              [3, u8, 120],
            ],
            { little: false },
          ),
        ),
        session({ elapsed: 60 }),
      ),
      [rode],
    ],
    [
      'with a developer field of an unknown type',
      fitOf(fileId(), described(0x55), ...seconds(0, 60).map(developed), session({ elapsed: 60 })),
      [rode],
    ],
    [
      'with a developer field that nothing describes',
      fitOf(fileId(), ...seconds(0, 60).map(developed), session({ elapsed: 60 })),
      [rode],
    ],
    [
      'with fields of unknown types and odd sizes',
      fitOf(
        fileId(),
        ...minute,
        message(20, [
          [253, u32, origin + 30],
          [3, 27, 1, 2, 3],
        ]),
        session({ elapsed: 60 }),
      ),
      [rode],
    ],
    ['without a file_id', fitOf(...minute, session({ elapsed: 60 })), [rode]],
    ['without a session, laps or events', fitOf(fileId(), ...minute), ['other 0-60 laps 60 at 120']],
    [
      'that a device left when it died',
      ofSize(fitOf(fileId(), ...minute).subarray(0, -2), 0),
      ['other 0-60 laps 60 at 120'],
    ],
    [
      'of two sessions of one sport',
      fitOf(
        fileId(),
        timer(0, true),
        ...minute,
        timer(60, false),
        timer(100, true),
        beat(100),
        beat(130),
        timer(130, false),
        session({ elapsed: 60 }),
        session({ start: 100, elapsed: 30 }),
      ),
      ['cycling 0-130 laps 90 at 120'],
    ],
    [
      'of two sports',
      fitOf(fileId(), ...minute, session({ elapsed: 30 }), session({ start: 30, elapsed: 30 }, 1)),
      ['swimBikeRun 0-60 laps 60 at 120'],
    ],
    [
      'with laps of no length',
      fitOf(
        fileId(),
        ...minute,
        lap({ elapsed: 0 }),
        lap({ elapsed: 20 }),
        lap({ start: 20, elapsed: 0 }),
        lap({ start: 20, elapsed: 40 }),
        lap({ start: 60, elapsed: 0 }),
        session({ elapsed: 60 }),
      ),
      ['cycling 0-60 laps 20,40 at 120'],
    ],
    ['with records out of order', fitOf(fileId(), ...minute.toReversed(), session({ elapsed: 60 })), [rode]],
    [
      'with records that have no time',
      fitOf(
        fileId(),
        ...minute,
        message(20, [
          [253, u32, 0xffffffff],
          [3, u8, 200],
        ]),
        session({ elapsed: 60 }),
      ),
      [rode],
    ],
    [
      'that was paused',
      fitOf(
        fileId(),
        timer(0, true),
        ...minute.slice(0, 21),
        timer(20, false),
        timer(40, true),
        ...minute.slice(40),
        timer(60, false),
        session({ elapsed: 60, timer: 40 }),
      ),
      ['cycling 0-60 laps 40 at 120'],
    ],
    [
      'whose heart rates were told afterwards',
      fitOf(
        fileId(),
        ...seconds(0, 60).map((second) => record(second)),
        message(132, [
          [253, u32, origin],
          [6, u8, 120],
          [9, u32, 1_024],
        ]),
        ...seconds(1, 30).map((second) => {
          const [one, other] = [2 * second - 1, 2 * second].map((at) => ((at + 1) * 1_024) & 0xfff)
          return message(132, [
            [6, u8, 120, 120],
            [10, 13, (one ?? 0) & 0xff, ((one ?? 0) >> 8) | (((other ?? 0) & 0xf) << 4), (other ?? 0) >> 4],
          ])
        }),
        session({ elapsed: 60 }),
      ),
      [rode],
    ],
    ['with a longer header', withLongHeader(ride), [rode]],
    ['with another behind it', Buffer.concat([ride, another]), [rode, rodeAgain]],
    ['with another behind it, packed', gzipSync(Buffer.concat([ride, another])), [rode, rodeAgain]],
    ['with itself behind it', Buffer.concat([ride, ride]), [rode]],
    [
      'with a part of another behind it',
      Buffer.concat([ride, fitOf(fileId(), ...seconds(7_200, 7_260).map((second) => beat(second))).subarray(0, -10)]),
      [rode, 'other 7200-7259 laps 59 at 120', 'truncated'],
    ],
    ['with rubbish behind it', Buffer.concat([ride, Buffer.from('rubbish')]), [rode, 'trailingBytes']],
    [
      'that is cut off',
      fitOf(fileId(), ...minute, session({ elapsed: 60 })).subarray(0, -20),
      ['other 0-60 laps 60 at 120', 'truncated'],
    ],
    ['that is cut off, packed', gzipSync(ride).subarray(0, -9), [rode, 'truncated']],
    ['whose checksum is none', Buffer.concat([ride.subarray(0, -2), Buffer.alloc(2)]), [rode, 'badChecksum']],
    [
      'with power that nobody has',
      fitOf(fileId(), ...minute, record(30, [7, u16, 60_000]), session({ elapsed: 60 })),
      [rode, 'implausible'],
    ],
    ['of a planned workout', fitOf(fileId(5), message(26, [[4, 0, 2]])), ['noRecords']],
    ['of nothing', fitOf(fileId()), ['noRecords']],
  ])('%s', async (_, bytes, expected) => {
    expect(await told(bytes)).toEqual(expected)
  })

  it('has the zone of its local time', async () => {
    const store = memoryStore(clockAt(Date.parse('2026-11-22T10:00:00Z')))
    const local = message(34, [
      [253, u32, origin + 60],
      [5, u32, origin + 60 + 7_200],
    ])
    await report(importsInto(store), fitOf(fileId(), ...minute, session({ elapsed: 60 }), local))
    const { items } = await store.samples('me', { types: ['heartRate'] })
    expect(new Set(items.map(({ timeZone }) => timeZone))).toEqual(new Set(['Etc/GMT-2']))
  })
})
