import type { Logger } from 'pino'
import { HealthError } from '../../../src/health/error.js'
import type { TrainerCommand, TrainerRange, TrainerStatus } from '../bluetooth.js'
import type { Characteristic, Radio } from '../radio/radio.js'
import { RadioError } from '../radio/radio-error.js'
import type { Timers } from '../radio/timers.js'
import type { SensorSettings } from '../sensor-settings.js'
import { type ControlPoint, createControlPoint } from './control-point.js'
import type { TrainerDriver } from './driver.js'
import { createFitnessMachine } from './fitness-machine.js'
import { setZeroOffset } from './power-meter.js'
import { fitting, rangeOf } from './range.js'
import { createWahooTrainer, wahooControl, wahooResponse } from './wahoo.js'
import { createNewestFirst } from './wish.js'

export interface TrainerParts {
  readonly radio: Radio
  readonly timers: Timers
  readonly log: Logger
  readonly settings: () => SensorSettings
  readonly drop: (error: RadioError) => void
}

/** What can be asked of one sensor, over all its links. */
export interface Trainer {
  /** A link was made, and these are its characteristics: what was wished for last is asked for again. */
  attach(characteristics: readonly Characteristic[]): void
  detach(): void
  /** Takes a value, when it is of control. */
  value(handle: string, value: Uint8Array): void
  command(command: TrainerCommand): Promise<void>
  zeroOffset(): Promise<number | undefined>
  status(): TrainerStatus | undefined
  /** Its settings have changed. */
  changed(): void
}

interface Present {
  readonly points: ReadonlyMap<string, ControlPoint>
  readonly meter: ControlPoint | undefined
  readonly driver: TrainerDriver | undefined
  readonly status: string | undefined
}

const nothing: Present = { points: new Map(), meter: undefined, driver: undefined, status: undefined }
const uuids = { machine: '2AD9', meter: '2A66', status: '2ADA', power: '2AD8', resistance: '2AD6' } as const
const controlPermissionLost = 0xff

const notLinked = (): RadioError => new RadioError('notConnected', 'the sensor is not connected')
export const createTrainer = ({ radio, timers, log, settings, drop }: TrainerParts): Trainer => {
  let present = nothing
  let isTrainer = false
  let wish: TrainerCommand | undefined
  let power: TrainerRange | undefined
  let resistance: TrainerRange | undefined

  const pointAt = (response: number, { handle }: Characteristic): ControlPoint =>
    createControlPoint({
      response,
      withoutResult: response === wahooResponse,
      timers,
      drop,
      subscribe: () => radio.startNotify(handle),
      write: (request) => radio.write(handle, request),
    })
  const open = (all: readonly Characteristic[]): Present => {
    const points = new Map<string, ControlPoint>()
    const point = (uuid: string, response: number): ControlPoint | undefined => {
      const found = all.find((each) => each.uuid === uuid)
      if (found === undefined) return undefined
      const made = pointAt(response, found)
      points.set(found.handle, made)
      return made
    }
    const machine = point(uuids.machine, 0x80)
    const wahoo = machine === undefined ? point(wahooControl, wahooResponse) : undefined
    const driver = (machine && createFitnessMachine(machine)) ?? (wahoo && createWahooTrainer(wahoo))
    const status = all.find(({ uuid }) => uuid === uuids.status)?.handle
    return { points, meter: point(uuids.meter, 0x20), driver, status }
  }
  const range = async (all: readonly Characteristic[], uuid: string, scale: number) => {
    const found = all.find((each) => each.uuid === uuid && each.flags.includes('read'))
    // A range that cannot be read is no range: the machine itself says what it does not take.
    const octets = found && (await radio.read(found.handle).catch(() => undefined))
    return octets && rangeOf(octets, scale)
  }
  const readRanges = async (all: readonly Characteristic[]): Promise<void> => {
    power = (await range(all, uuids.power, 1)) ?? power
    resistance = (await range(all, uuids.resistance, 0.1)) ?? resistance
  }
  const fitted = (command: TrainerCommand): TrainerCommand => {
    if (command.mode === 'erg' && power !== undefined)
      return { ...command, targetPower: fitting(command.targetPower, power, { field: 'targetPower', unit: ' W' }) }
    if (command.mode === 'resistance' && resistance !== undefined)
      return { ...command, level: fitting(command.level, resistance, { field: 'level', unit: '' }) }
    return command
  }
  const apply = async (command: TrainerCommand): Promise<void> => {
    const { driver } = present
    if (driver === undefined) throw notLinked()
    await driver.apply(fitted(command))
  }
  const newest = createNewestFirst(apply)

  const again = async (all: readonly Characteristic[], of: Present): Promise<void> => {
    await readRanges(all)
    if (wish !== undefined && present === of && settings().control === true) await newest(wish)
  }
  const complain = (error: unknown): void =>
    log.warn(
      { code: error instanceof RadioError || error instanceof HealthError ? error.code : 'failed' },
      'a trainer does not do what it was asked',
    )
  const mayCommand = (): void => {
    if (settings().control !== true)
      throw new HealthError('authorizationDenied', 'the settings of this sensor do not allow control')
    if (present.driver === undefined && present !== nothing)
      throw new HealthError('invalidArgument', 'this sensor is not a trainer that can be controlled')
  }
  return {
    attach(characteristics) {
      const opened = open(characteristics)
      present = opened
      isTrainer ||= opened.driver !== undefined
      if (opened.driver !== undefined) void again(characteristics, opened).catch(complain)
    },
    detach() {
      for (const point of present.points.values()) point.close()
      present = nothing
    },
    value(handle, value) {
      present.points.get(handle)?.indicated(value)
      if (handle === present.status && value[0] === controlPermissionLost) present.driver?.lost()
    },
    async command(command) {
      mayCommand()
      const before = wish
      // Before it is asked: what comes between is asked for again once the link is back.
      const wanted = command.mode === 'free' ? undefined : fitted(command)
      wish = wanted
      try {
        await newest(command)
      } catch (error) {
        // Who was told that it failed does not expect it later; but nobody's wish goes on who wished to end it.
        if (wanted !== undefined && wish === wanted) wish = before
        throw error
      }
    },
    async zeroOffset() {
      if (present === nothing) throw notLinked()
      if (present.meter === undefined)
        throw new HealthError('invalidArgument', 'this sensor has no zero offset that can be set')
      return setZeroOffset(present.meter)
    },
    status: () => (isTrainer ? { command: wish, power, resistance } : undefined),
    changed() {
      if (settings().control === true || wish === undefined) return
      wish = undefined
      if (present.driver !== undefined) void newest({ mode: 'free' }).catch(complain)
    },
  }
}
