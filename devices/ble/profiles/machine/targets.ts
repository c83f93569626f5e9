import { coded, type Labels } from '../layout/coded.js'
import { type Format, per, s16, u8, u16, u24 } from '../layout/format.js'
import { tuple } from '../layout/list.js'
import { field, sequence } from '../layout/row.js'

/** What a machine is asked for, and tells that it was: the parameters that control point and status share. */

/** One octet in FTMS 1.0; two octets in its correction, which is what most machines take. */
const resistance: Format<number> = {
  size: 1,
  read: (frame) => per(frame.remaining === 1 ? u8 : s16, 10).read(frame),
  write: (writer, value, pointer) => per(s16, 10).write(writer, value, pointer),
}

const stopOrPause: Labels = { 1: 'stop', 2: 'pause' }

export const targetSpeed = field('targetSpeedKmh', per(u16, 100))
export const targetInclination = field('targetInclinationPct', per(s16, 10))
export const targetResistance = field('targetResistanceLevel', resistance)
export const targetPower = field('targetPowerW', s16)
export const targetHeartRate = field('targetHeartRateBpm', u8)
export const stopControl = coded(['controlCode', 'control'], u8, stopOrPause)
export const targetedEnergy = field('targetedEnergyKcal', u16)
export const targetedSteps = field('targetedSteps', u16)
export const targetedStrides = field('targetedStrides', u16)
export const targetedDistance = field('targetedDistanceM', u24)
export const targetedTrainingTime = field('targetedTrainingTimeS', u16)
/** By heart rate zone. */
export const targetedTimes = (zones: 2 | 3 | 5) => field('targetedTimesS', tuple(u16, zones))
export const simulation = sequence(
  field('windSpeedMps', per(s16, 1_000)),
  field('gradePct', per(s16, 100)),
  field('crr', per(u8, 10_000)),
  field('windResistanceKgPerM', per(u8, 100)),
)
export const wheelCircumference = field('wheelCircumferenceMm', per(u16, 10))
export const targetedCadence = field('targetedCadenceRpm', per(u16, 2))
