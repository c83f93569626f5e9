import { generator } from './random.js'
import { allSeries, namesOf } from './series.js'

/** How the series behave: on the second and seldom moving, or as sensors and radio links really bring them. */
export type Nature = 'smooth' | 'jittered'

/** A reading that turns out to have been wrong: its row, and its right value. */
export interface Correction {
  readonly row: number
  readonly value: number
}

/** Readings as columns, a row for each, in the order in which they arrive. */
export interface Workload {
  readonly names: readonly string[]
  readonly count: number
  /** The number of the person, and of the series. */
  readonly persons: Uint16Array
  readonly series: Uint8Array
  /** Epoch ms. */
  readonly starts: Float64Array
  readonly values: Float64Array
  /** The row at which each second of arrival begins, and the end of all. */
  readonly seconds: Uint32Array
  /** What is known by each second to have been wrong before it. */
  readonly corrections: readonly (readonly Correction[])[]
}

export interface WorkloadSize {
  readonly people: number
  /** How many seconds there are. */
  readonly count: number
  /** At which second it begins; 0 when left out. */
  readonly from?: number
}

const begin = Date.UTC(2026, 0, 1)
// Of a message's readings, by a device that is out of reach now and then, and of single readings.
const lateness = { chance: 1 / 200, leastSeconds: 3, mostSeconds: 120 }
const correction = { chance: 1 / 1_000, mostSeconds: 30 }
// A radio link brings a message within its connection interval; two draws make the middle likelier than the ends.
const jitterMs = 20

/** A message on its way: readings of one device and person that were taken together. */
interface Message {
  readonly person: number
  readonly at: number
  readonly series: readonly number[]
  readonly values: readonly number[]
}

/** Each device's series, by number. */
const devices: readonly (readonly number[])[] = [...new Set(allSeries.map(({ device }) => device))].map((device) =>
  [...allSeries.keys()].filter((at) => allSeries[at]?.device === device),
)

/** Draws each series' next value for everybody. */
class Values {
  readonly #random: () => number
  readonly #nature: Nature
  readonly #levels: Float64Array

  constructor(random: () => number, nature: Nature, people: number) {
    this.#random = random
    this.#nature = nature
    const spread = (level: number): number => Math.round(level * (0.8 + 0.4 * random()))
    this.#levels = Float64Array.from({ length: people * allSeries.length }, (_, at) => {
      const { level = 0, scale = 1 } = allSeries[at % allSeries.length] ?? {}
      return spread(level * scale)
    })
  }

  next(person: number, number: number): number {
    const series = allSeries[number]
    if (series === undefined) return 0
    const at = person * allSeries.length + number
    const { moves, by, scatter } = series[this.#nature]
    const level = this.#levels[at] as number
    if (this.#random() < moves) this.#levels[at] = level + this.#step(by, level - series.level * series.scale)
    const scattered = level + Math.round((this.#random() * 2 - 1) * scatter)
    return Math.max(0, scattered) / series.scale
  }

  // The farther from where it began, the likelier back.
  #step(by: number, off: number): number {
    const size = 1 + Math.floor(this.#random() * by)
    return this.#random() < 0.5 + off / 400 ? -size : size
  }
}

/** Rows as they arrive. */
class Rows {
  readonly persons: Uint16Array
  readonly series: Uint8Array
  readonly starts: Float64Array
  readonly values: Float64Array
  count = 0

  constructor(room: number) {
    this.persons = new Uint16Array(room)
    this.series = new Uint8Array(room)
    this.starts = new Float64Array(room)
    this.values = new Float64Array(room)
  }

  add({ person, at, series, values }: Message): void {
    series.forEach((number, place) => {
      this.persons[this.count] = person
      this.series[this.count] = number
      this.starts[this.count] = at
      this.values[this.count] = values[place] as number
      this.count += 1
    })
  }
}

/** The messages that arrive later than they were taken, by second. */
class Delayed {
  readonly #bySecond: Message[][]

  constructor(count: number) {
    this.#bySecond = Array.from({ length: count }, () => [])
  }

  add(message: Message, second: number): void {
    // What would arrive after the end arrives at the end.
    this.#bySecond[Math.min(second, this.#bySecond.length - 1)]?.push(message)
  }

  arriving(second: number): readonly Message[] {
    return this.#bySecond[second] ?? []
  }
}

/**
 * People of whom five series are measured once a second, by two devices, interleaved. The same seed makes the same
 * readings for every contender. The jittered ones are stamped in milliseconds, one message in 200 is 3 to 120 seconds
 * late, and one reading in 1,000 is corrected within half a minute.
 */
export function workload({ people, count, from = 0 }: WorkloadSize, nature: Nature): Workload {
  const random = generator(1 + from)
  const values = new Values(random, nature, people)
  const rows = new Rows(people * count * allSeries.length)
  const delayed = new Delayed(count)
  const seconds = new Uint32Array(count + 1)
  for (let second = 0; second < count; second++) {
    for (let person = 0; person < people; person++) {
      for (const series of devices) {
        const at = begin + (from + second) * 1_000 + (nature === 'smooth' ? 0 : jitter(random))
        const message = { person, at, series, values: series.map((number) => values.next(person, number)) }
        if (nature === 'jittered' && random() < lateness.chance) delayed.add(message, second + lateBy(random))
        else rows.add(message)
      }
    }
    for (const message of delayed.arriving(second)) rows.add(message)
    seconds[second + 1] = rows.count
  }
  const corrections = correctionsOf(rows, seconds, nature === 'smooth' ? () => 1 : random)
  return { ...columnsOf(rows), names: namesOf(people), seconds, corrections }
}

const jitter = (random: () => number): number => Math.floor(random() * jitterMs) + Math.floor(random() * jitterMs)

const lateBy = (random: () => number): number =>
  lateness.leastSeconds + Math.floor(random() * (lateness.mostSeconds - lateness.leastSeconds))

const columnsOf = ({ persons, series, starts, values, count }: Rows) => ({ persons, series, starts, values, count })

function correctionsOf(rows: Rows, seconds: Uint32Array, random: () => number): readonly Correction[][] {
  const count = seconds.length - 1
  const bySecond: Correction[][] = Array.from({ length: count }, () => [])
  for (let second = 0; second < count; second++) {
    for (let row = seconds[second] as number; row < (seconds[second + 1] as number); row++) {
      if (random() >= correction.chance) continue
      const then = Math.min(second + 1 + Math.floor(random() * correction.mostSeconds), count - 1)
      if (then === second) continue
      // Half of what was read: a value that no neighbour has.
      bySecond[then]?.push({ row, value: Math.round((rows.values[row] as number) / 2) })
    }
  }
  return bySecond
}
