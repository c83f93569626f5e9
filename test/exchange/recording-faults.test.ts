import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRecording } from '../../src/exchange/read-recordings.js'
import { workoutBytes } from '../simulators/workout-fixtures.js'

const text = (xml: string): Uint8Array => new TextEncoder().encode(xml)
const refused = { name: 'HealthError', code: 'invalidArgument' }

/** FIT's CRC-16 (FIT protocol, § CRC), so that damage reaches the decoder and is not stopped by the checksum. */
const crc = (bytes: Uint8Array): number => {
  let value = 0
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xa001 : value >>> 1
  }
  return value
}

const sealed = (bytes: Uint8Array): Uint8Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  view.setUint16(bytes.length - 2, crc(bytes.subarray(0, bytes.length - 2)), true)
  return bytes
}

describe('a damaged file', () => {
  it.each(['run-rr-intervals.fit', 'run-three-laps.tcx'])('is refused wherever %s is cut short', async (file) => {
    const bytes = await workoutBytes(file)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 3 }), async (length) => {
        await expect(parseRecording(bytes.subarray(0, length))).rejects.toMatchObject(refused)
      }),
      { numRuns: 60 },
    )
  })

  it('is refused when a byte is wrong', async () => {
    const bytes = await workoutBytes('run-rr-intervals.fit')
    bytes[2000] = (bytes[2000] ?? 0) ^ 1
    await expect(parseRecording(bytes)).rejects.toMatchObject(refused)
  })

  it('is read or refused when it is wrong but well sealed', async () => {
    const whole = await workoutBytes('run-rr-intervals.fit')
    const damage = fc.array(
      fc.tuple(fc.integer({ min: 14, max: whole.length - 3 }), fc.integer({ min: 0, max: 255 })),
      {
        minLength: 1,
        maxLength: 20,
      },
    )
    await fc.assert(
      fc.asyncProperty(damage, async (places) => {
        const bytes = whole.slice()
        for (const [at, value] of places) bytes[at] = value
        const outcome = await parseRecording(sealed(bytes)).catch((error: unknown) => error)
        expect(outcome).toMatchObject(outcome instanceof Error ? refused : { readings: expect.any(Array) })
      }),
      { numRuns: 150 },
    )
  })

  it.each([
    ['nothing', text('')],
    ['another format', text('heart rate,power\n142,250\n')],
    ['no activity', text('<TrainingCenterDatabase/>')],
    ['names that every object has', text('<a><constructor/><__proto__/></a>')],
    ['bytes that are no text', new Uint8Array([0x3c, 0xff, 0xfe, 0x3e])],
    ['more than a file may be', new Uint8Array(16 * 1024 * 1024 + 1)],
  ])('is refused when it holds %s', async (_, bytes) => {
    await expect(parseRecording(bytes)).rejects.toMatchObject(refused)
  })
})

const point = (time: string, content = ''): string => `<Trackpoint><Time>${time}</Time>${content}</Trackpoint>`
const heartRate = (value: number): string => `<HeartRateBpm><Value>${value}</Value></HeartRateBpm>`
const tcx = (sport: string, ...tracks: readonly string[]): Uint8Array =>
  text(`<TrainingCenterDatabase xmlns:x="e"><Activities><Activity Sport="${sport}"><Lap StartTime="2026-05-01T10:00:00Z">
    ${tracks.map((track) => `<Track>${track}</Track>`).join('')}</Lap></Activity></Activities></TrainingCenterDatabase>`)

describe('a TCX file', () => {
  it('pauses between two tracks of a lap', async () => {
    const recording = await parseRecording(
      tcx(
        'Biking',
        point('2026-05-01T10:00:00Z', heartRate(90)) + point('2026-05-01T10:00:10Z', heartRate(95)),
        point('2026-05-01T10:01:00Z', heartRate(93)) + point('2026-05-01T10:01:20Z', heartRate(99)),
      ),
    )
    expect(recording).toMatchObject({ activityType: 'cycling', location: 'indoor', elapsed: 30 })
    expect(recording.pauses).toEqual([
      { start: Date.parse('2026-05-01T10:00:10Z'), end: Date.parse('2026-05-01T10:01:00Z') },
    ])
  })

  it('may use any prefix for power, and keeps a power of 0', async () => {
    const watts = (value: number): string => `<Extensions><x:TPX><x:Watts>${value}</x:Watts></x:TPX></Extensions>`
    const recording = await parseRecording(
      tcx('Biking', point('2026-05-01T10:00:00Z', watts(0)) + point('2026-05-01T10:00:01Z', watts(180))),
    )
    expect(recording.readings.map(({ type, value }) => [type, value])).toEqual([
      ['cyclingPower', 0],
      ['cyclingPower', 180],
    ])
  })

  it('has no sensor where heart rate, power or distance stay 0', async () => {
    const nothing = `${heartRate(0)}<DistanceMeters>0</DistanceMeters><Extensions><TPX><Watts>0</Watts></TPX></Extensions>`
    const recording = await parseRecording(
      tcx('Biking', point('2026-05-01T10:00:00Z', nothing) + point('2026-05-01T10:00:09Z', nothing)),
    )
    expect(recording.readings).toEqual([])
  })

  it('lets the last of two values for the same second win', async () => {
    const recording = await parseRecording(
      tcx(
        'Running',
        point('2026-05-01T10:00:00Z', heartRate(90)) +
          point('2026-05-01T10:00:00Z', heartRate(91)) +
          point('2026-05-01T10:00:05Z', heartRate(92)),
      ),
    )
    expect(recording.readings.map(({ value }) => value)).toEqual([91, 92])
  })

  it('gives the way of a pause to the time after it', async () => {
    const distance = (metres: number): string => `<DistanceMeters>${metres}</DistanceMeters>`
    const recording = await parseRecording(
      tcx(
        'Running',
        point('2026-05-01T10:00:00Z', distance(2)) + point('2026-05-01T10:00:10Z', distance(40)),
        point('2026-05-01T10:01:00Z', distance(41)) + point('2026-05-01T10:01:05Z', distance(60)),
      ),
    )
    const second = (at: number): number => (at - recording.start) / 1000
    expect(recording.readings.map(({ start, end, value }) => [second(start), second(end), value])).toEqual([
      [0, 10, 40],
      [60, 65, 20],
    ])
  })
})
