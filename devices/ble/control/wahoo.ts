import { HealthError } from '../../../src/health/error.js'
import type { TrainerCommand } from '../bluetooth.js'
import type { ControlPoint } from './control-point.js'
import type { TrainerDriver } from './driver.js'
import { u8, u16 } from './octets.js'

/** Inside the Cycling Power service of trainers older than FTMS (`reference: vendor trainers`, community knowledge). */
export const wahooControl = 'a026e005-0a7d-4ab3-97fa-f1500f9feb8b'
/** The first octet of every answer; the operation follows, and there is no result: an answer is success. */
export const wahooResponse = 0x01

const unlock = Uint8Array.of(0x20, 0xee, 0xfc)
const op = { level: 0x41, erg: 0x42, simulation: 0x43, grade: 0x46, wind: 0x47 } as const
// Rider and bicycle, kg, for the simulation; the command does not tell it.
const mass = 85

const requestsFor = (command: TrainerCommand): readonly Uint8Array[] => {
  switch (command.mode) {
    case 'erg':
      return [Uint8Array.from([op.erg, ...u16(command.targetPower)])]
    case 'resistance':
      return [Uint8Array.from([op.level, ...u8(command.level)])]
    case 'free':
      return [Uint8Array.from([op.level, 0])]
    case 'simulation': {
      const { grade, windSpeed = 0, rollingResistance = 0.004, windResistance = 0.51 } = command
      return [
        Uint8Array.from([
          op.simulation,
          ...u16(mass * 100),
          ...u16(rollingResistance * 10_000),
          ...u16(windResistance * 1_000),
        ]),
        Uint8Array.from([op.grade, ...u16(((grade / 100 + 1) * 65_535) / 2)]),
        Uint8Array.from([op.wind, ...u16((windSpeed + 32.768) * 1_000)]),
      ]
    }
  }
}

/** A trainer with Wahoo's own control, unlocked once a link. */
export const createWahooTrainer = (point: ControlPoint): TrainerDriver => {
  let unlocked = false
  const ask = async (request: Uint8Array): Promise<void> => {
    await point.ask(request)
  }
  return {
    async apply(command) {
      if (command.mode === 'resistance' && !(command.level >= 0 && command.level <= 9))
        throw new HealthError('invalidArgument', 'level must be 0 to 9', [
          { pointer: '/level', message: 'must be 0 to 9' },
        ])
      if (!unlocked) await ask(unlock)
      unlocked = true
      for (const request of requestsFor(command)) await ask(request)
    },
    lost() {
      unlocked = false
    },
  }
}
