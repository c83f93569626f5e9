import { fitnessMachineControlPoint } from '../../devices/ble/profiles/machine/control-point.js'
import { fitnessMachineStatus } from '../../devices/ble/profiles/machine/status.js'
import { createNotifier } from './notifier.js'
import { AttError, attErrors, type GattCharacteristic } from './peripheral.js'
import { type Resistance, trainerLevelMax, trainerPowerMax } from './resistance.js'

/** The control point of a fitness machine with its status: who may command, and what is in force. */
export interface MachineControl {
  readonly characteristics: readonly GattCharacteristic[]
  readonly resistance: () => Resistance
  /** Whether the training runs; a stop or a pause ends it until it is started again. */
  readonly isRunning: () => boolean
  /** Takes control back, as a rider at the machine's own buttons does. */
  revoke(): void
}

type Command = NonNullable<ReturnType<typeof fitnessMachineControlPoint.decode>['fields']>
type Result = 'success' | 'opCodeNotSupported' | 'invalidParameter' | 'controlNotPermitted'

interface State {
  hasControl: boolean
  isRunning: boolean
  resistance: Resistance
}

/** A result, and the words of the status that follow from it. */
interface Outcome {
  readonly result: Result
  readonly status?: Parameters<typeof fitnessMachineStatus.encode>[0] | undefined
}

const refused = (result: Exclude<Result, 'success'>): Outcome => ({ result })
const within = (value: number | undefined, maximum: number): value is number =>
  value !== undefined && value >= 0 && value <= maximum

type Obey = (state: State, command: Command) => Outcome

/** What the machine can do, by the names of the operations. */
const operations: Readonly<Record<string, Obey>> = {
  requestControl(state) {
    state.hasControl = true
    return { result: 'success' }
  },
  reset(state) {
    Object.assign(state, { hasControl: false, isRunning: true, resistance: { mode: 'free' } })
    return { result: 'success', status: { event: 'reset' } }
  },
  startOrResume(state) {
    state.isRunning = true
    return { result: 'success', status: { event: 'startedOrResumedByUser' } }
  },
  stopOrPause(state, { control }) {
    if (control !== 'stop' && control !== 'pause') return refused('invalidParameter')
    state.isRunning = false
    return { result: 'success', status: { event: 'stoppedOrPausedByUser', control } }
  },
  setTargetPower(state, { targetPowerW }) {
    if (!within(targetPowerW, trainerPowerMax)) return refused('invalidParameter')
    state.resistance = { mode: 'erg', power: targetPowerW }
    return { result: 'success', status: { event: 'targetPowerChanged', targetPowerW } }
  },
  setTargetResistanceLevel(state, { targetResistanceLevel }) {
    if (!within(targetResistanceLevel, trainerLevelMax)) return refused('invalidParameter')
    state.resistance = { mode: 'level', level: targetResistanceLevel }
    return { result: 'success', status: { event: 'targetResistanceLevelChanged', targetResistanceLevel } }
  },
  setIndoorBikeSimulation(state, { windSpeedMps, gradePct, crr, windResistanceKgPerM }) {
    if (windSpeedMps === undefined || gradePct === undefined) return refused('invalidParameter')
    if (crr === undefined || windResistanceKgPerM === undefined) return refused('invalidParameter')
    state.resistance = {
      mode: 'simulation',
      grade: gradePct,
      windSpeed: windSpeedMps,
      rollingResistance: crr,
      windResistance: windResistanceKgPerM,
    }
    const status = { event: 'indoorBikeSimulationChanged', windSpeedMps, gradePct, crr, windResistanceKgPerM }
    return { result: 'success', status }
  },
}

const decide = (state: State, command: Command): Outcome => {
  const obey = Object.hasOwn(operations, command.action) ? operations[command.action] : undefined
  if (obey === undefined) return refused('opCodeNotSupported')
  if (!state.hasControl && command.action !== 'requestControl') return refused('controlNotPermitted')
  return obey(state, command)
}

/** Fitness Machine Service 1.0 § 4.16 and 4.17. Control ends with the subscription, that is with the link. */
export const createMachineControl = (): MachineControl => {
  const [answers, changes] = [createNotifier(), createNotifier()]
  const state: State = { hasControl: false, isRunning: true, resistance: { mode: 'free' } }
  const take = (value: Uint8Array): void => {
    if (!answers.isHeard()) throw new AttError(attErrors.improperlyConfigured)
    const { fields } = fitnessMachineControlPoint.decode(value)
    const opCode = value[0]
    if (opCode === undefined) throw new AttError(attErrors.invalidLength)
    const { result, status }: Outcome = fields === undefined ? refused('invalidParameter') : decide(state, fields)
    answers.notify(fitnessMachineControlPoint.encode({ action: 'response', requestOpCode: opCode, result }))
    if (status !== undefined) changes.notify(fitnessMachineStatus.encode(status))
  }
  return {
    resistance: () => state.resistance,
    isRunning: () => state.isRunning,
    revoke() {
      state.hasControl = false
      changes.notify(fitnessMachineStatus.encode({ event: 'controlPermissionLost' }))
    },
    characteristics: [
      {
        uuid: fitnessMachineControlPoint.uuid,
        flags: ['write', 'indicate'],
        write: take,
        subscribe(listener) {
          const end = answers.subscribe(listener)
          return () => {
            end()
            state.hasControl = false
          }
        },
      },
      { uuid: fitnessMachineStatus.uuid, flags: ['notify'], subscribe: changes.subscribe },
    ],
  }
}
