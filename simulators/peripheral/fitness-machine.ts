import { fitnessMachineFeature } from '../../devices/ble/profiles/machine/features.js'
import { indoorBikeData } from '../../devices/ble/profiles/machine/indoor-bike.js'
import { supportedPowerRange, supportedResistanceLevelRange } from '../../devices/ble/profiles/machine/ranges.js'
import { trainingStatus } from '../../devices/ble/profiles/machine/training-status.js'
import type { AthleteReadings } from '../athlete.js'
import { fixed } from './device-services.js'
import type { MachineControl } from './machine-control.js'
import { createNotifier } from './notifier.js'
import type { GattService } from './peripheral.js'
import { type Resistance, trainerLevelMax, trainerPowerMax } from './resistance.js'

const features = fitnessMachineFeature.encode({
  machineFeatures: ['cadence', 'totalDistance', 'resistanceLevel', 'expendedEnergy', 'elapsedTime', 'powerMeasurement'],
  targetSettings: ['resistanceTarget', 'powerTarget', 'indoorBikeSimulation'],
})
const levels = supportedResistanceLevelRange.encode({
  minimumResistanceLevel: 0,
  maximumResistanceLevel: trainerLevelMax,
  minimumIncrement: 0.1,
})
const powers = supportedPowerRange.encode({ minimumPowerW: 0, maximumPowerW: trainerPowerMax, minimumIncrementW: 1 })

const statusNames: Readonly<Record<Resistance['mode'], string>> = {
  free: 'manualMode',
  erg: 'wattControl',
  level: 'manualMode',
  simulation: 'manualMode',
}

/** The Fitness Machine Service (0x1826) of an indoor bike. */
export const createFitnessMachine = (control: MachineControl) => {
  const [data, training] = [createNotifier(), createNotifier()]
  const totals = { seconds: 0, metres: 0, kilocalories: 0 }
  let told = ''
  const status = (): Uint8Array =>
    trainingStatus.encode({ status: control.isRunning() ? statusNames[control.resistance().mode] : 'idle' })
  const service: GattService = {
    uuid: '1826',
    characteristics: [
      fixed(fitnessMachineFeature.uuid, features),
      { uuid: indoorBikeData.uuid, flags: ['notify'], subscribe: data.subscribe },
      { uuid: trainingStatus.uuid, flags: ['read', 'notify'], read: status, subscribe: training.subscribe },
      fixed(supportedResistanceLevelRange.uuid, levels),
      fixed(supportedPowerRange.uuid, powers),
      ...control.characteristics,
    ],
  }
  return {
    service,
    /** What was ridden in a time, as a record. */
    take(readings: AthleteReadings, seconds: number): Uint8Array {
      totals.seconds += seconds
      totals.metres += readings.distance
      totals.kilocalories += readings.energy
      return record(readings, { ...totals, perHour: (readings.energy / seconds) * 3600 })
    },
    notify: data.notify,
    /** Tells the training's status when it has changed. */
    tellStatus() {
      const value = status()
      const text = value.join()
      if (told !== text) training.notify(value)
      told = text
    },
  }
}

interface Totals {
  readonly seconds: number
  readonly metres: number
  readonly kilocalories: number
  readonly perHour: number
}

/** Every total wraps or ends where its field does. */
const record = ({ speed, cadence, power }: AthleteReadings, totals: Totals): Uint8Array =>
  indoorBikeData.encode({
    instantaneousSpeedKmh: Math.round(speed * 360) / 100,
    instantaneousCadenceRpm: Math.round(cadence * 2) / 2,
    totalDistanceM: Math.floor(totals.metres) % 2 ** 24,
    instantaneousPowerW: Math.round(power),
    totalEnergyKcal: Math.min(0xfffe, Math.floor(totals.kilocalories)),
    energyPerHourKcal: Math.min(0xfffe, Math.round(totals.perHour)),
    energyPerMinuteKcal: Math.min(0xfe, Math.round(totals.perHour / 60)),
    elapsedTimeS: Math.floor(totals.seconds) % 2 ** 16,
  })
