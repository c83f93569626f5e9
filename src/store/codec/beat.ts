import { unzigzag, zigzag } from './planes.js'

// Times of a sensor that means to keep a beat: each is so many beats after the last one, give or take. What it is off is
// measured from where the beat is expected, not from the last time, because otherwise every deviation counted twice.

const window = 16

/** Where the beat is, learned from the times so far. */
class Beat {
  readonly #period: number
  #phase: number
  #seen = 1

  constructor(first: number, period: number) {
    this.#phase = first
    this.#period = period
  }

  /** How many beats it is to a time. */
  beatsTo(time: number): number {
    return Math.round((time - this.#phase) / this.#period)
  }

  /** The time so many beats later. */
  after(beats: number): number {
    return Math.round(this.#phase + beats * this.#period)
  }

  learn(beats: number, time: number): void {
    this.#seen += 1
    const expected = this.#phase + beats * this.#period
    this.#phase = expected + (time - expected) / Math.min(this.#seen, window)
  }
}

/** Of all times but the first: how many beats more than one they are from the last, and how much they are off; zigzagged. */
export interface BeatColumns {
  readonly beats: Float64Array
  readonly offsets: Float64Array
}

export function alongBeat(times: ArrayLike<number>, period: number): BeatColumns {
  const beat = new Beat(times[0] as number, period)
  const [beats, offsets] = [new Float64Array(times.length - 1), new Float64Array(times.length - 1)]
  for (let row = 1; row < times.length; row += 1) {
    const time = times[row] as number
    const count = beat.beatsTo(time)
    beats[row - 1] = zigzag(count - 1)
    offsets[row - 1] = zigzag(time - beat.after(count))
    beat.learn(count, time)
  }
  return { beats, offsets }
}

/** Undoes `alongBeat`. */
export function fromBeat(
  { beats, offsets }: Readonly<Record<keyof BeatColumns, ArrayLike<number>>>,
  { first, period }: { readonly first: number; readonly period: number },
): number[] {
  const beat = new Beat(first, period)
  const times = new Array<number>(beats.length + 1)
  times[0] = first
  for (let row = 0; row < beats.length; row += 1) {
    const count = unzigzag(beats[row] as number) + 1
    const time = beat.after(count) + unzigzag(offsets[row] as number)
    times[row + 1] = time
    beat.learn(count, time)
  }
  return times
}

/** The middle one of the steps between ascending times: what the beat most likely is. */
export function periodOf(times: ArrayLike<number>): number {
  const steps = new Float64Array(times.length - 1)
  for (let row = 0; row < steps.length; row += 1) steps[row] = (times[row + 1] as number) - (times[row] as number)
  return steps.sort()[steps.length >> 1] ?? 0
}
