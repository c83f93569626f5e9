import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { demoAthlete } from '../../simulators/athlete.js'
import { withFaults } from '../../simulators/faults.js'
import type { Ride } from '../../simulators/ride.js'
import { simulatedRide } from '../../simulators/simulated-ride.js'
import { birthOf, messagesOf } from '../../simulators/watch-messages.js'
import { quantityReading } from '../../src/exchange/recording/quantity-reading.js'

const start = Date.parse('2026-05-01T10:00:00Z')
const ride = (seed: number, minutes = 25) => simulatedRide({ seed, minutes, start, athlete: demoAthlete })
const watch = { device: 'sim-watch', user: 'me', seed: 1 }
const bytesOf = (seed: number): string =>
  [...messagesOf(withFaults(ride(seed, 5), ['spike', 'reorder'], seed), { ...watch, seed })]
    .map(({ topic, payload }) => `${topic} ${payload}\n`)
    .join('')
const samplesSchema = z.object({ seq: z.number(), samples: z.array(z.object({ type: z.string(), start: z.string() })) })

describe('the messages of a watch', () => {
  it('are the same bytes for the same seed, and others for another', () => {
    expect(bytesOf(1)).toBe(bytesOf(1))
    expect(bytesOf(1)).not.toBe(bytesOf(2))
  })

  it('tell of the start, the laps and the end at their places', () => {
    const events = [...messagesOf(ride(1), watch)].filter(({ kind }) => kind === 'workout')
    expect(events).toHaveLength(11)
    expect(events[0]).toMatchObject({ topic: 'vitald/devices/sim-watch/workout', retain: false })
    expect(JSON.parse(events[0]?.payload ?? '')).toEqual({
      event: 'start',
      at: '2026-05-01T10:00:00.000Z',
      activityType: 'cycling',
      location: 'indoor',
    })
    expect(JSON.parse(events.at(-1)?.payload ?? '')).toEqual({ event: 'end', at: '2026-05-01T10:25:00.000Z' })
  })

  it('bring the samples of a second together, numbered', () => {
    const batches = [...messagesOf(ride(1, 2), watch)].filter(({ kind }) => kind === 'samples')
    for (const [index, batch] of batches.entries()) {
      const { seq, samples } = samplesSchema.parse(JSON.parse(batch.payload))
      expect(seq).toBe(index)
      expect(samples).toHaveLength(batch.samples)
    }
    expect(batches.reduce((sum, batch) => sum + batch.samples, 0)).toBe(2 * 60 * 6)
    expect(batches.length).toBeLessThan(2 * 60 + 12)
  })

  it('write a sample as the contract has it: canonical unit, an end only where there is a span', () => {
    const seconds = (from: number, to: number) => ({ start: start + from * 1000, end: start + to * 1000 })
    const readings = [
      quantityReading('heartRate', 142, seconds(1, 1)),
      quantityReading('distanceCycling', 8.5, seconds(0, 1)),
    ]
    const small: Ride = {
      ...ride(1),
      facts: readings.map((reading) => ({ at: reading.end, kind: 'reading' as const, reading })),
    }
    const message = [...messagesOf(small, watch)].find(({ kind }) => kind === 'samples')
    expect(JSON.parse(message?.payload ?? '')).toEqual({
      seq: 0,
      samples: [
        { type: 'heartRate', start: '2026-05-01T10:00:01.000Z', value: 142, unit: 'count/min' },
        {
          type: 'distanceCycling',
          start: '2026-05-01T10:00:00.000Z',
          end: '2026-05-01T10:00:01.000Z',
          value: 8.5,
          unit: 'm',
        },
      ],
    })
  })

  it('report the battery now and then, ever lower', () => {
    const levels = [...messagesOf(ride(1), watch)]
      .filter(({ kind }) => kind === 'battery')
      .map(({ payload }) => z.object({ level: z.number() }).parse(JSON.parse(payload)).level)
    expect(levels).toHaveLength(3)
    expect(levels).toEqual(levels.toSorted((one, other) => other - one))
    expect(levels[0]).toBeLessThanOrEqual(100)
  })

  it('carry a base topic of their own', () => {
    const [message] = messagesOf(ride(1), { ...watch, base: 'gym/vitald' })
    expect(message?.topic).toBe('gym/vitald/devices/sim-watch/battery')
  })
})

describe('the birth of a watch', () => {
  it('is retained and names its wearer and its types', () => {
    const birth = birthOf(ride(1), watch)
    expect(birth).toMatchObject({ topic: 'vitald/devices/sim-watch/birth', retain: true })
    expect(JSON.parse(birth.payload)).toMatchObject({ user: 'me', types: ride(1).types, serial: 'sim-watch' })
  })

  it('names no wearer when there is none', () => {
    expect(JSON.parse(birthOf(ride(1), { device: 'sim-watch', seed: 1 }).payload)).not.toHaveProperty('user')
  })
})
