import { clockTime, figure, kilometres } from './output.js'

/** The statistics of one type, as far as the terminal shows them. */
export interface Figures {
  readonly average?: number | undefined
  readonly max?: number | undefined
  readonly sum?: number | undefined
}

type FiguresByType = Readonly<Record<string, Figures>>

/** Something that the terminal shows of a workout: under one name, whichever type it is measured as. */
export interface ShownQuantity {
  readonly label: string
  readonly types: readonly string[]
  /** A value of the type's canonical unit, with the unit it is shown in. */
  readonly text: (value: number | undefined) => string
  /** Whether a greater value is told as a smaller figure, as pace is. */
  readonly isReversed?: true
}

const whole =
  (unit: string) =>
  (value: number | undefined): string =>
    figure(value, unit)

const slowestPace = 3_600

/** m/s as minutes a kilometre; standing still has no pace. */
const pace = (speed: number | undefined): string => {
  const seconds = speed ? 1_000 / speed : Infinity
  return seconds < slowestPace ? `${clockTime(seconds)} /km` : '–'
}

const speed = (value: number | undefined): string => figure(value === undefined ? undefined : value * 3.6, 'km/h', 1)

/** What is measured again and again: the present value, an average, a maximum. */
export const rates = {
  heartRate: { label: 'heart rate', types: ['heartRate'], text: whole('bpm') },
  power: { label: 'power', types: ['cyclingPower', 'runningPower'], text: whole('W') },
  cadence: { label: 'cadence', types: ['cyclingCadence'], text: whole('rpm') },
  speed: { label: 'speed', types: ['cyclingSpeed'], text: speed },
  pace: { label: 'pace', types: ['runningSpeed'], text: pace, isReversed: true },
} as const satisfies Readonly<Record<string, ShownQuantity>>

/** What adds up. */
export const totals = {
  distance: {
    label: 'distance',
    types: [
      ...['distanceCycling', 'distanceWalkingRunning', 'distanceRowing', 'distanceSwimming', 'distanceWheelchair'],
      ...['distanceCrossCountrySkiing', 'distanceDownhillSnowSports', 'distancePaddleSports', 'distanceSkatingSports'],
    ],
    text: kilometres,
  },
  energy: { label: 'energy', types: ['activeEnergyBurned'], text: whole('kcal') },
} as const satisfies Readonly<Record<string, ShownQuantity>>

/** How a type is told; undefined when the terminal does not know it. */
export const typeQuantity = (type: string): ShownQuantity | undefined => {
  const all: readonly ShownQuantity[] = [...Object.values(rates), ...Object.values(totals)]
  return all.find(({ types }) => types.includes(type))
}

const onFoot = ['running', 'walking', 'hiking', 'trackRunning']

/** How fast a distance (m) was gone in a time (s), as people say it of an activity. */
export const speedText = (activityType: string, distance: number | undefined, elapsed: number): string => {
  const value = distance === undefined || elapsed <= 0 ? undefined : distance / elapsed
  return onFoot.includes(activityType) ? pace(value) : speed(value)
}

/** The first of these types that there is something of. */
export const found = <T>({ types }: ShownQuantity, byType: Readonly<Record<string, T>>): T | undefined =>
  types.map((type) => (Object.hasOwn(byType, type) ? byType[type] : undefined)).find((one) => one !== undefined)

/** The distance of a workout of one sport, or of a lap, in metres: the longest of several; undefined without one. */
export function distanceOf(figures: FiguresByType): number | undefined {
  const ways = totals.distance.types.flatMap((type) => (Object.hasOwn(figures, type) ? (figures[type]?.sum ?? []) : []))
  return ways.length === 0 ? undefined : Math.max(...ways)
}

/** A sport, and what was measured in it. */
interface Sport {
  readonly activityType: string
  readonly statistics: FiguresByType
}

/** The distance of a whole workout in metres: of several sports, what was gone in all of them. */
export function totalDistance({ activities, ...whole }: Sport & { readonly activities: readonly Sport[] }) {
  if (activities.every(({ activityType }) => activityType === whole.activityType)) return distanceOf(whole.statistics)
  const ways = activities.flatMap(({ statistics }) => distanceOf(statistics) ?? [])
  return ways.length === 0 ? undefined : ways.reduce((sum, way) => sum + way)
}
