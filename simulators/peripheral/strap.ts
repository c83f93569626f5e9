import {
  bodySensorLocation,
  heartRateControlPoint,
  heartRateMeasurement,
} from '../../devices/ble/profiles/fitness/heart-rate.js'
import type { AthleteReadings } from '../athlete.js'
import { every } from '../timers.js'
import { createBattery, deviceInformation, fixed } from './device-services.js'
import { createGlitches, type SensorFault } from './glitches.js'
import { createNotifier } from './notifier.js'
import { AttError, attErrors, type GattService, type Peripheral } from './peripheral.js'
import { createRider, type RiderOptions } from './rider.js'

export interface StrapOptions extends RiderOptions {
  /** `Simulated strap` when left out. */
  readonly name?: string | undefined
  readonly faults?: readonly SensorFault[] | undefined
}

/** A heart rate strap, and what a test does to it. */
export interface Strap extends Peripheral {
  /** Whether it feels skin; a strap that does not tells 0. */
  wear(isWorn: boolean): void
  /** What it told last, count/min, 0 without contact; and how often it has told something. */
  readonly told: () => { readonly heartRate: number; readonly count: number }
}

const heartRateBelt = 0x0341
const kilojoulesPerKilocalorie = 4.184
const energyMax = 0xffff

/** A strap on a rider: heart rate once a second with its beats, skin contact, and energy every tenth time. */
export const createStrap = (options: StrapOptions): Strap => {
  const { name = 'Simulated strap', seed, faults = [] } = options
  const rider = createRider(options)
  const battery = createBattery(seed)
  const heart = createHeart()
  const glitches = createGlitches(faults, seed)
  return {
    name,
    services: [heart.service, battery.service, deviceInformation('Simulated strap', seed)],
    broadcast: () => ({ name, services: ['180D', '180F'], appearance: heartRateBelt }),
    wear: heart.wear,
    told: heart.told,
    run(timers) {
      const stopBattery = battery.run(timers)
      const stopHeart = every(timers, 1000, () => {
        const readings = rider.ride(1)
        const seen = { ...readings, heartRate: glitches.value(readings.heartRate) }
        const value = heart.beat(seen)
        glitches.send(() => heart.notify(value))
      })
      return () => {
        stopBattery()
        stopHeart()
      }
    },
  }
}

/** The Heart Rate Service (0x180D) of one wearer. */
const createHeart = () => {
  const notifier = createNotifier()
  let [kilojoules, seconds, heartRate, isWorn] = [0, 0, 0, true]
  const service: GattService = {
    uuid: '180D',
    characteristics: [
      { uuid: heartRateMeasurement.uuid, flags: ['notify'], subscribe: notifier.subscribe },
      fixed(bodySensorLocation.uuid, bodySensorLocation.encode({ location: 'chest' })),
      {
        uuid: heartRateControlPoint.uuid,
        flags: ['write'],
        write(value) {
          const { fields } = heartRateControlPoint.decode(value)
          if (fields?.action !== 'resetEnergyExpended') throw new AttError(attErrors.controlPointNotSupported)
          kilojoules = 0
        },
      },
    ],
  }
  return {
    service,
    notify: notifier.notify,
    told: () => ({ heartRate, count: seconds }),
    wear(worn: boolean) {
      isWorn = worn
    },
    /** The measurement of a second. */
    beat(readings: AthleteReadings): Uint8Array {
      kilojoules = Math.min(energyMax, kilojoules + readings.energy * kilojoulesPerKilocalorie)
      seconds++
      heartRate = isWorn ? Math.round(readings.heartRate) : 0
      const intervals = isWorn ? readings.rrIntervals.map(ticks) : []
      return heartRateMeasurement.encode({
        heartRateBpm: heartRate,
        sensorContactSupported: true,
        sensorContactDetected: isWorn,
        ...(seconds % 10 === 0 ? { energyExpendedKj: Math.round(kilojoules) } : {}),
        ...(intervals.length > 0 ? { rrIntervals1024: intervals } : {}),
      })
    },
  }
}

const ticks = (milliseconds: number): number => Math.round((milliseconds * 1024) / 1000)
