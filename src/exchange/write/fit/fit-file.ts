import { type FitDevInfo, FitWriter } from '@markw65/fit-file-writer'
import { timerSpans } from '../../../health/exercise/timer.js'
import type { ExportedWorkout } from '../exported-workout.js'
import { activitiesIn } from '../figures.js'
import type { Point } from '../point.js'
import { pointsOf } from '../points.js'
import { developerFieldsOf, writeDeveloperFields } from './developer-fields.js'
import { lapFields, sessionFields } from './fit-figures.js'
import { type BeatInterval, intervalsOf } from './intervals.js'
import { nearest, rawValues } from './scaled.js'
import { writeZoneTimes } from './zone-times.js'

/** `development`: the number for who has none from the FIT registry. */
const manufacturer = 'development'
const intervalsPerMessage = 5

/** Something to be written at its time; what comes first at one time has the lower rank. */
interface Entry {
  readonly at: number
  readonly rank: number
  readonly write: () => void
}

/** Writes one workout as a FIT activity. */
class FitActivityFile {
  readonly #writer = new FitWriter({ noCompressedTimestamps: true })
  readonly #exported: ExportedWorkout
  readonly #points: readonly Point[]

  constructor(exported: ExportedWorkout) {
    this.#exported = exported
    this.#points = pointsOf(exported)
  }

  bytes(): Uint8Array {
    this.#begin()
    const entries = [...this.#records(), ...this.#pauses(), ...this.#laps(), ...this.#beats()]
    for (const { write } of entries.sort((one, other) => one.at - other.at || one.rank - other.rank)) write()
    this.#end()
    const view = this.#writer.finish()
    return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  }

  #time(at: number): number {
    return this.#writer.time(new Date(at))
  }

  #begin(): void {
    const { workout, version } = this.#exported
    const created = { type: 'activity', manufacturer, product: 0, product_name: 'vitald' } as const
    this.#writer.writeMessage('file_id', { ...created, serial_number: 1, time_created: this.#time(workout.start) })
    this.#writer.writeMessage('file_creator', { software_version: softwareVersion(version) })
    writeDeveloperFields(this.#writer, workout)
    this.#timer(workout.start, 'start')
    const device = { device_index: 0, manufacturer, product: 0, product_name: 'vitald' } as const
    this.#writer.writeMessage('device_info', { timestamp: this.#time(workout.start), ...device })
  }

  #timer(at: number, event_type: 'start' | 'stop_all'): void {
    this.#writer.writeMessage('event', { timestamp: this.#time(at), event: 'timer', event_type, event_group: 0 })
  }

  #records(): readonly Entry[] {
    return this.#points.map((point) => ({ at: point.at, rank: 2, write: () => this.#record(point) }))
  }

  #record(point: Point): void {
    const { at, heartRate, power, speed, altitude, latitude, longitude } = point
    this.#writer.writeMessage('record', {
      timestamp: this.#time(at),
      ...(heartRate !== undefined && { heart_rate: Math.round(heartRate) }),
      ...(power !== undefined && { power: Math.round(power) }),
      ...(speed !== undefined && { enhanced_speed: nearest(speed, 1_000) }),
      ...(altitude !== undefined && { enhanced_altitude: nearest(altitude, 5) }),
      ...(latitude !== undefined && { position_lat: semicircles(latitude) }),
      ...(longitude !== undefined && { position_long: semicircles(longitude) }),
      ...restOf(point),
    })
  }

  // The first start and the last stop are written beside.
  #pauses(): readonly Entry[] {
    const { workout } = this.#exported
    const spans = timerSpans(workout)
    const stops = spans
      .filter(({ end }) => end < workout.end)
      .map(({ end }) => ({ at: end, mark: 'stop_all' as const }))
    const starts = spans.slice(1).map(({ start }) => ({ at: start, mark: 'start' as const }))
    return [...stops, ...starts].map(({ at, mark }) => ({
      at,
      rank: mark === 'start' ? 1 : 3,
      write: () => this.#timer(at, mark),
    }))
  }

  #laps(): readonly Entry[] {
    const { laps } = this.#exported.workout
    const isLast = (index: number) => index === laps.length - 1
    return laps.map((lap, index) => ({
      at: isLast(index) ? Number.POSITIVE_INFINITY : lap.end,
      rank: 4,
      write: () =>
        this.#writer.writeMessage('lap', {
          message_index: { value: index },
          ...lapFields(this.#writer, this.#exported.workout, lap),
          lap_trigger: isLast(index) ? 'session_end' : 'manual',
        }),
    }))
  }

  #beats(): readonly Entry[] {
    const { samples } = this.#exported
    const beats = intervalsOf(samples)
    const groups = Array.from({ length: Math.ceil(beats.length / intervalsPerMessage) }, (_, group) =>
      beats.slice(group * intervalsPerMessage, (group + 1) * intervalsPerMessage),
    )
    return groups.map((group) => ({
      at: group.at(-1)?.at ?? 0,
      rank: 5,
      write: () => this.#writer.writeMessage('hrv', { time: rawValues(group.map(secondsOf), 1_000) }),
    }))
  }

  #end(): void {
    const { workout, utcOffset = 0 } = this.#exported
    this.#timer(workout.end, 'stop_all')
    const sessions = activitiesIn(workout)
    for (const [index, session] of sessions.entries()) {
      const developed: FitDevInfo[] = index === 0 ? developerFieldsOf(workout) : []
      const fields = sessionFields(this.#writer, workout, session)
      this.#writer.writeMessage('session', { message_index: { value: index }, ...fields }, developed)
    }
    writeZoneTimes(this.#writer, workout)
    const timestamp = this.#time(workout.end)
    this.#writer.writeMessage('activity', {
      timestamp,
      local_timestamp: timestamp + utcOffset * 60,
      total_timer_time: nearest(workout.elapsed, 1_000),
      num_sessions: sessions.length,
      type: sessions.length > 1 ? 'auto_multi_sport' : 'manual',
      event: 'activity',
      event_type: 'stop',
    })
  }
}

const semicircles = (degrees: number): number => Math.round((degrees / 180) * 2 ** 31)

const secondsOf = ({ interval }: BeatInterval): number => interval / 1_000

/** FIT has a cadence of whole turns and their fraction, in steps of 1/128, apart. */
const cadenceOf = (cadence: number) => {
  const steps = Math.round(cadence * 128)
  return { cadence: Math.floor(steps / 128), fractional_cadence: nearest((steps % 128) / 128, 128) }
}

/** Lengths are in mm. */
const restOf = ({ cadence, distance, energy, strideLength, verticalOscillation, groundContactTime }: Point) => ({
  ...(cadence !== undefined && cadenceOf(cadence)),
  ...(distance !== undefined && { distance: nearest(distance, 100) }),
  ...(energy !== undefined && { calories: Math.floor(energy) }),
  ...(strideLength !== undefined && { step_length: nearest(strideLength * 1_000, 10) }),
  ...(verticalOscillation !== undefined && { vertical_oscillation: nearest(verticalOscillation * 10, 10) }),
  ...(groundContactTime !== undefined && { stance_time: nearest(groundContactTime, 10) }),
})

/** `1.2.3` as 102. */
const softwareVersion = (version: string): number => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major * 100 + minor
}

/** A finished workout as a FIT activity file: sessions, laps, events, records, beats, zones, and what FIT has no field for. */
export const fitFile = (exported: ExportedWorkout): Uint8Array => new FitActivityFile(exported).bytes()
