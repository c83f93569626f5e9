import type { QuantityTypeName } from '../../health/type.js'

/** What was so in a second of a workout, or came to pass until then: epoch ms of its beginning, canonical units. */
export interface Point {
  readonly at: number
  readonly heartRate?: number
  readonly power?: number
  /** count/min. */
  readonly cadence?: number
  /** m/s. */
  readonly speed?: number
  /** m since the start. */
  readonly distance?: number
  /** kcal since the start. */
  readonly energy?: number
  readonly latitude?: number
  readonly longitude?: number
  /** m. */
  readonly altitude?: number
  /** m. */
  readonly strideLength?: number
  /** cm. */
  readonly verticalOscillation?: number
  /** ms. */
  readonly groundContactTime?: number
}

export type PointField = Exclude<keyof Point, 'at'>

/** Which field a quantity is in. */
export const fieldOfType: Readonly<Partial<Record<QuantityTypeName, PointField>>> = {
  heartRate: 'heartRate',
  cyclingPower: 'power',
  runningPower: 'power',
  cyclingCadence: 'cadence',
  cyclingSpeed: 'speed',
  runningSpeed: 'speed',
  rowingSpeed: 'speed',
  walkingSpeed: 'speed',
  paddleSportsSpeed: 'speed',
  crossCountrySkiingSpeed: 'speed',
  runningStrideLength: 'strideLength',
  runningVerticalOscillation: 'verticalOscillation',
  runningGroundContactTime: 'groundContactTime',
  activeEnergyBurned: 'energy',
  distanceCycling: 'distance',
  distanceWalkingRunning: 'distance',
  distanceSwimming: 'distance',
  distanceRowing: 'distance',
  distancePaddleSports: 'distance',
  distanceCrossCountrySkiing: 'distance',
  distanceDownhillSnowSports: 'distance',
  distanceSkatingSports: 'distance',
  distanceWheelchair: 'distance',
}

/** The fields that tell what has come together since the start. */
export const totals: ReadonlySet<PointField> = new Set(['distance', 'energy'])
