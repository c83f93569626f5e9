import { beforeAll, describe, expect, it } from 'vitest'
import { parseRecording } from '../../../src/exchange/read-recordings.js'
import { csvFile } from '../../../src/exchange/write/csv-file.js'
import type { ExportedWorkout } from '../../../src/exchange/write/exported-workout.js'
import { jsonFile } from '../../../src/exchange/write/json-file.js'
import type { Sample } from '../../../src/health/sample.js'
import { type QuantityTypeName, quantityType } from '../../../src/health/type.js'
import { workoutBytes } from '../../simulators/workout-fixtures.js'
import { imported } from '../import-into.js'

const files = [
  'indoor-two-pauses.fit',
  'outdoor-three-pauses.fit',
  'run-rr-intervals.fit',
  'run-smart-recording.fit',
  'multisport-three-sessions.fit',
  'run-three-laps.tcx',
] as const

/** What a column of the CSV file holds of the store, and in which unit. */
const columns: Readonly<Record<string, readonly QuantityTypeName[]>> = {
  heartRate: ['heartRate'],
  power: ['cyclingPower', 'runningPower'],
  cadence: ['cyclingCadence'],
  speed: ['cyclingSpeed', 'runningSpeed', 'rowingSpeed', 'walkingSpeed'],
  distance: ['distanceCycling', 'distanceWalkingRunning', 'distanceRowing'],
  energy: ['activeEnergyBurned'],
  strideLength: ['runningStrideLength'],
  verticalOscillation: ['runningVerticalOscillation'],
  groundContactTime: ['runningGroundContactTime'],
}
const totals = new Set(['distance', 'energy'])

interface Value {
  readonly at: number
  readonly value: number
}

const valuesIn = (samples: readonly Sample[], types: readonly QuantityTypeName[]): readonly Value[] =>
  samples
    .flatMap((sample): Value[] => {
      if (sample.kind === 'quantity' && types.includes(sample.type)) return [{ at: sample.end, value: sample.value }]
      if (sample.kind !== 'series' || !types.includes(sample.type)) return []
      return sample.values.map((value, index) => ({ at: sample.ends?.[index] ?? sample.times[index] ?? 0, value }))
    })
    .toSorted((one, other) => one.at - other.at)

describe.each(files)('%s', (name) => {
  let exported: ExportedWorkout
  let rows: readonly Readonly<Record<string, string>>[]
  beforeAll(async () => {
    const { workout, samples } = await imported(await parseRecording(await workoutBytes(name)))
    exported = { workout, samples, version: '0.1.0' }
    const [header = '', ...lines] = [...csvFile(exported)].join('').trimEnd().split('\r\n')
    const names = header.split(',')
    rows = lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index], cell])))
  })

  it('is read back from CSV with the values of the store, in its units', () => {
    for (const [column, types] of Object.entries(columns)) {
      const heading = Object.keys(rows[0] ?? {}).find((one) => one.startsWith(`${column} (`)) ?? ''
      for (const type of types) expect(heading).toBe(`${column} (${quantityType(type).unit})`)
      const stored = valuesIn(exported.samples, types)
      for (const row of rows) {
        const second = Date.parse(row.time ?? '')
        const inside = stored.filter(({ at }) => at >= second && at < second + 1_000)
        const until = stored.filter(({ at }) => at < second + 1_000).reduce((sum, { value }) => sum + value, 0)
        const wanted = totals.has(column) ? until : (inside.at(-1)?.value ?? Number.NaN)
        if (inside.length === 0) expect(row[heading]).toBe('')
        else expect(Number(row[heading])).toBeCloseTo(wanted, 6)
      }
    }
  })

  it('is read back from CSV with its places, laps and timer', () => {
    const places = exported.samples.flatMap((sample) => (sample.kind === 'workoutRoute' ? sample.locations : []))
    for (const { time, latitude, longitude, altitude } of places) {
      const row = rows.find((one) => one.time === new Date(time - (time % 1_000)).toISOString())
      const cells = [row?.['latitude (deg)'], row?.['longitude (deg)'], row?.['altitude (m)']]
      expect(cells).toEqual([latitude, longitude, altitude ?? ''].map(String))
    }
    const { laps, elapsed } = exported.workout
    expect(new Set(rows.map(({ lap }) => lap)).size).toBe(laps.length)
    for (const [index, { start, end }] of laps.entries()) {
      const inside = rows.filter(({ time = '' }) => Date.parse(time) >= start && Date.parse(time) < end)
      expect(new Set(inside.map(({ lap }) => lap))).toEqual(new Set([String(index + 1)]))
    }
    const shown = rows.map((row) => Number(row['elapsed (s)']))
    expect(shown).toEqual(shown.toSorted((one, other) => one - other))
    expect(Math.abs((shown.at(-1) ?? 0) - elapsed)).toBeLessThan(1)
  })

  it('has a time with its zone in every row of CSV', () => {
    for (const { time } of rows) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/)
  })

  it('is read back from JSON to the last digit', () => {
    const { samples: told, ...record } = JSON.parse([...jsonFile(exported)].join(''))
    const { workout, samples } = exported
    expect(record).toMatchObject({ id: workout.id, elapsed: workout.elapsed, metrics: { ...workout.metrics } })
    expect([Date.parse(record.start), Date.parse(record.end)]).toEqual([workout.start, workout.end])
    expect(record.laps.map((lap: { distance?: number }) => lap.distance)).toEqual(
      workout.laps.map(({ distance }) => distance),
    )
    for (const [index, sample] of samples.entries()) {
      const one = told[index]
      expect([one.uuid, one.type, Date.parse(one.start), Date.parse(one.end)]).toEqual([
        ...[sample.uuid, sample.type, sample.start, sample.end],
      ])
      expect(one.start).toMatch(/Z$/)
      if (sample.kind === 'quantity')
        expect(one).toMatchObject({ value: sample.value, unit: quantityType(sample.type).unit })
      if (sample.kind === 'series')
        expect(one).toMatchObject({ values: sample.values, unit: quantityType(sample.type).unit })
      if (sample.kind === 'series') expect(one.times.map(Date.parse)).toEqual(sample.times)
      if (sample.kind === 'heartbeatSeries') expect(one.beats).toEqual(sample.beats)
      if (sample.kind === 'workoutRoute')
        expect(
          one.locations.map(({ time, ...place }: { time: string }) => ({ ...place, time: Date.parse(time) })),
        ).toEqual(sample.locations)
    }
  })
})
