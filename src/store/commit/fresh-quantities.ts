import type { JournalRow } from '../codec/journal-codec.js'

/** What a commit in the making has gathered for its journal row: columns that grow and are used again. */
export class FreshQuantities {
  #streams = new Uint32Array(1_024)
  #starts = new Float64Array(1_024)
  #values = new Float64Array(1_024)
  #durations = new Uint32Array(1_024)
  #generations = new Uint16Array(1_024)
  #length = 0
  #spans = false
  #again = false

  get length(): number {
    return this.#length
  }

  push(stream: number, start: number, value: number): void {
    if (this.#length === this.#streams.length) this.#grow()
    this.#streams[this.#length] = stream
    this.#starts[this.#length] = start
    this.#values[this.#length] = value
    this.#durations[this.#length] = 0
    this.#generations[this.#length] = 0
    this.#length += 1
  }

  /** For the quantity pushed last. */
  setDuration(duration: number): void {
    this.#durations[this.#length - 1] = duration
    this.#spans = true
  }

  /** For the quantity pushed last. */
  setGeneration(generation: number): void {
    this.#generations[this.#length - 1] = generation
    this.#again = true
  }

  /** The stream of the quantity pushed last, which is taken back. */
  pop(): number {
    this.#length -= 1
    return this.#streams[this.#length] as number
  }

  clear(): void {
    this.#length = 0
    this.#spans = false
    this.#again = false
  }

  /** A view of what was gathered, good until the next push. */
  row(): JournalRow {
    const length = this.#length
    return {
      streams: this.#streams.subarray(0, length),
      starts: this.#starts.subarray(0, length),
      values: this.#values.subarray(0, length),
      durations: this.#spans ? this.#durations.subarray(0, length) : undefined,
      generations: this.#again ? this.#generations.subarray(0, length) : undefined,
    }
  }

  #grow(): void {
    const length = this.#length * 2
    const wider = <Column extends { set(from: Column): void }>(column: Column, from: Column): Column => {
      column.set(from)
      return column
    }
    this.#streams = wider(new Uint32Array(length), this.#streams)
    this.#starts = wider(new Float64Array(length), this.#starts)
    this.#values = wider(new Float64Array(length), this.#values)
    this.#durations = wider(new Uint32Array(length), this.#durations)
    this.#generations = wider(new Uint16Array(length), this.#generations)
  }
}
