import type { StatisticsByType } from '../wire.js'
import type { Reading } from './staleness.js'

/** Types that answer the same question, whatever the sport. */
export const powerTypes = ['cyclingPower', 'runningPower']
export const cadenceTypes = ['cyclingCadence']
export const speedTypes = [
  'cyclingSpeed',
  'runningSpeed',
  'walkingSpeed',
  'rowingSpeed',
  'paddleSportsSpeed',
  'crossCountrySkiingSpeed',
]
export const distanceTypes = [
  'distanceCycling',
  'distanceWalkingRunning',
  'distanceSwimming',
  'distanceRowing',
  'distanceWheelchair',
  'distancePaddleSports',
  'distanceCrossCountrySkiing',
  'distanceSkatingSports',
  'distanceDownhillSnowSports',
]

/** The reading that came last among types that answer the same question. */
export const newestReading = (
  readings: Readonly<Record<string, Reading>>,
  types: readonly string[],
): Reading | undefined =>
  types
    .flatMap((type) => readings[type] ?? [])
    .reduce<Reading | undefined>(
      (newest, one) => (newest && newest.receivedAt >= one.receivedAt ? newest : one),
      undefined,
    )

const present = (statistics: StatisticsByType, types: readonly string[]) =>
  types.flatMap((type) => statistics[type] ?? [])[0]

export const heartRateOf = (statistics: StatisticsByType) => statistics.heartRate
export const powerOf = (statistics: StatisticsByType) => present(statistics, powerTypes)
export const cadenceOf = (statistics: StatisticsByType) => present(statistics, cadenceTypes)
export const speedOf = (statistics: StatisticsByType) => present(statistics, speedTypes)
/** kcal */
export const energyOf = (statistics: StatisticsByType): number | undefined => statistics.activeEnergyBurned?.sum

/** Metres, over every kind of distance: a workout of several sports has several. */
export const distanceOf = (statistics: StatisticsByType): number | undefined => {
  const sums = distanceTypes.flatMap((type) => statistics[type]?.sum ?? [])
  return sums.length === 0 ? undefined : sums.reduce((total, sum) => total + sum, 0)
}

const onFoot = ['running', 'walking', 'hiking', 'trackRunning']

/** Whether people think of this activity's speed as pace. */
export const isPaced = (activityType: string): boolean => onFoot.includes(activityType)

/** The type of power that the chart shows for an activity. */
export const powerTypeFor = (activityType: string): string => (isPaced(activityType) ? 'runningPower' : 'cyclingPower')
