import { cyclingPowerFeature, cyclingPowerMeasurement } from '../../devices/ble/profiles/fitness/cycling-power.js'
import { cyclingPowerControlPoint } from '../../devices/ble/profiles/fitness/cycling-power-control-point.js'
import {
  cscFeature,
  cscMeasurement,
  sensorLocation,
} from '../../devices/ble/profiles/fitness/cycling-speed-and-cadence.js'
import type { AthleteReadings } from '../athlete.js'
import { fixed } from './device-services.js'
import { createNotifier } from './notifier.js'
import { AttError, attErrors, type GattCharacteristic, type GattService } from './peripheral.js'
import { createRevolutions, type Revolutions } from './revolutions.js'

/** m a turn of the wheel, 700×25C. */
const circumference = 2.105
/** What the power meter finds when its zero is set, in 1/32 Nm. */
const rawOffset = 12

/** The wheel and the crank of one bicycle. */
export interface Drivetrain {
  readonly wheel: Revolutions
  readonly crank: Revolutions
  turn(readings: AthleteReadings, seconds: number): void
}

export const createDrivetrain = (): Drivetrain => {
  const [wheel, crank] = [createRevolutions(), createRevolutions()]
  return {
    wheel,
    crank,
    turn({ speed, cadence }, seconds) {
      wheel.turn(seconds, speed / circumference)
      crank.turn(seconds, cadence / 60)
    },
  }
}

/** The Cycling Power Service (0x1818). */
export const createCyclingPower = ({ wheel, crank }: Drivetrain) => {
  const notifier = createNotifier()
  const service: GattService = {
    uuid: '1818',
    characteristics: [
      { uuid: cyclingPowerMeasurement.uuid, flags: ['notify'], subscribe: notifier.subscribe },
      fixed(
        cyclingPowerFeature.uuid,
        cyclingPowerFeature.encode({
          supported: ['wheelRevolutionData', 'crankRevolutionData', 'offsetCompensation'],
          sensorMeasurementContext: 'torque',
        }),
      ),
      fixed(sensorLocation.uuid, sensorLocation.encode({ location: 'rearHub' })),
      powerControlPoint(),
    ],
  }
  return {
    service,
    notify: notifier.notify,
    measurement({ power }: AthleteReadings): Uint8Array {
      const [turns, strokes] = [wheel.read(32, 2048), crank.read(16, 1024)]
      return cyclingPowerMeasurement.encode({
        instantaneousPowerW: Math.round(power),
        wheelRevolutions: turns.count,
        wheelEventTime2048: turns.time,
        crankRevolutions: strokes.count,
        crankEventTime1024: strokes.time,
      })
    },
  }
}

/** Sets the zero; every other procedure is one that this meter does not know. */
const powerControlPoint = (): GattCharacteristic => {
  const answers = createNotifier()
  return {
    uuid: cyclingPowerControlPoint.uuid,
    flags: ['write', 'indicate'],
    subscribe: answers.subscribe,
    write(value) {
      if (!answers.isHeard()) throw new AttError(attErrors.improperlyConfigured)
      const requestOpCode = value[0]
      if (requestOpCode === undefined) throw new AttError(attErrors.invalidLength)
      const isZero = cyclingPowerControlPoint.decode(value).fields?.action === 'startOffsetCompensation'
      const outcome = isZero ? { result: 'success', offsetRaw: rawOffset } : { result: 'opCodeNotSupported' }
      answers.notify(cyclingPowerControlPoint.encode({ action: 'response', requestOpCode, ...outcome }))
    },
  }
}

/** The Cycling Speed and Cadence Service (0x1816). */
export const createSpeedAndCadence = ({ wheel, crank }: Drivetrain) => {
  const notifier = createNotifier()
  const service: GattService = {
    uuid: '1816',
    characteristics: [
      { uuid: cscMeasurement.uuid, flags: ['notify'], subscribe: notifier.subscribe },
      fixed(
        cscFeature.uuid,
        cscFeature.encode({
          wheelRevolutionDataSupported: true,
          crankRevolutionDataSupported: true,
          multipleSensorLocationsSupported: false,
        }),
      ),
      fixed(sensorLocation.uuid, sensorLocation.encode({ location: 'rearHub' })),
    ],
  }
  return {
    service,
    notify: notifier.notify,
    measurement(): Uint8Array {
      const [turns, strokes] = [wheel.read(32, 1024), crank.read(16, 1024)]
      return cscMeasurement.encode({
        wheelRevolutions: turns.count,
        wheelEventTime1024: turns.time,
        crankRevolutions: strokes.count,
        crankEventTime1024: strokes.time,
      })
    },
  }
}
