import type { AthleteReadings } from '../athlete.js'
import { every, type Timers } from '../timers.js'
import { createCyclingPower, createDrivetrain, createSpeedAndCadence } from './cycling.js'
import { createBattery, deviceInformation } from './device-services.js'
import { createFitnessMachine } from './fitness-machine.js'
import { createGlitches, type SensorFault } from './glitches.js'
import { createMachineControl } from './machine-control.js'
import type { Peripheral } from './peripheral.js'
import { loadOf, type Resistance } from './resistance.js'
import { createRider, type RiderOptions } from './rider.js'

export interface TrainerOptions extends RiderOptions {
  /** `Simulated trainer` when left out. */
  readonly name?: string | undefined
  readonly faults?: readonly SensorFault[] | undefined
}

/** An indoor bike or a trainer with a bicycle on it. */
export interface Trainer extends Peripheral {
  /** What is in force. */
  readonly resistance: () => Resistance
  /** Takes control back at the machine's own buttons. */
  revoke(): void
}

const cyclingPowerSensor = 0x0484
const period = 0.25

/**
 * A trainer with a rider: machine data four times a second, power, speed and cadence once. It obeys who has asked for
 * control: a target power, a resistance level, or a simulated grade.
 */
export const createTrainer = (options: TrainerOptions): Trainer => {
  const { name = 'Simulated trainer', seed, faults = [] } = options
  const rider = createRider(options)
  const control = createMachineControl()
  const machine = createFitnessMachine(control)
  const drivetrain = createDrivetrain()
  const [power, cadence] = [createCyclingPower(drivetrain), createSpeedAndCadence(drivetrain)]
  const battery = createBattery(seed)
  const glitches = createGlitches(faults, seed)
  let quarters = 0

  const ridden = (): AthleteReadings => {
    if (!control.isRunning()) return { ...rider.ride(period, { power: 0, speed: 0 }), cadence: 0, power: 0 }
    const readings = rider.ride(period, loadOf(control.resistance(), rider.athlete))
    return { ...readings, power: glitches.value(readings.power) }
  }
  const passQuarter = (): void => {
    const readings = ridden()
    drivetrain.turn(readings, period)
    const record = machine.take(readings, period)
    quarters++
    const isWhole = quarters % 4 === 0
    machine.tellStatus()
    glitches.send(() => {
      machine.notify(record)
      if (!isWhole) return
      power.notify(power.measurement(readings))
      cadence.notify(cadence.measurement())
    })
  }
  return {
    name,
    services: [
      power.service,
      cadence.service,
      machine.service,
      battery.service,
      deviceInformation('Simulated trainer', seed),
    ],
    broadcast: () => ({ name, services: ['1818', '1826', '1816'], appearance: cyclingPowerSensor }),
    resistance: control.resistance,
    revoke: control.revoke,
    run(timers: Timers) {
      const stopBattery = battery.run(timers)
      const stopWheel = every(timers, period * 1000, passQuarter)
      return () => {
        stopBattery()
        stopWheel()
      }
    },
  }
}
