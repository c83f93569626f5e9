import { decode } from '../profiles/codec.js'
import type { SensorSettings } from '../sensor-settings.js'
import type { CreateInterpreter, Interpreter, Sensor } from './interpreter.js'
import { interpreters, isJoint } from './mapping.js'
import { Preference } from './preference.js'
import { Recorder } from './recorder.js'
import type { CreateSensorReader, SensorReader, Taken } from './sensor-reader.js'

// More characteristics with readings than any sensor has.
const interpretersMost = 64

class Reader implements SensorReader {
  readonly #sensor: Sensor
  readonly #interpreters = new Map<string | CreateInterpreter, Interpreter>()

  constructor(settings: SensorSettings) {
    this.#sensor = { settings, recorder: new Recorder(), preference: new Preference(), isOnFoot: false }
  }

  take({ characteristic, handle, bytes, at }: Parameters<SensorReader['take']>[0]): Taken {
    const { recorder } = this.#sensor
    const create = interpreters.get(characteristic)
    if (create === undefined) return recorder.finish()
    const { fields, error } = decode(characteristic, bytes)
    if (fields === undefined) recorder.refuse(error === 'EMPTY' ? 'empty' : 'truncated')
    else this.#interpreter(create, { characteristic, handle }).take(fields, at)
    return recorder.finish()
  }

  lapse(at: number): Taken {
    for (const interpreter of this.#interpreters.values()) interpreter.lapse?.(at)
    return this.#sensor.recorder.finish()
  }

  interrupt(at: number): Taken {
    for (const interpreter of this.#interpreters.values()) interpreter.interrupt?.(at)
    this.#sensor.preference.forget()
    return this.#sensor.recorder.finish()
  }

  change(settings: SensorSettings): void {
    this.#sensor.settings = settings
  }

  #interpreter(
    create: CreateInterpreter,
    from: { readonly characteristic: string; readonly handle: string },
  ): Interpreter {
    const key = isJoint(create) ? create : `${from.characteristic} ${from.handle}`
    const known = this.#interpreters.get(key)
    if (known) return known
    if (this.#interpreters.size >= interpretersMost) this.#interpreters.clear()
    const interpreter = create(this.#sensor, from.characteristic)
    this.#interpreters.set(key, interpreter)
    return interpreter
  }
}

/** Reads one sensor. A value that cannot be decoded is counted and changes nothing. */
export const createSensorReader: CreateSensorReader = (settings) => new Reader(settings)
