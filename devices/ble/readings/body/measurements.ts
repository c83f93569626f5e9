import type { Metadata } from '../../../../src/health/sample.js'
import type { Fields } from '../../profiles/layout/field-value.js'
import type { CreateInterpreter, Interpreter, Sensor } from '../interpreter.js'
import { Burst, isTimed, type Measurement } from './burst.js'

/** Makes readings of one measurement, made at an instant. */
export type Note = (sensor: Sensor, measurement: Measurement & { readonly metadata: Metadata }) => void

interface Manner {
  /** Whether values come while they still settle. */
  readonly settles: boolean
}

/** Measurements that are made now and then: at once when they carry no time, else when their burst is over. */
class Measurements implements Interpreter {
  readonly #sensor: Sensor
  readonly #note: Note
  readonly #manner: Manner
  readonly #burst = new Burst()

  constructor(sensor: Sensor, note: Note, manner: Manner) {
    this.#sensor = sensor
    this.#note = note
    this.#manner = manner
  }

  take(fields: Fields, at: number): void {
    this.lapse(at)
    if (this.#manner.settles || isTimed(fields)) this.#burst.add(fields, at)
    else this.#note(this.#sensor, { fields, at, metadata: {} })
  }

  lapse(at: number): void {
    if (this.#burst.isOver(at)) this.interrupt()
  }

  // A scale goes as soon as it has told.
  interrupt(): void {
    const { measurements, others, untimed } = this.#burst.finish()
    this.#sensor.recorder.refuse('otherUser', others)
    this.#sensor.recorder.refuse('unknownTime', untimed)
    for (const measurement of measurements) {
      const { deviceTime } = measurement
      this.#note(this.#sensor, { ...measurement, metadata: deviceTime === undefined ? {} : { deviceTime } })
    }
  }
}

export const measurements =
  (note: Note, manner: Manner = { settles: false }): CreateInterpreter =>
  (sensor) =>
    new Measurements(sensor, note, manner)
