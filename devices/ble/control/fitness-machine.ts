import { type ErrorCode, HealthError } from '../../../src/health/error.js'
import type { TrainerCommand } from '../bluetooth.js'
import type { Answer, ControlPoint } from './control-point.js'
import type { TrainerDriver } from './driver.js'
import { i16, u8 } from './octets.js'

// Fitness Machine Control Point (0x2AD9), Fitness Machine Service 1.0 § 4.16.1.
const op = { requestControl: 0x00, reset: 0x01, resistance: 0x04, power: 0x05, stop: 0x08, simulation: 0x11 } as const
const result = { success: 1, controlNotPermitted: 5 } as const

/** A bicycle on asphalt and its rider, upright, without wind. */
const road = { windSpeed: 0, rollingResistance: 0.004, windResistance: 0.51 }

const faults: ReadonlyMap<number, readonly [ErrorCode, string]> = new Map([
  [2, ['invalidArgument', 'the trainer cannot do that']],
  [3, ['invalidArgument', 'the trainer does not take that value']],
  [4, ['conflict', 'the trainer failed to do it']],
  [5, ['authorizationDenied', 'the trainer lets nobody control it now: another program may hold it']],
])

/** Throws what a result other than success means. */
export const mustSucceed = ({ result: code }: Answer): void => {
  if (code === result.success) return
  const [error, message] = faults.get(code) ?? ['conflict', 'the trainer refused']
  throw new HealthError(error, message)
}

/** The request for a command; resistance in tenths as two octets, as most machines take it (`reference: 8.9`). */
export const requestFor = (command: Exclude<TrainerCommand, { mode: 'free' }>): Uint8Array => {
  switch (command.mode) {
    case 'erg':
      return Uint8Array.from([op.power, ...i16(command.targetPower)])
    case 'resistance':
      return Uint8Array.from([op.resistance, ...i16(command.level * 10)])
    case 'simulation': {
      const { windSpeed = road.windSpeed, rollingResistance = road.rollingResistance, grade } = command
      const { windResistance = road.windResistance } = command
      const wind = i16(windSpeed * 1_000)
      return Uint8Array.from([
        op.simulation,
        ...wind,
        ...i16(grade * 100),
        ...u8(rollingResistance * 10_000),
        ...u8(windResistance * 100),
      ])
    }
  }
}

/** A trainer that speaks FTMS. Control is requested once a link, and again when the machine has taken it away. */
export const createFitnessMachine = (point: ControlPoint): TrainerDriver => {
  let inControl = false
  const request = async (): Promise<void> => {
    if (!inControl) mustSucceed(await point.ask(Uint8Array.of(op.requestControl)))
    inControl = true
  }
  const ask = async (octets: Uint8Array): Promise<Answer> => {
    await request()
    const answer = await point.ask(octets)
    if (answer.result !== result.controlNotPermitted) return answer
    inControl = false
    await request()
    return point.ask(octets)
  }
  const free = async (): Promise<void> => {
    if (!inControl) return
    const answer = await point.ask(Uint8Array.of(op.reset))
    // Some machines know no reset; a stop ends their target too.
    if (answer.result !== result.success) mustSucceed(await point.ask(Uint8Array.of(op.stop, 1)))
    inControl = false
  }
  return {
    apply: async (command) => (command.mode === 'free' ? free() : mustSucceed(await ask(requestFor(command)))),
    lost() {
      inControl = false
    },
  }
}
